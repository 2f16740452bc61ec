"""Tells what falls due, to people and to calendars."""
