"""What rows of foreign registers, tools and consoles look like."""
