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
_MOST_PICTURES = 300
"""Pictures of one block that are looked at, the last ones: a footer has a few."""
_MOST_PIECES = 20_000
"""Texts of one block that are gathered, from its end; one that is cut into more is no footer."""
_NEIGHBOURS = 6
_LINK_STEPS = 4
"""Ancestors that are asked for a scripted link."""
_SMALL = 300
"""Characters: a smaller part that is skipped may still be the neighbour of a number."""
_EXACT = 3_000
"""Characters at the end of a page within which every blank counts; before them, a text is as long as it is written."""
_COUNTED = 2_000
"""Characters of a page's text that are counted for certain: whoever asks how long a page is asks about fewer."""
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

FirstSign = Callable[[str], int]
"""Where the first sign of anything wanted stands in a text; the text's length where none does."""


def everything(text: str, characters_behind: int) -> Interest:  # noqa: ARG001 - the shape of `Wanted`
    """Want every block."""
    return Interest.ALONE


@dataclass(slots=True)
class _Raw:
    """A block while it is being gathered, backwards."""

    texts: list[tuple[str, LexborNode, LexborNode | None, bool]] = field(default_factory=list)
    """Text, the element that holds it, the link around it, and whether it is a field's content."""
    pictures: list[tuple[LexborNode, Kind, LexborNode | None, int]] = field(default_factory=list)
    """Element, its kind, the link around it, and how many texts had been gathered: they stand behind it."""


