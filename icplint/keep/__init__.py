"""Keep: what was found, from run to run."""
