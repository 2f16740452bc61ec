"""The flat form of a page: blocks of text with their runs, links and pictures.

The page reader, template sources and the renderer all hand over blocks, so that footer and
evidence never see a parser, a template language or a browser.
"""

from enum import StrEnum
from typing import Protocol

from icplint.late import dataclass


class Source(StrEnum):
    """Where on the page something stands."""

    HTML = "html"
    SCRIPT_LITERAL = "script-literal"
    RENDERED = "rendered"
    ATTRIBUTE = "attribute"
    """Only in a `title` or `alt`."""
    COMMENT = "comment"
    LINK = "link"
    """Only in an address."""


@dataclass(frozen=True, slots=True)
class Link:
    """A link around or inside a run. Compared by identity of its element, not by address."""

    key: int
    """Tells one link element from another on the same page."""
    href: str | None
    """Absolute, resolved with `<base>`; None where a click leads nowhere (none, empty, `#…`, `javascript:`)."""
    label: str = ""
    """The link's `title`, where it has one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """A stretch of text of one kind within a block."""

    text: str
    link: Link | None = None
    visible: bool = True
    source: Source = Source.HTML


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """A picture, wherever it is drawn from."""

    address: str
    """Absolute address, `data:…` whole, `svg:inline` or `css:<class>`."""
    offset: int
    """Position in the block's text before which it stands."""
    link: Link | None = None
    visible: bool = True
    label: str = ""
    """Its `alt` or `title`."""
    certain: bool = True
    """False: an element that only an outer style sheet can make a picture of."""


class Block(Protocol):
    """The text of one block-level box: what a reader sees as one line or paragraph. May be made lazily."""

    @property
    def text(self) -> str:
        """All runs in reading order, hidden ones included."""

    @property
    def runs(self) -> tuple[Run, ...]:
        """The stretches that make the text."""

    @property
    def pictures(self) -> tuple[Picture, ...]:
        """Its pictures, in page order."""

    @property
    def selector(self) -> str:
        """A path for people, such as `footer > p.note`."""

    @property
    def marks(self) -> tuple[str, ...]:
        """Landmark, id and class words of the block's ancestors, lower case, innermost first."""

    @property
    def characters_behind(self) -> int:
        """Characters of the page's text that stand behind the block."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PlainBlock:
    """A block that is all there from the start."""

    runs: tuple[Run, ...]
    pictures: tuple[Picture, ...] = ()
    selector: str = ""
    marks: tuple[str, ...] = ()
    characters_behind: int = 0

    @property
    def text(self) -> str:
        """All runs in reading order."""
        return "".join(run.text for run in self.runs)
