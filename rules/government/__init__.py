"""Rules about the marks of government sites."""
