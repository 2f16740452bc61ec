"""The tree of a page as flat blocks, from its end.

The walk goes backwards because the footer stands at the end, and it looks at attributes only where a
block is wanted: reading them costs more than the walk itself.
"""

from collections import deque
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from enum import IntEnum

from selectolax.lexbor import LexborHTMLParser, LexborNode

from icplint.model.block import Block, Link, Picture, Run, Source
from icplint.read.page import style_rules
from icplint.read.page.links import absolute, scripted
from icplint.read.page.style_rules import NO_RULES, StyleRules

_BLOCK_TAGS = frozenset(
    "address article aside blockquote body caption center dd details dialog dir div dl dt fieldset figcaption figure"
    " footer form frameset h1 h2 h3 h4 h5 h6 header hr html legend li main menu nav ol p pre section summary table"
    " tbody td tfoot th thead tr ul marquee option".split()
)
_SKIPPED_TAGS = frozenset(
    "script style template noscript iframe object canvas video audio noframes noembed head".split()
)
_PICTURE_TAGS = frozenset("img svg image input i b em span a picture ins u s s-icon".split())
_EMPTY_ELEMENT_PICTURES = frozenset("i b em span ins u s".split())
_LANDMARK_TAGS = frozenset(
    "footer header nav main article aside section form pre code textarea blockquote".split()
)
_LAZY = (
    "data-src",
    "data-original",
    "data-lazy-src",
    "data-lazy",
    "data-echo",
    "data-url",
    "file",
    "_src",
    "original",
)
_MAX_TEXT = 100_000
"""Characters of one block that are read; a longer one is no footer."""
_MARKED_ANCESTORS = 12


@dataclass(slots=True)
class _Raw:
    """A block while it is being gathered, backwards."""

    texts: list[tuple[str, LexborNode, LexborNode | None]] = field(default_factory=list)
    pictures: list[tuple[LexborNode, LexborNode | None, int]] = field(default_factory=list)
    """Element, link element, and how many texts had been gathered (they stand behind it)."""

    def clear(self) -> None:
        self.texts = []
        self.pictures = []


class Interest(IntEnum):
    """How much a block is wanted."""

    NONE = 0
    ALONE = 1
    WITH_NEIGHBOURS = 2


Wanted = Callable[[str, int], Interest]
"""How much a block is wanted, by its text and the number of characters of the page behind it."""

_NEIGHBOURS = 6


def everything(text: str, characters_behind: int) -> Interest:  # noqa: ARG001 - the shape of `Wanted`
    """Want every block."""
    return Interest.ALONE