@dataclass(frozen=True, slots=True)
class _Skipped:
    """A part of the page that was not walked, because nothing telling stands in it."""

    node: LexborNode
    link: LexborNode | None
    length: int


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
        self._ways = _Ways(base, source, rules, shown=shown)
        self._owed = 0
        self.characters = 0
        """Characters of text met so far; after the walk, of the whole page, or many where it was left early."""
        self.comments: list[str] = []
        """Comments met so far, from the last to the first."""

    def from_end(
        self,
        wanted: Wanted = everything,
        *,
        tail: int = 0,
        may_hold: MayHold | None = None,
        first_sign: FirstSign | None = None,
    ) -> Iterator[Block]:
        """Wanted blocks from the last to the first; comments are set aside on the way.

        Args:
            wanted: Says which blocks.
            tail: Characters at the page's end within which nothing is skipped.
            may_hold: Tells what may be skipped before the tail; None: nothing.
            first_sign: Tells where the walk may end before the page's beginning; None: nowhere.
        """
        last_stop: int | None = None
        behind: deque[tuple[_Raw | _Skipped, int]] = deque(maxlen=_NEIGHBOURS)
        for part in self._walk(self._root, None, tail, may_hold):
            if isinstance(part, _Skipped):
                if part.length <= _SMALL:
                    behind.append((part, self.characters))
                else:
                    behind.clear()
                self.characters += part.length
                continue
            if first_sign is not None and self.characters > _COUNTED and not self._owed:
                if last_stop is None:
                    text = self._root.text()
                    last_stop = max(tail, len(text) - first_sign(text))
                # What was met is counted without its blanks: the sign lies behind us.
                if self.characters >= last_stop:
                    break
            if self.characters > _EXACT and not self._owed:
                text = "".join([one[0] for one in part.texts])
                if not wanted(text, self.characters):
                    behind.append((part, self.characters))
                    self.characters += len(text)
                    continue
            block = TreeBlock(part, self._ways, self.characters)
            interest = wanted(block.text, self.characters)
            if interest is Interest.WITH_NEIGHBOURS:
                for neighbour, characters in behind:
                    yield from self._neighbours(neighbour, characters)
                behind.clear()
                self._owed = _NEIGHBOURS
                yield block
            elif interest or self._owed:
                self._owed -= bool(self._owed)
                yield block
            else:
                behind.append((part, self.characters))
            self.characters += len(block.text)

    def _neighbours(self, part: _Raw | _Skipped, characters: int) -> Iterator[Block]:
        if isinstance(part, _Raw):
            yield TreeBlock(part, self._ways, characters)
            return
        for raw in self._walk(part.node, part.link, 0, None):
            if isinstance(raw, _Raw):
                yield TreeBlock(raw, self._ways, characters)

    def _walk(  # noqa: PLR0915 - one walk, kept in one place: a call for each node would double its cost
        self, root: LexborNode, link: LexborNode | None, tail: int, may_hold: MayHold | None
    ) -> Iterator[_Raw | _Skipped]:
        raw = _Raw()
        looked_at = 0
        stack: list[tuple[LexborNode, Kind, LexborNode | None, int]] = []
        # Looked up once: to find a member in its class, or to hash one, costs as much as a step to a node.
        kinds, most = KINDS, _MOST_PIECES
        of_text, inline, block, anchor, blank = Kind.TEXT, Kind.INLINE, Kind.BLOCK, Kind.ANCHOR, Kind.BLANK
        node = root.last_child
        while node is not None:
            kind = kinds.get(node.tag_id, inline)
            if kind is of_text:
                if (
                    len(raw.texts) < most
                    and (text := node.text_content)
                    and (raw.texts or not text.isspace())
                ):
                    raw.texts.append((text, stack[-1][0] if stack else root, link, False))
            elif kind is inline or kind is block or kind is anchor or kind is blank:
                if kind is block and (raw.texts or raw.pictures):
                    yield raw
                    raw = _Raw()
                inside = node.last_child
                if inside is not None:
                    skip = False
                    if kind is block and may_hold is not None and self.characters > tail and not self._owed:
                        text = node.text()
                        looked_at += len(text)
                        if not may_hold(text):
                            skip = True
                            yield _Skipped(node, link, len(text))
                        elif looked_at > _LOOK_AHEAD * (self.characters + len(text)):
                            may_hold = None
                    if not skip:
                        stack.append((node, kind, link, len(raw.texts)))
                        if kind is anchor:
                            link = node
                        node = inside
                        continue
                elif kind is not inline and kind is not block:
                    raw.pictures.append((node, kind, node if kind is anchor else link, len(raw.texts)))
            elif kind is Kind.BREAK:
                if raw.texts or raw.pictures:
                    yield raw
                    raw = _Raw()
            elif kind is Kind.IMAGE or kind is Kind.DRAWING:
                raw.pictures.append((node, kind, link, len(raw.texts)))
            elif kind is Kind.FIELD:
                if text := node.text():
                    raw.texts.append((text, node, link, True))
            elif kind is Kind.COMMENT and (content := node.comment_content):
                self.comments.append(content)
            before = node.prev
            while before is None and stack:
                node, kind, link, texts = stack.pop()
                if kind is block:
                    if raw.texts or raw.pictures:
                        yield raw
                        raw = _Raw()
                elif kind is not inline and len(raw.texts) == texts:
                    raw.pictures.append((node, kind, node if kind is anchor else link, texts))
                elif kind is anchor:
                    raw.pictures.append((node, kind, node, len(raw.texts)))
                before = node.prev
            node = before
        if raw.texts or raw.pictures:
            yield raw


class _Ways:
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
        "_ways",
        "characters_behind",
        "text",
    )

    def __init__(self, raw: _Raw, ways: _Ways, characters_behind: int) -> None:
        self._raw = raw
        self._ways = ways
        self._pieces = _collapsed(raw.texts)
        self._runs: tuple[Run, ...] | None = None
        self._pictures: tuple[Picture, ...] | None = None
        self._found_place: Element | None = None
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
            self._pictures = tuple(self._find_pictures()) if self._raw.pictures else ()
        return self._pictures

    @property
    def selector(self) -> str:
        """A path for people."""
        return " > ".join(self._place.path)

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


def fragment_blocks(html: str, *, base: str | None, source: Source, shown: bool) -> list[Block]:
    """The blocks of a piece of HTML found in a script or a comment, in page order."""
    tree = LexborHTMLParser(html, scripting=True)
    if tree.body is None:
        return []
    return list(TreeBlocks(tree.body, base=base, source=source, shown=shown).from_end())[::-1]
