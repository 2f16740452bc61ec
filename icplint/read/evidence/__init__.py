"""Gathers numbers, notices and licences from blocks."""
