"""Brings what comes from outside: lists, answers, registers."""
