"""Reads a page once more for all that its footer holds, where a run demands items of its own.

NOTE: a reading for the rules skips what tells nothing of filings; what an organisation demands may be any
word. A second walk leaves the first as it is: a demanded item never changes another verdict, and a run
without such items pays nothing.
"""

from dataclasses import replace

from icplint.model.answer import Answer, FetchFailure
from icplint.model.block import Block
from icplint.model.reading import Reading
from icplint.read.footer.contents import footer_contents
from icplint.read.footer.locate import locate_footer
from icplint.read.page.blocks import Interest
from icplint.read.page.page import open_page

_TAIL = 20_000
"""Characters at the end of a page among which the footer is looked for."""


def with_footer_contents(reading: Reading, answer: Answer) -> Reading:
    """The reading, with all that its footer holds.

    Args:
        reading: Made of this answer.
        answer: Bytes and address of the page.
    """
    page = open_page(answer)
    if isinstance(page, FetchFailure):
        return reading
    blocks: list[Block] = list(page.from_end(_interest, tail=_TAIL, may_hold=_nothing))[::-1]
    contents = footer_contents(blocks, locate_footer(blocks).members)
    return replace(reading, footer=replace(reading.footer, contents=contents))


def _interest(text: str, characters_behind: int) -> Interest:  # noqa: ARG001 - the shape of `Wanted`
    return Interest.ALONE if characters_behind <= _TAIL else Interest.NONE


def _nothing(text: str) -> bool:  # noqa: ARG001 - the shape of `MayHold`
    """What lies before the page's tail holds nothing wanted."""
    return False
