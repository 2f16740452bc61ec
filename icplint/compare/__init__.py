"""Compares what a page shows with what it should show."""
