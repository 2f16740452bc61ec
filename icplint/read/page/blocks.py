"""The tree of a page as flat blocks, from its end.

The walk goes backwards because the footer stands at the end. It looks at attributes only where a block
is wanted, and skips what lies before the page's tail and holds no word that a footer is known by:
both cost more than the walk itself.
"""

from collections import deque
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from enum import IntEnum

from selectolax.lexbor import LexborHTMLParser, LexborNode

from icplint.model.block import Block, Link, Picture, Run, Source
from icplint.read.page.elements import Element, Elements
from icplint.read.page.links import absolute, scripted
from icplint.read.page.pictures import picture_of
from icplint.read.page.style_rules import NO_RULES, StyleRules
from icplint.read.page.tags import KINDS, Kind

_MAX_TEXT = 100_000
"""Characters of one block that are read; a longer one is no footer."""
_NEIGHBOURS = 6
_LINK_STEPS = 4
"""Ancestors that are asked for a scripted link."""
_WORTH_SKIPPING = 400
"""Characters: a smaller part may be the neighbour of a number."""
_LOOK_AHEAD = 4
"""How many times the page's text may be looked through to find out what can be skipped."""


class Interest(IntEnum):
    """How much a block is wanted."""

    NONE = 0
    ALONE = 1
    WITH_NEIGHBOURS = 2


Wanted = Callable[[str, int], Interest]
"""How much a block is wanted, by its text and the number of characters of the page behind it."""

MayHold = Callable[[str], bool]
"""Whether a stretch of the page may hold anything wanted, however far from the end."""


def everything(text: str, characters_behind: int) -> Interest:  # noqa: ARG001 - the shape of `Wanted`
    """Want every block."""
    return Interest.ALONE


@dataclass(slots=True)
class _Raw:
    """A block while it is being gathered, backwards."""

    texts: list[tuple[str, LexborNode, LexborNode | None]] = field(default_factory=list)
    """Text, its node (a textarea or a text), and the link around it."""
    pictures: list[tuple[LexborNode, Kind, LexborNode | None, int]] = field(default_factory=list)
    """Element, its kind, the link around it, and how many texts had been gathered: they stand behind it."""


