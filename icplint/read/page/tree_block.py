"""One block of a tree: its text at once, the rest found out when somebody asks."""

from collections.abc import Callable, Iterator
from dataclasses import field

from selectolax.lexbor import LexborNode

from icplint.late import dataclass
from icplint.model.block import Link, Picture, Run, Source
from icplint.read.page.elements import Element, Elements
from icplint.read.page.links import absolute, scripted
from icplint.read.page.pictures import picture_of
from icplint.read.page.style_rules import StyleRules
from icplint.read.page.tags import BLOCK_TAGS, Kind

_MAX_TEXT = 100_000
"""Characters of one block that are read; a longer one is no footer."""
_MOST_PICTURES = 300
"""Pictures of one block that are looked at, the last ones: a footer has a few."""
_LONGEST_LINE = 60
"""Characters of a block behind which a badge may be drawn."""
_BACKGROUND_STEPS = 3
"""Elements around a text that are asked for a picture behind it."""
_LINK_STEPS = 4
"""Ancestors that are asked for a scripted link."""


@dataclass(slots=True)
class RawBlock:
    """A block while it is being gathered, backwards."""

    texts: list[tuple[str, LexborNode, LexborNode | None, bool]] = field(default_factory=list)
    """Text, the element that holds it, the link around it, and whether it is a field's content."""
    pictures: list[tuple[LexborNode, Kind, LexborNode | None, int]] = field(default_factory=list)
    """Element, its kind, the link around it, and how many texts had been gathered: they stand behind it."""


class Ways:
    """How the blocks of one tree find their links, pictures and visibility."""

    def __init__(
        self, base: str | None, source: Source, rules: Callable[[], StyleRules], *, shown: bool
    ) -> None:
        self.source = source
        self.elements = Elements(rules, shown=shown)
        self._base = base
        self._rules = rules
        self._links: dict[int, Link] = {}

    def picture(self, node: LexborNode, kind: Kind, anchor: LexborNode | None, offset: int) -> Picture | None:
        """The picture that an element draws, None where it draws none."""
        attributes = node.attributes
        if not attributes and kind is not Kind.DRAWING:
            return None
        is_link = (
            kind is Kind.ANCHOR
            and not (node.text() or "").strip()
            and node.css_first("img,svg,i,image") is None
        )
        if kind is Kind.ANCHOR and not is_link and "style" not in attributes and "class" not in attributes:
            return None
        return picture_of(
            kind,
            attributes,
            is_link=is_link,
            offset=offset,
            link=self.link(anchor, node.parent),
            visible=self.elements.of(node).visible,
            base=self._base,
            rules=self._rules(),
        )

    def background(self, element: Element, offset: int, *, is_line: bool) -> Picture | None:
        """The picture behind an element that holds text.

        Args:
            element: Around the text. Links are left out: the walk has met them.
            offset: Of the text in its block.
            is_line: It holds the whole block: what a sheet draws behind a line is an ornament, what its own
                style draws there is meant for this line.
        """
        attributes = element.attributes
        if element.tag == "a" or not ("style" in attributes or ("class" in attributes and not is_line)):
            return None
        if is_line:
            attributes = {"style": attributes.get("style")}
        return picture_of(
            Kind.INLINE,
            attributes,
            is_link=False,
            offset=offset,
            link=None,
            visible=element.visible,
            base=self._base,
            rules=self._rules(),
        )

    def link(self, anchor: LexborNode | None, holder: LexborNode | None) -> Link | None:
        """The link that a click follows: an `<a>` with an address, else a scripted one near by."""
        if anchor is not None:
            key = anchor.mem_id
            if key not in self._links:
                element = self.elements.of(anchor)
                href = absolute(element.attributes.get("href"), self._base) or self._scripted(element)
                if not href and (scripting := self._scripting(holder)):
                    href = self._scripted(scripting)
                self._links[key] = Link(
                    key=len(self._links), href=href, label=element.attributes.get("title") or ""
                )
            return self._links[key]
        clickable = self._scripting(holder)
        if clickable is None:
            return None
        if clickable.key not in self._links:
            self._links[clickable.key] = Link(key=len(self._links), href=self._scripted(clickable))
        return self._links[clickable.key]

    def _scripting(self, holder: LexborNode | None) -> Element | None:
        """The nearest element around, of few, whose script leads somewhere."""
        element: Element | None = self.elements.of(holder)
        for _ in range(_LINK_STEPS):
            if element is None:
                break
            if self._scripted(element):
                return element
            element = element.parent
        return None

    def _scripted(self, element: Element) -> str | None:
        attributes = element.attributes
        if "onclick" not in attributes and "data-href" not in attributes:
            return None
        written = scripted(attributes.get("onclick")) or attributes.get("data-href")
        return absolute(written, self._base) if written else None


