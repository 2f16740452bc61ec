"""Reads the list of sites to check."""
