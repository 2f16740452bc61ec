"""The picture that belongs to a number."""

from collections.abc import Sequence
from urllib.parse import unquote, urljoin, urlsplit

from icplint.late import dataclass, pattern
from icplint.model.block import Block, Link, Picture

_BETWEEN = pattern(r"[\s|丨｜·•\-—:：,，、.。/\\()（）\[\]【】]*(?:[^\d|丨｜©]{0,14}[:：])?\s*")
_ICON_WORDS = (
    "ico",
    "police",
    "gongan",
    "beian",
    "badge",
    "psb",
    "img",
    "pic",
    "logo",
    "gaba",
    "wangan",
    "security",
    "jh",
)
_OTHER_PICTURES = pattern(
    r"(?<![a-z])(?:qr|ewm|erweima|weixin|wechat|wx|gzh|logo|banner|app)(?![a-z])|qr_?code|二维码|微信|公众号"
)
"""Codes to scan and the site's own sign: they stand in footers, and are no badge unless a name says so."""
_BADGE_WORDS = (
    "gongan",
    "police",
    "beian",
    "ghs",
    "batb",
    "备案",
    "公安",
    "wangan",
    "ga.png",
    "jinghui",
)
_CODE = pattern(r"code=[0-9]{6}")
_PROXY = pattern(r"[?&]url=([^&]+)")
_NEAR = 2
_REACH = 300
"""Characters between a badge and its number, blanks and separators, at most."""


@dataclass(frozen=True, slots=True)
class Icon:
    """What was found where the badge belongs."""

    address: str | None = None
    place: str | None = None
    """`before | inside | after | away`."""
    empty: bool = False
    needs_stylesheet: bool = False


def icon_of(blocks: Sequence[Block], number: int, start: int, end: int, link: Link | None) -> Icon:
    """The icon of a number that stands at `start` to `end` of block `number`.

    A picture inside the number's own link belongs to it, then one directly before it, then one directly
    after it. A picture with a link of its own that leads to another authority is somebody else's badge.
    """
    found = [
        *_inside(blocks, number, start, link),
        *_before(blocks, number, start, link),
        *_after(blocks, number, end, link),
    ]
    shown = [(picture, place) for picture, place in found if picture.visible and picture.address]
    certain = [one for one in shown if one[0].certain]
    if certain:
        picture, place = certain[0]
        return Icon(_unproxied(picture.address), place)
    drawn = [one for one in shown if _may_be_drawn(one[0], one[1])]
    if drawn:
        picture, place = drawn[0]
        return Icon(picture.address, place, needs_stylesheet=True)
    empty = any(picture.certain and not picture.address for picture, _ in found)
    return Icon(empty=empty)


def _inside(blocks: Sequence[Block], number: int, start: int, link: Link | None) -> list[tuple[Picture, str]]:
    if link is None:
        return []
    found: list[tuple[Picture, str]] = []
    for position in range(max(0, number - _NEAR), min(len(blocks), number + _NEAR + 1)):
        for picture in blocks[position].pictures:
            if picture.link is not None and _is_same(picture.link, link):
                behind = position > number or (position == number and picture.offset > start)
                found.append((picture, "after" if behind else "inside"))
    return sorted(found, key=lambda one: one[1] != "inside")


def _is_same(one: Link, other: Link) -> bool:
    """Whether two links are one: a parser splits a link that holds a paragraph within a paragraph.

    Only an address with a number's own code tells so; many numbers may lead to a register's home.
    """
    return one.key == other.key or (
        one.href is not None and one.href == other.href and _CODE.search(one.href) is not None
    )


def _before(blocks: Sequence[Block], number: int, start: int, link: Link | None) -> list[tuple[Picture, str]]:
    block = blocks[number]
    is_in_badge_box = any(word in mark for mark in block.marks[:_NEAR] for word in _BADGE_WORDS)
    own = [
        (picture, "before")
        for picture in reversed(block.pictures)
        if start - _REACH <= picture.offset <= start
        and _is_free(picture, link)
        and (is_in_badge_box or not _is_of_something_else(picture))
        and _BETWEEN.fullmatch(block.text[picture.offset : start])
    ]
    if own or not _BETWEEN.fullmatch(block.text[:start]):
        return own
    for position in range(number - 1, max(-1, number - 1 - _NEAR), -1):
        other = blocks[position]
        if other.text.strip():
            return []
        pictures = [
            (picture, "before")
            for picture in reversed(other.pictures)
            if _is_free(picture, link) and not _is_of_something_else(picture)
        ]
        if pictures:
            # One that shows nothing, such as an empty `src`, does not hide the one beside it.
            return [next((one for one in pictures if one[0].address), pictures[0])]
    return []


def _after(blocks: Sequence[Block], number: int, end: int, link: Link | None) -> list[tuple[Picture, str]]:
    block = blocks[number]
    return [
        (picture, "after")
        for picture in block.pictures
        if end <= picture.offset <= end + _REACH
        and not block.text[end : picture.offset].strip()
        and _is_free(picture, link)
        and _names_a_badge(picture)
    ]


def _is_free(picture: Picture, link: Link | None) -> bool:
    """Whether a picture can belong to a number: it stands in no other link, or in one to the police."""
    if picture.link is None or picture.link.href is None:
        return True
    if link is not None and picture.link.key == link.key:
        return True
    try:
        host = urlsplit(picture.link.href).hostname or ""
    except ValueError:
        return False
    return host.endswith(("beian.gov.cn", "beian.mps.gov.cn")) or (
        link is not None and picture.link.href == link.href
    )


def _names_a_badge(picture: Picture) -> bool:
    if not picture.certain:
        return False
    name = _name(picture)
    return any(word in name for word in _BADGE_WORDS)


def _is_of_something_else(picture: Picture) -> bool:
    """Whether a picture's name says that it is a code to scan or a logo, and nothing says badge."""
    if picture.address.startswith("data:") or "beian.mps.gov.cn" in picture.address:
        return False
    name = _name(picture)
    return _OTHER_PICTURES.search(name) is not None and not any(word in name for word in _BADGE_WORDS)


def _name(picture: Picture) -> str:
    """A picture's file name and label, lower case."""
    return f"{unquote(picture.address).lower().rpartition('/')[2]} {picture.label.lower()}"


def _may_be_drawn(picture: Picture, place: str) -> bool:
    """Whether an empty element is likely to be drawn as a badge by a style sheet that was not read."""
    if place == "inside":
        return True
    return any(word in picture.address.lower() for word in _ICON_WORDS)


def _unproxied(address: str) -> str:
    """The picture behind an image proxy such as `/_next/image?url=…`."""
    if "/_next/image" not in address and "/_ipx/" not in address:
        return address
    found = _PROXY.search(address)
    return urljoin(address, unquote(found[1])) if found else address
