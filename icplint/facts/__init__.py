"""What the world says, as dated data beside its readers."""
