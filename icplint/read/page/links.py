"""Where a click leads."""

import re
from functools import lru_cache
from urllib.parse import urljoin, urlsplit

from icplint.late import pattern

_NOWHERE = ("javascript:", "#", "about:blank", "void(")
_PLAIN = ("http://", "https://")
_ORDINARY = pattern(
    r"(//[a-z0-9][a-z0-9.-]*(?=/)|(?=/)|(?![^/?]*:)(?=[^/.?]))"
    r"/?(?:[\w%+~=&@,-][\w%+~=&@,.-]*+(?:/(?=[^/.]|$|\?))?)*+(?:\?[\w%+~=&@,./:-]+)?",
    re.ASCII,
)
"""A relative address without empty steps and steps of dots: joined as it is written. Its group tells what it lacks."""
_SCRIPTED = pattern(
    r"(?:location(?:\.href)?\s{0,5}=|window\.open\s{0,5}\(|location\.(?:assign|replace)\s{0,5}\()\s{0,5}"
    r"(?:\\?[\"'])([^\"'\\\s]{4,500})"
)


def absolute(href: str | None, base: str | None) -> str | None:
    """The absolute address of a link; None where a click on it leads nowhere.

    Args:
        href: The attribute as written; None where there is none.
        base: The page's address with `<base>` applied; None where the page has no address.
    """
    href = (href or "").strip()
    if (
        href.startswith(_PLAIN)
        and href.isascii()
        and href.isprintable()
        and "/../" not in href
        and "/./" not in href
    ):
        return href
    href = href.replace("\n", "").replace("\t", "").replace("\r", "").strip("\x00")
    if not href or href.lower().startswith(_NOWHERE):
        return None
    if base and (ordinary := _ORDINARY.fullmatch(href)):
        scheme, origin, folder = _place(base)
        if folder:
            return f"{scheme if ordinary[1] else origin if href[0] == '/' else folder}{href}"
    try:
        joined = urljoin(base, href) if base else href
        urlsplit(joined)
    except ValueError:
        return href
    return joined


@lru_cache(maxsize=64)
def _place(base: str) -> tuple[str, str, str]:
    """Scheme, origin and folder of a page's address, each as an address begins; empty where it is not a plain one."""
    try:
        parts = urlsplit(base)
    except ValueError:
        return "", "", ""
    if parts.scheme not in ("http", "https") or not parts.netloc or "/." in parts.path or "//" in parts.path:
        return "", "", ""
    origin = f"{parts.scheme}://{parts.netloc}"
    return f"{parts.scheme}:", origin, f"{origin}{parts.path.rpartition('/')[0]}/"


def scripted(onclick: str | None) -> str | None:
    """The address that an `onclick` opens, where it is a literal."""
    found = _SCRIPTED.search(onclick[:2000]) if onclick else None
    return found[1] if found else None
