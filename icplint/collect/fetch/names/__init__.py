"""Turns names into addresses."""
