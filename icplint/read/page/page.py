"""Opens a page: bytes become a tree within bounds, and the tree becomes blocks."""

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from urllib.parse import urlsplit

from selectolax.lexbor import LexborHTMLParser, LexborNode

from icplint.late import dataclass, pattern
from icplint.model.answer import Answer, FetchFailure, Material, MaterialKind, NotCheckedReason
from icplint.model.block import Block, PlainBlock, Run, Source
from icplint.read.page.blocks import FirstSign, MayHold, TreeBlocks, Wanted, fragment_blocks
from icplint.read.page.bounds import MAX_BYTES, too_complex
from icplint.read.page.comments import comments_of, has_comments, outside_comments
from icplint.read.page.decoding import Decoded, decode, material_text
from icplint.read.page.links import absolute
from icplint.read.page.script_literals import literals, may_write_a_footer
from icplint.read.page.style_rules import StyleRules, read_style_rules

_HTML = pattern(r"<(?:[a-zA-Z][a-zA-Z0-9-]*[\s/>]|!doctype|!--)", re.IGNORECASE)
_WHOLE_PAGE = pattern(r"<(?:html|head|body|frameset)[\s>]|<!doctype", re.IGNORECASE)
_BINARY = (
    b"%PDF",
    b"\x89PNG",
    b"GIF8",
    b"\xff\xd8\xff",
    b"PK\x03\x04",
    b"\x1f\x8b",
    b"Rar!",
    b"7z\xbc\xaf",
    b"MZ\x90",
    b"\x7fELF",
)
_TEMPLATE_TYPE = pattern(r"template|handlebars|text/html|x-tmpl")
"""Types of scripts that are pieces of HTML, put in place by other scripts."""
_CHINESE = pattern(r"[\u4e00-\u9fff]")
_APP_ROOT = '[id="app"],[id="root"],[id="__next"],[id="__nuxt"],[id="react-root"],[id="main-app"],[id="vue-app"],[id="ice-container"],app-root'
_DRAWN_TEXT = 40
"""Characters inside an application's root by which a server has drawn it; fewer may say that it loads."""
_NO_TEXT = 20
"""A page with fewer characters shows nothing of its own."""
_MOST_PIECES = 300
"""Comments, and literals of scripts, that are read on one page; the last ones, for a footer stands at the end."""
_MOST_ASSETS = 5_000
"""Scripts, style sheets and pictures whose hosts are told."""
_SHELL_TEXT = 400
"""A page with more text than this is drawn by its HTML."""


