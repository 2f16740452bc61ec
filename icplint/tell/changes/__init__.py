"""What changed between two runs, and what became of one site, for people and programs."""
