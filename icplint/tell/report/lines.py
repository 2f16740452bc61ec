"""Styled lines of text, and how they become bytes: plain in a pipe, coloured and wrapped on a terminal."""

from collections.abc import Iterable, Iterator
from enum import StrEnum
from io import TextIOWrapper
from itertools import chain
from typing import BinaryIO
from unicodedata import east_asian_width

from icplint.late import dataclass
from icplint.tell.report.inert import inert
from icplint.tell.report.reporter import Manner
from icplint.words.line_breaks import unbreakable

_NARROWEST = 20
"""Columns that text always gets, however deep it stands."""


class Style(StrEnum):
    """What a stretch of text is; how that looks is the painter's affair."""

    PLAIN = ""
    TITLE = "bold"
    ERROR = "bold red"
    WARNING = "bold yellow"
    INFO = "bold blue"
    GOOD = "green"
    UNMEASURED = "bold magenta"
    QUIET = "dim"
    LABEL = "not bold dim"
    CODE = "cyan"
    """To paste: never wrapped, and characters that the encoding lacks become HTML references."""


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of one style. Its text may come from anywhere: painters make it inert."""

    text: str
    style: Style = Style.PLAIN


@dataclass(frozen=True, slots=True)
class Line:
    """One line, with an optional label before it; wrapped, it continues below its own beginning."""

    spans: tuple[Span, ...] = ()
    indent: int = 0
    label: str = ""
    label_width: int = 0
    """Columns of the label's field."""


def line(*spans: Span | str, indent: int = 0) -> Line:
    """A line of spans; a bare string is plain text."""
    return Line(tuple(Span(one) if isinstance(one, str) else one for one in spans), indent)


def columns(text: str) -> int:
    """How wide a text stands on a terminal: Chinese characters take two columns."""
    return sum(2 if east_asian_width(sign) in "WF" else 1 for sign in text)


def paint(lines: Iterable[Line], manner: Manner, out: BinaryIO) -> None:
    """Write the lines as the manner says."""
    if manner.on_terminal:
        _paint_terminal(lines, manner, out)
        return
    for one in lines:
        text = "".join(_written(span, manner.encoding) for span in one.spans)
        out.write(f"{_margin(one)}{text}".rstrip().encode(manner.encoding, "replace") + b"\n")


def _paint_terminal(lines: Iterable[Line], manner: Manner, out: BinaryIO) -> None:
    # ruff: noqa: PLC0415 - a pipe needs no colours, and rich is slow to import
    from rich.console import Console
    from rich.style import Style as RichStyle
    from rich.text import Text as RichText

    styles = {style: RichStyle.parse(style.value) for style in Style}
    wrapper = TextIOWrapper(out, encoding=manner.encoding, errors="replace", newline="", write_through=True)
    try:
        console = Console(file=wrapper, force_terminal=True, width=manner.width, highlight=False, emoji=False)
        for one in lines:
            text = RichText()
            for span in one.spans:
                text.append(_written(span, manner.encoding), styles[span.style])
            margin = RichText().append(_margin(one), styles[Style.LABEL])
            if any(span.style is Style.CODE for span in one.spans):
                console.print(margin + text, soft_wrap=True)
                continue
            below = RichText(" " * (one.indent + one.label_width))
            room = max(console.width - below.cell_len, _NARROWEST)
            rows = text.divide(_breaks(text.plain, room))
            for row in chain.from_iterable(part.wrap(console, room) for part in rows):
                console.print(margin + row, soft_wrap=True)
                margin = below
    finally:
        wrapper.detach()


def _breaks(text: str, room: int) -> Iterator[int]:
    """Where rows begin that are no wider than the room; what cannot be broken may be wider.

    NOTE: rich breaks at blanks first, which Chinese sentences have beside figures alone.
    """
    at = width = 0
    for piece in unbreakable(text):
        if width and width + columns(piece.rstrip()) > room:
            yield at
            width = 0
        at += len(piece)
        width += columns(piece)


def _margin(one: Line) -> str:
    label = inert(one.label)
    return " " * one.indent + label + " " * max(one.label_width - columns(label), 0)


def _written(span: Span, encoding: str) -> str:
    text = inert(span.text).replace("\n", " ").replace("\t", " ")
    if span.style is Style.CODE:
        return text.encode(encoding, "xmlcharrefreplace").decode(encoding)
    return text
