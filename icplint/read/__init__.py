"""Turns an answer into a reading of what the page shows."""