class TreeBlocks:
    """The blocks of a parsed page or fragment."""

    def __init__(
        self,
        root: LexborNode,
        *,
        base: str | None,
        source: Source = Source.HTML,
        rules: Callable[[], StyleRules] = lambda: NO_RULES,
        shown: bool = True,
    ) -> None:
        """Take a tree to walk.

        Args:
            root: The element whose content is read, such as `<body>`.
            base: The address that links are relative to.
            source: What the runs are marked with.
            rules: Gives what the page's own style sheets say; asked when first needed.
            shown: False for comments: nobody sees them.
        """
        self._root = root
        self._base = base
        self._source = source
        self._rules = rules
        self._elements = Elements(rules, shown=shown)
        self._links: dict[int, Link] = {}
        self._skipped: deque[tuple[_Raw, int]] = deque(maxlen=_NEIGHBOURS)
        self._owed = 0
        self.characters = 0
        """Characters of text met so far; after the walk, of the whole page."""
        self.comments: list[str] = []
        """Comments met so far, from the last to the first."""

    def from_end(  # noqa: PLR0915 - one walk, kept in one place: a call for each node would double its cost
        self, wanted: Wanted = everything, *, tail: int = 0, may_hold: MayHold | None = None
    ) -> Iterator[Block]:
        """Wanted blocks from the last to the first; comments are set aside on the way.

        Args:
            wanted: Says which blocks.
            tail: Characters at the page's end within which nothing is skipped.
            may_hold: Tells what may be skipped before the tail; None: nothing.
        """
        raw = _Raw()
        budget = 0
        stack: list[tuple[LexborNode, Kind, LexborNode | None, int]] = []
        link: LexborNode | None = None
        node = self._root.last_child
        while node is not None:
            kind = KINDS.get(node.tag_id, Kind.INLINE)
            if kind is Kind.TEXT:
                if (text := node.text_content) and (raw.texts or not text.isspace()):
                    raw.texts.append((text, node, link))
            elif kind in _CONTAINERS:
                if kind is Kind.BLOCK and (raw.texts or raw.pictures):
                    yield from self._flush(raw, wanted)
                    raw = _Raw()
                inside = node.last_child
                if inside is not None:
                    skip = 0
                    if (
                        kind is Kind.BLOCK
                        and may_hold is not None
                        and self.characters > tail
                        and not self._owed
                    ):
                        text = node.text()
                        budget += len(text)
                        if len(text) > _WORTH_SKIPPING and not may_hold(text):
                            skip = len(text) + 1
                        elif budget > _LOOK_AHEAD * (self.characters + len(text)):
                            may_hold = None
                    if not skip:
                        stack.append((node, kind, link, len(raw.texts)))
                        if kind is Kind.ANCHOR:
                            link = node
                        node = inside
                        continue
                    self.characters += skip - 1
                    self._skipped.clear()
                elif kind is not Kind.INLINE:
                    raw.pictures.append((node, kind, node if kind is Kind.ANCHOR else link, len(raw.texts)))
            elif kind is Kind.BREAK:
                if raw.texts or raw.pictures:
                    yield from self._flush(raw, wanted)
                    raw = _Raw()
            elif kind in (Kind.IMAGE, Kind.DRAWING):
                raw.pictures.append((node, kind, link, len(raw.texts)))
            elif kind is Kind.FIELD:
                if text := node.text():
                    raw.texts.append((text, node, link))
            elif kind is Kind.COMMENT and (content := node.comment_content):
                self.comments.append(content)
            before = node.prev
            while before is None and stack:
                node, kind, link, texts = stack.pop()
                if kind is Kind.BLOCK:
                    if raw.texts or raw.pictures:
                        yield from self._flush(raw, wanted)
                        raw = _Raw()
                elif kind is not Kind.INLINE and len(raw.texts) == texts:
                    raw.pictures.append((node, kind, node if kind is Kind.ANCHOR else link, texts))
                elif kind is Kind.ANCHOR:
                    raw.pictures.append((node, kind, node, len(raw.texts)))
                before = node.prev
            node = before
        if raw.texts or raw.pictures:
            yield from self._flush(raw, wanted)

    def _flush(self, raw: _Raw, wanted: Wanted) -> Iterator[Block]:
        """End a block: hand it over when it, or a neighbour, is wanted."""
        text = "".join([piece for piece, _, _ in reversed(raw.texts)])[:_MAX_TEXT]
        interest = wanted(text, self.characters)
        if interest is Interest.WITH_NEIGHBOURS:
            for skipped, behind in self._skipped:
                if block := self._block(skipped, behind):
                    yield block
            self._skipped.clear()
            self._owed = _NEIGHBOURS
        if interest or self._owed:
            if block := self._block(raw, self.characters):
                self._owed -= bool(self._owed and not interest)
                yield block
        else:
            self._skipped.append((raw, self.characters))
        self.characters += len(text)

    def _block(self, raw: _Raw, behind: int) -> Block | None:
        runs: list[Run] = []
        offsets = [0]
        pending_blank = False
        position = 0
        place: Element | None = None
        for text, node, anchor in reversed(raw.texts):
            kept, pending_blank = _collapse(text, pending_blank, started=bool(runs))
            if kept:
                is_field = KINDS.get(node.tag_id) is Kind.FIELD
                holder = node if is_field else node.parent
                element = self._elements.of(holder)
                place = place or element
                link = self._link(anchor, holder)
                visible = element.visible and not is_field
                if runs and (last := runs[-1]).link is link and last.visible == visible:
                    runs[-1] = Run(text=last.text + kept, link=link, visible=visible, source=self._source)
                else:
                    runs.append(Run(text=kept, link=link, visible=visible, source=self._source))
                position += len(kept)
            offsets.append(position)
            if position > _MAX_TEXT:
                break
        pictures: list[Picture] = []
        for node, kind, anchor, texts_behind in reversed(raw.pictures):
            offset = offsets[min(len(raw.texts) - texts_behind, len(offsets) - 1)]
            if picture := self._picture(node, kind, anchor, offset):
                pictures.append(picture)
                place = place or self._elements.of(node)
        if place is None:
            return None
        return Block(
            runs=tuple(runs),
            pictures=tuple(pictures),
            selector=" > ".join(place.path),
            marks=place.marks,
            characters_behind=behind,
        )

    def _picture(
        self, node: LexborNode, kind: Kind, anchor: LexborNode | None, offset: int
    ) -> Picture | None:
        attributes = node.attributes
        if not attributes and kind is not Kind.DRAWING:
            return None
        is_link = (
            kind is Kind.ANCHOR
            and not (node.text() or "").strip()
            and node.css_first("img,svg,i,image") is None
        )
        return picture_of(
            kind,
            attributes,
            is_link=is_link,
            offset=offset,
            link=self._link(anchor, node.parent),
            visible=self._elements.of(node).visible,
            base=self._base,
            rules=self._rules(),
        )

    def _link(self, anchor: LexborNode | None, holder: LexborNode | None) -> Link | None:
        """The link that a click follows: an `<a>` with an address, else a scripted one near by."""
        if anchor is not None:
            key = anchor.mem_id
            if key not in self._links:
                attributes = self._elements.of(anchor).attributes
                href = absolute(attributes.get("href"), self._base) or self._scripted(attributes)
                href = href or self._scripted_around(holder)
                self._links[key] = Link(key=len(self._links), href=href, label=attributes.get("title") or "")
            return self._links[key]
        up = holder
        for _ in range(_LINK_STEPS):
            known = self._elements.of(up)
            if up is None or not known.path:
                return None
            if href := self._scripted(known.attributes):
                if up.mem_id not in self._links:
                    self._links[up.mem_id] = Link(key=len(self._links), href=href)
                return self._links[up.mem_id]
            up = up.parent
        return None

    def _scripted_around(self, holder: LexborNode | None) -> str | None:
        for _ in range(_LINK_STEPS):
            if holder is None:
                return None
            if href := self._scripted(self._elements.of(holder).attributes):
                return href
            holder = holder.parent
        return None

    def _scripted(self, attributes: dict[str, str | None]) -> str | None:
        written = scripted(attributes.get("onclick")) or attributes.get("data-href")
        return absolute(written, self._base) if written else None


_CONTAINERS = frozenset({Kind.INLINE, Kind.BLOCK, Kind.ANCHOR, Kind.BLANK})


def fragment_blocks(html: str, *, base: str | None, source: Source, shown: bool) -> list[Block]:
    """The blocks of a piece of HTML found in a script or a comment, in page order."""
    tree = LexborHTMLParser(html, scripting=True)
    if tree.body is None:
        return []
    return list(TreeBlocks(tree.body, base=base, source=source, shown=shown).from_end())[::-1]


def _collapse(text: str, pending_blank: bool, *, started: bool) -> tuple[str, bool]:  # noqa: FBT001 - a fold's state
    """White space as HTML shows it: one blank, none at the start; a blank at the end waits for what follows."""
    words = text.split()
    if not words:
        return "", pending_blank or bool(text)
    kept = " ".join(words)
    if started and (pending_blank or text[0].isspace()):
        kept = " " + kept
    return kept, text[-1].isspace()