class TreeBlock:
    """A block of a tree. Its text costs little; the rest is found out once, when somebody asks."""

    __slots__ = (
        "_found_place",
        "_pictures",
        "_pieces",
        "_raw",
        "_runs",
        "_selector",
        "_ways",
        "characters_behind",
        "text",
    )

    def __init__(self, raw: RawBlock, ways: Ways, characters_behind: int) -> None:
        self._raw = raw
        self._ways = ways
        self._pieces = _collapsed(raw.texts)
        self._runs: tuple[Run, ...] | None = None
        self._pictures: tuple[Picture, ...] | None = None
        self._found_place: Element | None = None
        self._selector: str | None = None
        self.text = self._pieces[0] if len(self._pieces) == 1 else "".join(self._pieces)
        """All runs in reading order, hidden ones included."""
        self.characters_behind = characters_behind
        """Characters of the page's text that stand behind the block."""

    @property
    def runs(self) -> tuple[Run, ...]:
        """The stretches that make the text."""
        if self._runs is None:
            self._runs = tuple(self._find_runs())
        return self._runs

    @property
    def pictures(self) -> tuple[Picture, ...]:
        """Its pictures, in page order."""
        if self._pictures is None:
            pictures = [*self._find_pictures(), *self._drawn_behind()]
            self._pictures = tuple(sorted(pictures, key=lambda one: one.offset))
        return self._pictures

    @property
    def selector(self) -> str:
        """A path for people."""
        if self._selector is None:
            self._selector = " > ".join(self._place.path)
        return self._selector

    @property
    def marks(self) -> tuple[str, ...]:
        """Landmark, id and class words of its ancestors, innermost first."""
        return self._place.marks

    @property
    def _place(self) -> Element:
        if self._found_place is None:
            self._found_place = self._find_place()
        return self._found_place

    def _find_runs(self) -> list[Run]:
        ways = self._ways
        runs: list[Run] = []
        for kept, (_, holder, anchor, is_field) in zip(self._pieces, reversed(self._raw.texts), strict=True):
            if not kept:
                continue
            visible = ways.elements.of(holder).visible and not is_field
            link = ways.link(anchor, holder)
            if runs and (last := runs[-1]).link is link and last.visible == visible:
                runs[-1] = Run(text=last.text + kept, link=link, visible=visible, source=ways.source)
            else:
                runs.append(Run(text=kept, link=link, visible=visible, source=ways.source))
        return runs

    def _find_pictures(self) -> Iterator[Picture]:
        pieces, total = self._pieces, len(self._raw.texts)
        counted = offset = 0
        for node, kind, anchor, texts_behind in reversed(self._raw.pictures[:_MOST_PICTURES]):
            while counted < total - texts_behind:
                offset += len(pieces[counted])
                counted += 1
            if picture := self._ways.picture(node, kind, anchor, offset):
                yield picture

    def _drawn_behind(self) -> Iterator[Picture]:
        """Pictures drawn behind the text, or beside it with a padding: `<span style="background:url(badge.png)">`."""
        if len(self.text) > _LONGEST_LINE:
            return
        seen: set[int] = set()
        offset = 0
        for kept, (_, holder, _, _) in zip(self._pieces, reversed(self._raw.texts), strict=True):
            element: Element | None = self._ways.elements.of(holder)
            for _ in range(_BACKGROUND_STEPS if kept else 0):
                if element is None or element.key in seen:
                    break
                seen.add(element.key)
                is_line = element.tag in BLOCK_TAGS
                if picture := self._ways.background(element, offset, is_line=is_line):
                    yield picture
                if is_line:
                    break
                element = element.parent
            offset += len(kept)

    def _find_place(self) -> Element:
        texts = self._raw.texts
        for kept, (_, holder, _, _) in zip(self._pieces, reversed(texts), strict=True):
            if kept:
                return self._ways.elements.of(holder)
        return self._ways.elements.of(self._raw.pictures[-1][0] if self._raw.pictures else texts[-1][1])


def _collapsed(texts: list[tuple[str, LexborNode, LexborNode | None, bool]]) -> list[str]:
    """White space as HTML shows it: one blank, none at the start or the end. One piece for each text, in page order."""
    if len(texts) == 1:
        return [" ".join(texts[0][0][-_MAX_TEXT:].split())]
    pieces: list[str] = []
    pending_blank = started = False
    length = 0
    for text, _, _, _ in reversed(texts):
        words = text.split()
        if not words or length > _MAX_TEXT:
            pending_blank = True
            pieces.append("")
            continue
        kept = " ".join(words)
        if started and (pending_blank or text[0].isspace()):
            kept = " " + kept
        pending_blank, started = text[-1].isspace(), True
        pieces.append(kept)
        length += len(kept)
    return pieces
