"""Turns bytes into blocks; alone knows the HTML parser."""
