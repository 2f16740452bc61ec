"""Decides which pages of a site are asked for, and when."""
