"""Reads numbers of joke registers, which only the sign before ICP备 tells from filings."""

from icplint.facts.parodies import parodies
from icplint.late import pattern
from icplint.numbers.folding import Folded
from icplint.numbers.found import Family, Found, Standing
from icplint.numbers.surroundings import look_around, stands_alone

_PARODY = pattern(r"(?:[Ii][Cc][Pp])?备案?[:第]?[0-9A-Za-z]{2,20}号?(?:-[0-9]{1,4})?")


def read_parody(folded: Folded, start: int) -> Found | None:
    """The joke filing whose letters begin at `start`."""
    sign = folded.text[start - 1 : start]
    if sign not in parodies() or not stands_alone(folded, start - 1):
        return None
    writing = _PARODY.match(folded.text, start)
    if writing is None:
        return None
    first, last = folded.span(start - 1, writing.end())
    return Found(
        start=first,
        end=last,
        raw=folded.original[first:last],
        family=Family.ICP,
        standing=Standing.PARODY,
        province_sign=sign,
        registry=parodies()[sign],
        labelled=look_around(folded, start - 1, writing.end()).labelled,
    )
