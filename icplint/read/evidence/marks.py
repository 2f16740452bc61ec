"""Reads badges, codes and links that some trades show: from the blocks' text, and from the source.

Loaders of badges are scripts, and a badge may hang above the part of the page that becomes blocks. So
the source is searched too, but only where the page's words speak of such things at all: a search through
all of the source costs.
"""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from html import unescape

from icplint.late import pattern
from icplint.model.block import Block, Source
from icplint.model.reading import MarkKind, Role, SiteMark
from icplint.read.evidence.occurrences import role_of, snippet, standing

_SITE_CODE = pattern(r"(?:网站|(?<![\u4e00-\u9fff]))标识码(?:编号)?\s{0,3}[:：]?\s{0,3}([0-9A-Za-z]{1,24})?")
_SITE_CODE_IN_SOURCE = pattern(
    r"(?:网站|(?<![\u4e00-\u9fff]))标识码(?:\s|[:：]|&nbsp;|</?(?:span|a|b|i|em|font|strong|p|div)\b[^<>]{0,200}>){0,8}([0-9A-Za-z]{4,24})"
)
_REPORT_CODE = pattern(r"site_?code\s?=\s?[\"']?([0-9A-Za-z]{1,24})|Link\(\\?['\"]([0-9A-Za-z]{4,24})")

_PUBLIC_BODY = (
    "标识码|政府|主办|承办|机关|事业单位|委员会|找错|医院|疾控|血站|学校|大学|学院|中学|小学|幼儿园|研究院|研究所"
    "|图书馆|博物馆|博物院|文化馆|档案|电视台|气象|公积金|福利院"
)
_SHOP = "执照|证照|亮照|商城|购物|网店|支付|配送|退换|订单"
_WORDS = (
    (MarkKind.CONAC, _PUBLIC_BODY, ("conac.cn", "_ideConac", "imgConac", "机关标识", "事业单位标识")),
    (MarkKind.ERROR_REPORT, _PUBLIC_BODY, ("jiucuo", "zfwzgl", "网站找错")),
    (MarkKind.REPORT_CENTRE, "举报|新闻|论坛|社区", ("12377.cn",)),
    (MarkKind.REPORT_CENTRE, "举报", ("shjbzx.cn", "bjjubao.org")),
    (MarkKind.BUSINESS_LICENCE, _SHOP, ("营业执照", "亮照", "licenseLink", "yyzz")),
    (
        MarkKind.BUSINESS_LICENCE,
        _SHOP,
        (
            "business-licen",
            "business_licen",
            "businesslicen",
            "businessLicen",
            "yingyezhizhao",
            "gsxt.gov.cn",
            "sgs.gov.cn",
        ),
    ),
)
"""For each mark: the words of a page that make its source worth a look, and what it is known by there."""

_MOST = 6
"""Places of one word that are looked at: a page has one or two."""
_REACH = 600
"""How far before a word its tag may begin."""
_COMMENT_REACH = 20_000
"""How far before a word its comment may begin."""
_LONGEST = 300
_ENDS = " \t\r\n\"'<>()"
"""Signs at which an address or a name ends."""
_BEHIND_WORD = pattern(r"[^\s\"'<>()]{0,300}")


def find_marks(
    blocks: Sequence[Block], members: frozenset[int], words: str, *, source: str, address: str
) -> tuple[SiteMark, ...]:
    """The marks of a page: those that stand as text, then those that its source alone tells.

    Args:
        blocks: What the HTML shows, in page order.
        members: Which of them are footer.
        words: The blocks' texts as one.
        source: The page as it was sent, decoded.
        address: Where the page was found.
    """
    marks = list(_codes(blocks, members)) if "标识码" in words else []
    is_public = ".gov.cn" in address or re.search(_PUBLIC_BODY, words) is not None
    if not marks and is_public:
        marks += _codes_in_source(source)
    wanted: dict[MarkKind, list[str]] = {}
    for kind, gate, known_by in _WORDS:
        if (is_public and gate == _PUBLIC_BODY) or re.search(gate, words):
            wanted.setdefault(kind, []).extend(known_by)
    for kind, known_by_all in wanted.items():
        marks += _best(_in_source(source, kind, known_by_all))
    return tuple(marks)