class TreeBlocks:
    """The blocks of a parsed page or fragment."""

    def __init__(
        self,
        root: LexborNode,
        *,
        base: str | None,
        source: Source = Source.HTML,
        rules: StyleRules = NO_RULES,
        shown: bool = True,
    ) -> None:
        """Take a tree to walk.

        Args:
            root: The element whose content is read, such as `<body>`.
            base: The address that links are relative to.
            source: What the runs are marked with.
            rules: What the page's own style sheets say.
            shown: False for comments: nobody sees them.
        """
        self._root = root
        self._base = base
        self._source = source
        self._rules = rules
        self._shown = shown
        self._link_keys: dict[int, int] = {}
        self._skipped: deque[tuple[_Raw, int]] = deque(maxlen=_NEIGHBOURS)
        self._owed = 0
        self.characters = 0
        """Characters of text met so far; after the walk, of the whole page."""
        self.scripts: list[tuple[LexborNode, int]] = []
        """Scripts met so far, with the characters of the page behind each."""
        self.comments: list[tuple[str, int]] = []
        """Comments met so far, with the characters of the page behind each."""

    def from_end(self, wanted: Wanted = everything) -> Iterator[Block]:
        """Wanted blocks from the last to the first; scripts and comments are set aside on the way."""
        raw = _Raw()
        stack: list[tuple[LexborNode, str, LexborNode | None, int]] = []
        link: LexborNode | None = None
        node = self._root.last_child
        while node is not None:
            tag = node.tag or ""
            descend: LexborNode | None = None
            if tag == "-text":
                text = node.text_content
                if text:
                    raw.texts.append((text, node, link))
            elif tag == "-comment":
                if "备" in (content := node.comment_content or "") or "ICP" in content:
                    self.comments.append((content, self.characters))
            elif tag in _SKIPPED_TAGS:
                if tag == "script":
                    self.scripts.append((node, self.characters))
            elif tag == "br":
                yield from self._flush(raw, wanted)
            else:
                if tag in _BLOCK_TAGS:
                    yield from self._flush(raw, wanted)
                descend = node.last_child if tag not in ("svg", "textarea") else None
                if tag == "textarea" and (hidden_text := node.text_content):
                    raw.texts.append((hidden_text, node, link))
                    yield from self._flush(raw, wanted)
                if descend is None:
                    own = node if tag == "a" else link
                    if tag in _PICTURE_TAGS:
                        raw.pictures.append((node, own, len(raw.texts)))
            if descend is not None:
                stack.append((node, tag, link, len(raw.texts)))
                if tag == "a":
                    link = node
                node = descend
                continue
            before = node.prev
            while before is None and stack:
                node, tag, link, texts = stack.pop()
                if tag in _BLOCK_TAGS:
                    yield from self._flush(raw, wanted)
                elif tag == "a" or (tag in _EMPTY_ELEMENT_PICTURES and not _any_text(raw.texts, texts)):
                    raw.pictures.append((node, node if tag == "a" else link, len(raw.texts)))
                before = node.prev
            node = before
        yield from self._flush(raw, wanted)

    def _flush(self, raw: _Raw, wanted: Wanted) -> Iterator[Block]:
        """End a block: hand it over when it, or a neighbour, is wanted."""
        if not raw.texts and not raw.pictures:
            return
        text = "".join(piece for piece, _, _ in reversed(raw.texts))[:_MAX_TEXT]
        length = 0 if text.isspace() else len(text)
        if length or any(_may_be_picture(node) for node, _, _ in raw.pictures):
            interest = wanted(text, self.characters)
            if interest is Interest.WITH_NEIGHBOURS:
                for skipped, behind in self._skipped:
                    if block := self._block(skipped, behind):
                        yield block
                self._skipped.clear()
                self._owed = _NEIGHBOURS
            if interest or self._owed:
                self._owed -= not interest
                if block := self._block(raw, self.characters):
                    yield block
            else:
                self._skipped.append((_Raw(raw.texts, raw.pictures), self.characters))
        raw.clear()
        self.characters += length

    def _block(self, raw: _Raw, behind: int) -> Block | None:
        runs: list[Run] = []
        offsets = [0]
        pending_blank = False
        position = 0
        for text, node, link in reversed(raw.texts):
            kept, pending_blank = _collapse(text, pending_blank, started=bool(runs))
            if kept:
                element = node if node.tag == "textarea" else node.parent
                run = Run(
                    text=kept,
                    link=self._link(link, element),
                    visible=self._shown and node.tag != "textarea" and self._is_visible(element),
                    source=self._source,
                )
                if runs and (last := runs[-1]).link == run.link and last.visible == run.visible:
                    runs[-1] = Run(
                        text=last.text + kept, link=last.link, visible=last.visible, source=last.source
                    )
                else:
                    runs.append(run)
                position += len(kept)
            offsets.append(position)
            if position > _MAX_TEXT:
                break
        pictures = []
        total = len(raw.texts)
        for node, link, texts_behind in reversed(raw.pictures):
            place = offsets[min(total - texts_behind, len(offsets) - 1)]
            if picture := self._picture(node, link, place):
                pictures.append(picture)
        if not runs and not pictures:
            return None
        holder = raw.texts[-1][1] if raw.texts else raw.pictures[-1][0]
        selector, marks = _where(holder)
        return Block(
            runs=tuple(runs),
            pictures=tuple(pictures),
            selector=selector,
            marks=marks,
            characters_behind=behind,
        )

    def _link(self, link: LexborNode | None, element: LexborNode | None) -> Link | None:
        """The link that a click on an element's text follows: an `<a>` with an address, else a scripted one."""
        href = label = None
        holder = link
        if link is not None:
            attributes = link.attributes
            label = attributes.get("title")
            href = absolute(attributes.get("href"), self._base) or absolute(
                scripted(attributes.get("onclick")) or attributes.get("data-href"), self._base
            )
        if href is None and element is not None:
            up: LexborNode | None = element
            for _ in range(4):
                if up is None or up.tag in ("body", "html", "-document"):
                    break
                attributes = up.attributes
                written = scripted(attributes.get("onclick")) or attributes.get("data-href")
                if written and (href := absolute(written, self._base)):
                    holder = holder or up
                    break
                up = up.parent
        if holder is None:
            return None
        key = self._link_keys.setdefault(holder.mem_id, len(self._link_keys))
        return Link(key=key, href=href, label=label or "")

    def _is_visible(self, element: LexborNode | None) -> bool:
        """Whether static signs let a reader see an element's text."""
        colour: str | None = None
        while element is not None and element.tag not in ("html", "-document"):
            attributes = element.attributes
            if attributes:
                if "hidden" in attributes or (attributes.get("type") == "hidden"):
                    return False
                style = attributes.get("style")
                if style:
                    if style_rules.hides(style):
                        return False
                    own, background = style_rules.colours(style)
                    colour = colour or own
                    if background:
                        if colour == background and own is None:
                            return False
                        colour = colour or "set"
                if self._rules.hidden and self._is_hidden_by_rule(
                    attributes.get("class"), attributes.get("id")
                ):
                    return False
            element = element.parent
        return True

    def _is_hidden_by_rule(self, classes: str | None, name: str | None) -> bool:
        if name and f"#{name}" in self._rules.hidden:
            return True
        return bool(classes) and any(f".{one}" in self._rules.hidden for one in (classes or "").split())

    def _picture(self, node: LexborNode, link: LexborNode | None, offset: int) -> Picture | None:
        tag = node.tag or ""
        attributes = node.attributes
        label = attributes.get("alt") or attributes.get("title") or ""
        address: str | None = None
        certain = True
        if tag == "svg":
            address = "svg:inline"
        elif tag in ("img", "image") or (tag == "input" and attributes.get("type") == "image"):
            address = _image_address(attributes, self._base)
        else:
            style = attributes.get("style") or ""
            classes = (attributes.get("class") or "").split()
            if (url := style_rules.drawn(style)) is not None:
                address = absolute(url, self._base) or ""
            elif drawn := next((one for one in classes if f".{one}" in self._rules.pictures), None):
                address = f"css:{drawn}"
            elif tag in _EMPTY_ELEMENT_PICTURES and classes:
                address, certain = f"css:{classes[0]}", False
            elif tag == "a" and link is node and not _has_content(node):
                # An empty link may hold a number in its address or its title.
                address, certain = "", False
                return Picture(
                    address=address,
                    offset=offset,
                    link=self._link(link, None),
                    visible=False,
                    label=label,
                    certain=False,
                )
        if address is None:
            return None
        return Picture(
            address=address,
            offset=offset,
            link=self._link(link, node.parent),
            visible=self._shown and self._is_visible(node),
            label=label,
            certain=certain,
        )


