"""Python's collector of cycles, held back while pages come and go."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager

_YOUNG, _MIDDLE, _OLD = 20_000, 20, 50
"""Objects more than before, and generations, after which it looks; a page makes some thousands, of which no cycle is left."""


@contextmanager
def held_back_collector() -> Iterator[None]:
    """Let the collector look rarely, and never at what is there already, until the block is left.

    Rules, patterns and modules are for the whole run: to go through them again and again costs a tenth of its time.
    """
    before = gc.get_threshold()
    gc.freeze()
    gc.set_threshold(_YOUNG, _MIDDLE, _OLD)
    try:
        yield
    finally:
        gc.set_threshold(*before)
        gc.unfreeze()
