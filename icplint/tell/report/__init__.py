"""Writes the report, one file for each format."""
