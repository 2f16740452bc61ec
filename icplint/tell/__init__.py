"""Tells people and machines what was found."""
