"""Rules about the public-security number."""
