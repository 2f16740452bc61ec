"""Files, environment and flags become one Settings."""