@dataclass(slots=True)
class Page:
    """An opened page. Holds a tree: lives no longer than its reading."""

    decoded: Decoded
    tree: LexborHTMLParser
    address: str | None
    """Where it was found; None: unknown."""
    base: str | None
    """The address that links are relative to."""
    blocks: TreeBlocks
    is_fragment: bool
    has_comments: bool
    unshown: Sequence[LexborNode]
    """The page's `<script>`, `<style>`, `<meta>` and `<base>`, in page order."""
    materials: tuple[Material, ...] = ()
    """What was fetched beside the page."""

    def from_end(
        self, wanted: Wanted, *, tail: int, may_hold: MayHold, first_sign: FirstSign | None = None
    ) -> Iterator[Block]:
        """Wanted blocks from the last to the first; see `TreeBlocks.from_end`."""
        # NOTE: what is skipped hides its comments; a number in one must be seen.
        if self.has_comments and any(map(may_hold_a_number, comments_of(self.decoded.text))):
            return self.blocks.from_end(wanted, tail=tail)
        return self.blocks.from_end(wanted, tail=tail, may_hold=may_hold, first_sign=first_sign)

    @property
    def title(self) -> str:
        """The page's `<title>`, white space folded."""
        head = self.tree.head
        node = (head.css_first("title") if head is not None else None) or self.tree.css_first("title")
        return " ".join((node.text() or "").split())[:300] if node else ""

    @property
    def language(self) -> str | None:
        """The `lang` of `<html>`, lower case."""
        root = self.tree.root
        lang = root.attributes.get("lang") if root is not None else None
        return lang.strip().lower()[:20] or None if lang else None

    @property
    def site_code(self) -> str | None:
        """The 网站标识码 of a government site's head."""
        for node in self.unshown:
            if node.tag == "meta" and (node.attributes.get("name") or "").lower() == "siteidcode":
                return (node.attributes.get("content") or "").strip()[:40] or None
        return None

    @property
    def has_chinese(self) -> bool:
        """Whether any Chinese stands in the source."""
        return _CHINESE.search(self.decoded.text) is not None

    def words(self) -> str:
        """All that a reader sees, blanks folded. Goes through the whole page once more: for short ones."""
        root = self.tree.body or self.tree.root
        if root is None:
            return ""
        rules = cache(lambda: _style_rules(self.unshown, self.materials, self.decoded.charset))
        blocks = list(TreeBlocks(root, base=None, rules=rules).from_end())[::-1]
        shown = ("".join(run.text for run in block.runs if run.visible) for block in blocks)
        return " ".join(" ".join(shown).split())

    def markup(self) -> str:
        """The source without its comments."""
        if not self.has_comments:
            return self.decoded.text
        return "".join(outside_comments(self.decoded.text))

    @property
    def has_application_root(self) -> bool:
        """Whether there is an element that a script draws the page into."""
        return self.tree.css_first(_APP_ROOT) is not None

    def written_by_script(self) -> list[Block]:
        """Blocks that scripts of the page hold as literals, in page order. Call it after the walk."""
        pieces: list[str] = []
        for node in self.scripts:
            script = node.text()
            if may_write_a_footer(script):
                kind = (node.attributes.get("type") or "").lower()
                pieces += (script,) if _TEMPLATE_TYPE.search(kind) else literals(script)
        for script in self._texts(MaterialKind.SCRIPT):
            if may_write_a_footer(script):
                pieces += literals(script)
        written: list[Block] = []
        for literal in pieces[-_MOST_PIECES:]:
            if "<" in literal and _HTML.search(literal) and not too_complex(literal):
                written += fragment_blocks(literal, base=self.base, source=Source.SCRIPT_LITERAL, shown=True)
            else:
                text = " ".join(literal.split())
                written.append(
                    PlainBlock(runs=(Run(text=text, source=Source.SCRIPT_LITERAL),), selector="script")
                )
        return written

    @property
    def scripts(self) -> list[LexborNode]:
        """The page's `<script>` elements, in page order."""
        return [node for node in self.unshown if node.tag == "script"]

    def put_in_place(self) -> list[Block]:
        """Blocks of the pieces of HTML that scripts or frames put into the page, in their order."""
        found: list[Block] = []
        for piece in self._texts(MaterialKind.FRAGMENT):
            if not too_complex(piece):
                found += fragment_blocks(piece, base=self.base, source=Source.SCRIPT_LITERAL, shown=True)
        return found

    def sheet_texts(self) -> list[str]:
        """The style sheets that were fetched."""
        return list(self._texts(MaterialKind.STYLESHEET))

    def _texts(self, kind: MaterialKind) -> Iterator[str]:
        return _texts_of(kind, self.materials, self.decoded.charset)

    def commented_out(self) -> list[Block]:
        """Blocks inside comments, in page order. Call it after the walk."""
        found: list[Block] = []
        pieces = [comment for comment in self.blocks.comments if may_hold_a_number(comment)]
        for comment in reversed(pieces[:_MOST_PIECES]):
            if not too_complex(comment):
                found += fragment_blocks(comment, base=self.base, source=Source.COMMENT, shown=False)
        return found

    def needs_rendering(self) -> str | None:
        """Why the page's HTML does not show the page; None: it does. Call it after the walk."""
        if self.blocks.characters > _SHELL_TEXT:
            return None
        if self.tree.css_first("frameset") is not None:
            return "frames"
        if self.blocks.characters < _NO_TEXT and (elsewhere := self._shown_instead()):
            return elsewhere
        has_scripts = self.tree.css_first("script") is not None
        if not has_scripts:
            return None
        root = self.tree.css_first(_APP_ROOT)
        if root is not None and len(" ".join(root.text().split())) < _DRAWN_TEXT:
            return "application-root"
        asks = any("javascript" in (one.text() or "").lower() for one in self.tree.css("noscript"))
        if asks:
            return "noscript"
        return "no-text" if self.blocks.characters < _NO_TEXT else None

    def _shown_instead(self) -> str | None:
        """What brings the visitor another document in the place of this one: it was not read."""
        if self.tree.css_first("iframe[src]") is not None:
            return "frames"
        refresh = self.tree.css_first("meta[http-equiv='refresh' i]")
        content = (refresh.attributes.get("content") or "") if refresh is not None else ""
        return "refresh" if "url" in content.lower() else None

    def asset_hosts(self, badges: frozenset[str]) -> tuple[str, ...]:
        """Hosts that serve the page's scripts, style sheets and pictures, the badges aside.

        Args:
            badges: Addresses of the pictures beside public-security numbers.
        """
        hosts: set[str] = set()
        nodes = self.tree.css("script[src],link[href],img[src]")[:_MOST_ASSETS]
        for written in {node.attributes.get("src") or node.attributes.get("href") for node in nodes}:
            address = absolute(written, self.base)
            if address and address.startswith("http") and address not in badges:
                try:
                    hosts.add((urlsplit(address).hostname or "").lower())
                except ValueError:
                    continue
        return tuple(sorted(hosts - {""}))