def _codes(blocks: Sequence[Block], members: frozenset[int]) -> Iterator[SiteMark]:
    for position, block in enumerate(blocks):
        if "标识码" not in block.text:
            continue
        folded = unicodedata.normalize("NFKC", block.text)
        text = folded if len(folded) == len(block.text) else block.text
        for written in _SITE_CODE.finditer(text):
            start, end = written.span()
            how = standing(block, start, end)
            role = role_of(block, start, end, in_footer=position in members, labelled=True)
            yield SiteMark(
                kind=MarkKind.SITE_CODE,
                code=written[1],
                raw=block.text[start:end].strip(),
                href=how.link.href if how.link else None,
                in_footer=position in members and role is not Role.PROSE,
                visible=how.visible,
                source=how.source,
                role=role,
                labelled=True,
                selector=block.selector,
                snippet=snippet(block.text, start, end),
            )


def _codes_in_source(source: str) -> Iterator[SiteMark]:
    """Codes that scripts write, or that stand far above the footer."""
    if "标识码" not in source:
        return
    for written, _ in zip(_SITE_CODE_IN_SOURCE.finditer(source), range(_MOST), strict=False):
        if not _is_commented(source, written.start()):
            yield SiteMark(
                kind=MarkKind.SITE_CODE, code=written[1], raw=written[1], source=Source.SCRIPT_LITERAL
            )


def _in_source(source: str, kind: MarkKind, words: Sequence[str]) -> Iterator[SiteMark]:
    for word in words:
        for place in _places(source, word):
            if _is_commented(source, place):
                continue
            if kind is not MarkKind.BUSINESS_LICENCE or _is_linked(source, place):
                yield _mark(source, place, word, kind)


def _best(marks: Iterator[SiteMark]) -> list[SiteMark]:
    """One mark for each code, or one where none carries a code; an address before other signs."""
    by_code: dict[str | None, SiteMark] = {}
    for mark in marks:
        known = by_code.get(mark.code)
        if known is None or (known.href is None and mark.href is not None):
            by_code[mark.code] = mark
    if len(by_code) > 1:
        by_code.pop(None, None)
    return list(by_code.values())


def _mark(source: str, place: int, word: str, kind: MarkKind) -> SiteMark:
    """The mark at a word, with the address around it."""
    end = place + len(word)
    reach = max(0, place - _LONGEST)
    start = max(reach, *(source.rfind(sign, reach, place) + 1 for sign in _ENDS))
    behind = _BEHIND_WORD.match(source, end)
    raw = unescape(source[start : behind.end() if behind else end])[:_LONGEST]
    href = (
        raw if raw.startswith(("http://", "https://")) else f"https:{raw}" if raw.startswith("//") else None
    )
    code = None
    if kind is MarkKind.ERROR_REPORT:
        found = _REPORT_CODE.search(source, max(0, source.rfind("<", 0, place)), end + _LONGEST)
        code = (found[1] or found[2]) if found else None
    return SiteMark(kind=kind, code=code, raw=raw, href=href, in_footer=False, source=Source.LINK)


def _places(source: str, word: str) -> Iterator[int]:
    place = -1
    for _ in range(_MOST):
        place = source.find(word, place + 1)
        if place < 0:
            return
        yield place


def _is_linked(source: str, place: int) -> bool:
    """Whether a place lies inside a tag, or between `<a …>` and `</a>`."""
    start = max(0, place - _REACH)
    if source.rfind("<", start, place) > source.rfind(">", start, place):
        return True
    return source.rfind("<a", start, place) > source.rfind("</a", start, place)


def _is_commented(source: str, place: int) -> bool:
    """Whether a place lies in a comment; `<!--` at the beginning of a script is none."""
    reach = max(0, place - _COMMENT_REACH)
    start = source.rfind("<!--", reach, place)
    if start < 0 or source.find("-->", start, place) >= 0:
        return False
    return source.rfind("<script", reach, start) <= source.rfind("</script", reach, start)
