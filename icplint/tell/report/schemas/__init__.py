"""The published JSON Schemas of the machine reports."""
