"""Gets one answer, safely."""
