"""The text of many blocks as one, so that a pattern goes through all of them in one search."""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from itertools import accumulate

from icplint.model.block import Block

_BETWEEN = "\x00"
"""Stands in no text, and no pattern for white space fits it."""


class Joined:
    """The texts of blocks, in their order."""

    def __init__(self, blocks: Sequence[Block]) -> None:
        texts = [block.text for block in blocks]
        self.text = _BETWEEN.join(texts)
        """All texts, a NUL between them."""
        self._starts = list(accumulate((len(text) + 1 for text in texts), initial=0))

    def holding(self, pattern: re.Pattern[str]) -> Iterator[int]:
        """Positions of the blocks in whose text a pattern is found, in order. It must not speak of a text's ends."""
        position = 0
        while (found := pattern.search(self.text, position)) is not None:
            place = bisect_right(self._starts, found.start()) - 1
            yield place
            position = self._starts[place + 1]