def fragment_blocks(html: str, *, base: str | None, source: Source, shown: bool) -> list[Block]:
    """The blocks of a piece of HTML found in a script or a comment, in page order."""
    tree = LexborHTMLParser(html, scripting=True)
    if tree.body is None:
        return []
    return list(TreeBlocks(tree.body, base=base, source=source, shown=shown).from_end())[::-1]


def _any_text(texts: list[tuple[str, LexborNode, LexborNode | None]], since: int) -> bool:
    return any(not text.isspace() for text, _, _ in texts[since:])


def _has_content(node: LexborNode) -> bool:
    return bool((node.text_content or "").strip()) or node.css_first("img,svg,i,image") is not None


def _may_be_picture(node: LexborNode) -> bool:
    tag = node.tag
    return tag in ("img", "svg", "image", "a") or bool(node.attributes)


def _collapse(text: str, pending_blank: bool, *, started: bool) -> tuple[str, bool]:  # noqa: FBT001 - a fold's state
    """White space as HTML shows it: one blank, none at the start; a blank at the end waits for what follows."""
    words = text.split()
    if not words:
        return "", pending_blank or bool(text)
    kept = " ".join(words)
    if started and (pending_blank or text[0].isspace()):
        kept = " " + kept
    return kept, text[-1].isspace()


def _image_address(attributes: dict[str, str | None], base: str | None) -> str:
    """The address that an `<img>` loads: its lazy one where `src` is only a stand-in; empty where none."""
    src = (attributes.get("src") or "").strip()
    lazy = next((value.strip() for name in _LAZY if (value := attributes.get(name))), "")
    if (not src or _is_stand_in(src)) and lazy:
        src = lazy
    if not src and (srcset := attributes.get("srcset") or attributes.get("data-srcset")):
        src = srcset.split(",")[0].split()[0] if srcset.strip() else ""
    if src.lower().startswith("data:"):
        return src
    return absolute(src, base) or ""


def _is_stand_in(src: str) -> bool:
    lowered = src.lower()
    if lowered.startswith("data:image/"):
        return len(src) < 200  # NOTE: a one-pixel picture; a drawn badge needs more
    return lowered.startswith("about:") or any(
        word in lowered for word in ("blank.", "loading", "placeholder", "grey.gif", "spacer")
    )


def _where(node: LexborNode | None) -> tuple[str, tuple[str, ...]]:
    """A selector for people, and the words that tell what part of the page this is."""
    path: list[str] = []
    marks: list[str] = []
    depth = 0
    while node is not None and depth < _MARKED_ANCESTORS:
        tag = node.tag or ""
        if tag in ("html", "-document"):
            break
        if not tag.startswith("-"):
            attributes = node.attributes
            name, classes = attributes.get("id"), (attributes.get("class") or "").split()
            if tag in _LANDMARK_TAGS:
                marks.append(tag)
            if name:
                marks.append(name.lower()[:40])
            marks.extend(one.lower()[:40] for one in classes[:4])
            if role := attributes.get("role"):
                marks.append(f"role:{role.lower()[:20]}")
            if len(path) < 3:
                path.append(_step(tag, name, classes))
            depth += 1
        node = node.parent
    return " > ".join(reversed(path)), tuple(marks)


def _step(tag: str, name: str | None, classes: list[str]) -> str:
    if name and name.isascii() and name.replace("-", "").replace("_", "").isalnum():
        return f"{tag}#{name[:40]}"
    if classes and classes[0].isascii() and classes[0].replace("-", "").replace("_", "").isalnum():
        return f"{tag}.{classes[0][:40]}"
    return tag
