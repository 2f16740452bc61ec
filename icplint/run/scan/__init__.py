"""Scheduled scans: a list is checked from a store's ledger, which knows what is done whatever happens."""
