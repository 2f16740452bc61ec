"""Turns text into filing numbers and back."""
