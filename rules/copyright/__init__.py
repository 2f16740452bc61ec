"""Rules about the copyright notice."""
