"""The page of changes, and its style."""
