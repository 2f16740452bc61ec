"""The address of a picture, wherever it is drawn from."""

from collections.abc import Mapping

from icplint.model.block import Link, Picture
from icplint.read.page import style_rules
from icplint.read.page.links import absolute
from icplint.read.page.style_rules import StyleRules
from icplint.read.page.tags import Kind

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
_STAND_INS = ("blank.", "loading", "placeholder", "grey.gif", "spacer")


def picture_of(
    kind: Kind,
    attributes: Mapping[str, str | None],
    *,
    is_link: bool,
    offset: int,
    link: Link | None,
    visible: bool,
    base: str | None,
    rules: StyleRules,
) -> Picture | None:
    """The picture that an element draws, None where it draws none.

    Args:
        kind: Of the element.
        attributes: Of the element.
        is_link: The element is itself an empty link, which may hold a number in its address or title.
        offset: Characters of the block's text before it.
        link: The link that it stands in.
        visible: Whether static signs let a reader see it.
        base: What addresses are relative to.
        rules: What the page's own style sheets say.
    """
    address: str | None = None
    certain = True
    classes = (attributes.get("class") or "").split()
    if kind is Kind.DRAWING:
        address = "svg:inline"
    elif kind is Kind.IMAGE:
        address = _image_address(attributes, base)
    elif (url := style_rules.drawn(attributes.get("style") or "")) is not None:
        address = absolute(url, base) or ""
    elif drawn := next((one for one in classes if f".{one}" in rules.pictures), None):
        address = f"css:{drawn}"
    elif kind is Kind.BLANK and classes:
        address, certain = f"css:{classes[0]}", False
    elif is_link:
        address, certain, visible = "", False, False
    if address is None:
        return None
    label = attributes.get("alt") or attributes.get("title") or ""
    return Picture(address=address, offset=offset, link=link, visible=visible, label=label, certain=certain)


def _image_address(attributes: Mapping[str, str | None], base: str | None) -> str | None:
    """The address that an `<img>` loads: its lazy one where `src` is only a stand-in; empty where none."""
    src = (attributes.get("src") or "").strip()
    lazy = next((value.strip() for name in _LAZY if (value := attributes.get(name))), "")
    if lazy and (not src or _is_stand_in(src)):
        src = lazy
    if not src and (srcset := (attributes.get("srcset") or attributes.get("data-srcset") or "").strip()):
        src = srcset.split(",")[0].split()[0] if srcset.split(",")[0].strip() else ""
    if src.lower().startswith("data:"):
        return src
    return absolute(src, base) or ""


def _is_stand_in(src: str) -> bool:
    lowered = src[:300].lower()
    if lowered.startswith("data:image/"):
        return len(src) < 200  # NOTE: a one-pixel picture; a drawn badge needs more
    return lowered.startswith("about:") or any(word in lowered for word in _STAND_INS)
