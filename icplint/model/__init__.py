"""The nouns of a check: frozen values without input or output."""
