"""Finds the blocks that are the footer, with reasons."""
