"""Our own sentences, in Chinese and English."""
