"""Judges a case by the rules."""
