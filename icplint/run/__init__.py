"""Puts the verbs in order; nobody else does."""
