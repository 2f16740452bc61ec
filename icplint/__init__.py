"""Checks that websites in mainland China show their filing numbers as they must."""

__version__ = "0.1.0"
