"""What can be mended: HTML to paste, made from what was filed."""