def may_hold_a_number(text: str) -> bool:
    """Whether a filing number, of any writing, may stand in a text."""
    return "备" in text or "ICP" in text or "備" in text or "B2-" in text


def open_page(answer: Answer) -> Page | FetchFailure:
    """Decode and parse an answer.

    Returns:
        The page, or why it is none: `not-html`, `too-large` or `too-complex`.
    """
    body = answer.body
    if len(body) > MAX_BYTES:
        return _refuse(answer, NotCheckedReason.TOO_LARGE)
    if body.startswith(_BINARY):
        return _refuse(answer, NotCheckedReason.NOT_HTML)
    decoded = decode(body, answer.response.header("content-type"))
    if decoded.is_garbled:
        return _refuse(answer, NotCheckedReason.DECODE)
    text = decoded.text
    if not _HTML.search(text):
        return _refuse(answer, NotCheckedReason.NOT_HTML)
    if too_complex(text):
        return _refuse(answer, NotCheckedReason.TOO_COMPLEX)
    # NOTE: as with scripts on, <noscript> is one text: a visitor does not see it.
    tree = LexborHTMLParser(
        body if decoded.charset == "utf-8" and b"\x00" not in body else text, scripting=True
    )
    root = tree.body or tree.root
    if root is None:
        return _refuse(answer, NotCheckedReason.NOT_HTML)
    # One look through the tree for four kinds: each takes a fifth of the time of parsing it.
    unshown = tree.css("script,style,meta,base")
    base = answer.response.url or None
    written = next((node for node in unshown if node.tag == "base" and "href" in node.attributes), None)
    if written is not None:
        base = absolute(written.attributes.get("href"), base) or base
    # NOTE: not asked of the page, which holds the blocks: the two would keep each other alive.
    rules = cache(lambda: _style_rules(unshown, answer.materials, decoded.charset))
    blocks = TreeBlocks(root, base=base, rules=rules)
    return Page(
        decoded,
        tree,
        answer.response.url or None,
        base,
        blocks,
        is_fragment=_WHOLE_PAGE.search(text) is None,
        has_comments=has_comments(body, text),
        unshown=unshown,
        materials=answer.materials,
    )


def _style_rules(nodes: Iterable[LexborNode], materials: Iterable[Material], charset: str) -> StyleRules:
    """What the page's own style sheets plainly say, and those that were fetched."""
    fetched = _texts_of(MaterialKind.STYLESHEET, materials, charset)
    return read_style_rules([*(node.text() for node in nodes if node.tag == "style"), *fetched])


def _texts_of(kind: MaterialKind, materials: Iterable[Material], charset: str) -> Iterator[str]:
    return (material_text(one, charset) for one in materials if one.kind is kind)


def _refuse(answer: Answer, reason: NotCheckedReason) -> FetchFailure:
    response = answer.response
    return FetchFailure(
        reason=reason, url=response.url, status=response.status, hops=response.hops, tries=response.tries
    )
