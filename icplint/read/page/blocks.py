"""The tree of a page as flat blocks, from its end.

The walk goes backwards because the footer stands at the end. It looks at attributes only where a block
is wanted, and skips what lies before the page's tail and holds no word that a footer is known by:
both cost more than the walk itself.
"""

from collections import deque
from collections.abc import Callable, Iterator
from enum import IntEnum

from selectolax.lexbor import LexborHTMLParser, LexborNode

from icplint.late import dataclass
from icplint.model.block import Block, Source
from icplint.read.page.style_rules import NO_RULES, StyleRules
from icplint.read.page.tags import KINDS, Kind
from icplint.read.page.tree_block import RawBlock, TreeBlock, Ways

_MOST_PIECES = 20_000
"""Texts of one block that are gathered, from its end; one that is cut into more is no footer."""
_NEIGHBOURS = 6
_SMALL = 300
"""Characters: a smaller part that is skipped may still be the neighbour of a number."""
_EXACT = 3_000
"""Characters at the end of a page within which every blank counts; before them, a text is as long as it is written."""
_COUNTED = 2_000
"""Characters of a page's text that are counted for certain: whoever asks how long a page is asks about fewer."""
_LOOK_AHEAD = 4
"""How many times the page's text may be looked through to find out what can be skipped."""


_NOTHING_SKIPPED = 1 << 60
"""A tail longer than any page."""


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


def _nothing(text: str) -> bool:  # noqa: ARG001 - the shape of `MayHold`
    """Nothing that lies before holds anything wanted."""
    return False


@dataclass(frozen=True, slots=True)
class _Skipped:
    """A part of the page that was not walked, because nothing telling stands in it."""

    node: LexborNode
    link: LexborNode | None
    length: int


def _length(part: "RawBlock | _Skipped") -> int:
    return part.length if isinstance(part, _Skipped) else sum([len(one[0]) for one in part.texts])


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
        self._ways = Ways(base, source, rules, shown=shown)
        self._owed = 0
        self._may_hold: MayHold | None = None
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
        self._may_hold = may_hold
        behind: deque[tuple[RawBlock | _Skipped, int]] = deque(maxlen=_NEIGHBOURS)
        for part in self._walk(self._root, None, tail):
            if first_sign is not None and self.characters > tail and not self._owed:
                if last_stop is None:
                    text = self._root.text()
                    last_stop = max(tail, len(text) - first_sign(text))
                # What was met is counted without its blanks: the sign lies behind us.
                if self.characters >= last_stop:
                    self._may_hold = _nothing
                    self.characters += _length(part)
                    if self.characters > _COUNTED:
                        break
                    continue
            if isinstance(part, _Skipped):
                if part.length <= _SMALL:
                    behind.append((part, self.characters))
                else:
                    behind.clear()
                self.characters += part.length
                continue
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

    def _neighbours(self, part: RawBlock | _Skipped, characters: int) -> Iterator[Block]:
        if isinstance(part, RawBlock):
            yield TreeBlock(part, self._ways, characters)
            return
        for raw in self._walk(part.node, part.link, _NOTHING_SKIPPED):
            if isinstance(raw, RawBlock):
                yield TreeBlock(raw, self._ways, characters)

    def _walk(  # noqa: PLR0915 - one walk, kept in one place: a call for each node would double its cost
        self, root: LexborNode, link: LexborNode | None, tail: int
    ) -> Iterator[RawBlock | _Skipped]:
        raw = RawBlock()
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
                    raw = RawBlock()
                inside = node.last_child
                if inside is not None:
                    skip = False
                    if (
                        kind is block
                        and self.characters > tail
                        and (may_hold := self._may_hold) is not None
                        and not self._owed
                    ):
                        text = node.text()
                        looked_at += len(text)
                        if not may_hold(text):
                            skip = True
                            yield _Skipped(node, link, len(text))
                        elif looked_at > _LOOK_AHEAD * (self.characters + len(text)):
                            self._may_hold = None
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
                    raw = RawBlock()
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
                        raw = RawBlock()
                elif kind is not inline and len(raw.texts) == texts:
                    raw.pictures.append((node, kind, node if kind is anchor else link, texts))
                elif kind is anchor:
                    raw.pictures.append((node, kind, node, len(raw.texts)))
                before = node.prev
            node = before
        if raw.texts or raw.pictures:
            yield raw


def fragment_blocks(html: str, *, base: str | None, source: Source, shown: bool) -> list[Block]:
    """The blocks of a piece of HTML found in a script or a comment, in page order."""
    tree = LexborHTMLParser(html, scripting=True)
    if tree.body is None:
        return []
    return list(TreeBlocks(tree.body, base=base, source=source, shown=shown).from_end())[::-1]
