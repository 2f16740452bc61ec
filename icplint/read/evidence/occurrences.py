"""How something stands in a block: the link that a click follows, visibility, source, and its part."""

from collections.abc import Iterable
from urllib.parse import urlsplit

from icplint.facts.official_hosts import is_authority
from icplint.late import dataclass, pattern
from icplint.model.block import Block, Link, Run, Source
from icplint.model.reading import Role
from icplint.read.footer.locate import is_footer_box, is_prose, speaks_of_rights, stands_among_strangers

_NEIGHBOUR = pattern(
    r"(?:技术支持|网站建设|网站设计|设计制作|制作维护|建站|开发维护|[Pp]owered by|[Dd]esigned by)[^|丨｜\n]{0,40}$"
)
_LINK_LISTS = frozenset(
    ("friendlink", "friend-link", "friend_link", "friendlinks", "flink", "yqlj", "links-list", "link-list")
)
"""Names of boxes that hold links to strangers and nothing else."""
_LINK_LIST_MARK = pattern(r"friend(?:ly|ship)?[-_]?links?|yqlink|youlian|blogroll")
"""Names of boxes that hold links to strangers, and on some pages the footer as well."""
_LINK_LIST_WORD = pattern("友情链接|友情連結|友链|合作网站")
_QUOTES = frozenset(("pre", "code", "blockquote"))
"""Elements whose text is somebody else's, however short."""
_SNIPPET = 60


@dataclass(frozen=True, slots=True)
class Standing:
    """How a stretch of a block's text stands there."""

    link: Link | None
    visible: bool
    source: Source


def standing(block: Block, start: int, end: int) -> Standing:
    """How the text between two offsets stands.

    It is visible where most of it is, and the link that covers most of it is the one that a click follows.
    """
    runs = block.runs
    if len(runs) == 1 and start < end:
        only = runs[0]
        return Standing(only.link, only.visible, only.source)
    covered = _covered(runs, start, end)
    if not covered:
        return Standing(None, visible=True, source=Source.HTML)
    shown = 0
    links: dict[int, tuple[int, Link]] = {}
    for run, length in covered:
        if run.visible:
            shown += length
        if run.link is not None:
            known = links.get(run.link.key, (0, run.link))[0]
            links[run.link.key] = (known + length, run.link)
    link = max(links.values(), key=lambda one: (one[1].href is not None, one[0]))[1] if links else None
    return Standing(link, visible=shown * 2 > end - start, source=covered[0][0].source)


def role_of(
    block: Block, start: int, end: int, *, in_footer: bool, labelled: bool = False, href: str | None = None
) -> Role:
    """What part a number plays where it stands; a short labelled line speaks for the site wherever it is.

    Args:
        block: Where it stands.
        start: Of the number in the block's text.
        end: Of the number in the block's text.
        in_footer: Whether the block is footer.
        labelled: A label such as 备案号： stands before it.
        href: Where a click on it leads.
    """
    text = block.text
    if not (href and is_authority(host_of(href))):
        if not _LINK_LISTS.isdisjoint(block.marks):
            return Role.LINK_LIST
        if href and (
            _LINK_LIST_MARK.search("\n".join(block.marks)) or _LINK_LIST_WORD.search(text, 0, start)
        ):
            return Role.LINK_LIST
    says_so = labelled and len(text) <= _SNIPPET and not _QUOTES.intersection(block.marks)
    if not in_footer and (is_prose(text) or (stands_among_strangers(block) and not says_so)):
        return Role.PROSE
    if _reads_on(text, end) and (not is_footer_box(block) or is_prose(_around(text, start, end, 150))):
        return Role.PROSE
    if _NEIGHBOUR.search(text[max(0, start - 60) : start]):
        return Role.NEIGHBOUR
    return Role.OWN


def snippet(text: str, start: int, end: int) -> str:
    """The text around a place, shortened."""
    left, right = max(0, start - _SNIPPET), min(len(text), end + _SNIPPET)
    return ("…" if left else "") + text[left:right].strip() + ("…" if right < len(text) else "")


def host_of(href: str) -> str:
    """The host of an address, lower case; empty where it has none."""
    try:
        return (urlsplit(href).hostname or "").lower()
    except ValueError:
        return ""


def _around(text: str, start: int, end: int, width: int) -> str:
    return text[max(0, start - width) : end + width]


def _reads_on(text: str, end: int) -> bool:
    """Whether a sentence goes on behind a number, and speaks of something else than a footer does."""
    behind = text[end : end + 40]
    return behind[:1] in ("，", "。", "；", "的", "、") and len(behind) > 8 and not speaks_of_rights(behind)


def _covered(runs: Iterable[Run], start: int, end: int) -> list[tuple[Run, int]]:
    """The runs that a stretch covers, each with the characters of it that the stretch covers."""
    covered: list[tuple[Run, int]] = []
    position = 0
    for run in runs:
        run_end = position + len(run.text)
        if run_end > start and position < end:
            covered.append((run, min(run_end, end) - max(position, start)))
        position = run_end
        if position >= end:
            break
    return covered
