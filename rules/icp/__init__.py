"""Rules about the ICP filing number."""
