"""Text of strangers as XML 1.0 may hold it."""

import re
from collections.abc import Mapping
from functools import lru_cache
from xml.sax.saxutils import escape

from icplint.late import pattern
from icplint.tell.report.inert import inert, inert_line

_NO_CHARACTERS = pattern("[\ufffe\uffff]")
"""Beside the controls and surrogates that `inert` names: what XML 1.0 forbids even as a reference."""


def xml_text(text: str) -> str:
    """The text between two tags; what XML forbids and what steers a reader is told by its number."""
    return escape(_NO_CHARACTERS.sub(_named, inert(text)))


def xml_attributes(values: Mapping[str, str | int]) -> str:
    """` name="value"` for each; a value is one line and stays within its quotes."""
    return "".join(f' {name}="{_value(str(value))}"' for name, value in values.items())


@lru_cache(maxsize=2_000)  # the titles of rules and the name of a site come again and again
def _value(text: str) -> str:
    return escape(_NO_CHARACTERS.sub(_named, inert_line(text)), {'"': "&quot;"})


def _named(found: re.Match[str]) -> str:
    return f"⟨U+{ord(found[0]):04X}⟩"
