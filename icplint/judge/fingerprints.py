"""Fingerprints: equal for the same fault in another run, after unrelated edits, and in another checkout."""

import hashlib
import re
import unicodedata
from pathlib import PurePath
from urllib.parse import urlsplit

from icplint.late import pattern
from icplint.model.rule import Fault
from icplint.model.site import Saved, Site

_YEAR = r"(?:19|20)\d\d"
_YEARS = pattern(rf"{_YEAR}(?:[-–—―~～至]+(?:{_YEAR}|至今|现在|今|present)?)?", re.IGNORECASE)
"""A year, or a span that begins with one: 2013-2026, 2013 至今."""
_INDEX = pattern(r"(?:\A|(?<=/))index\.html?\Z", re.IGNORECASE)


def fingerprint(rule: str, fault: Fault, *, site: Site, host: str, page: str | None, root: str = "") -> str:
    """The fault's fingerprint: 32 hexadecimal digits.

    Free of line numbers, selectors, years of notices, blanks and width. A saved page that stands for no address is
    named by its path from `root` on, so that a checkout in another folder gives the same.

    Args:
        rule: The rule's id.
        fault: What it found.
        site: The judged site.
        host: Its host; empty where none is known.
        page: The page's address; None: the fault is the whole site's, or that of all pages of a template.
        root: The absolute folder that paths of files start from; empty: their own place decides nothing.
    """
    about = unicodedata.normalize("NFKC", fault.about.raw) if fault.about else ""
    if rule.startswith("CPY"):
        about = _YEARS.sub("", "".join(about.split()))
    about = "".join(about.split())
    whose = host or saved_name(site, root)
    said = "\n".join((rule, fault.name, whose, _path(page), about))
    return hashlib.sha256(said.encode("utf-8", "surrogatepass")).hexdigest()[:32]


def saved_name(site: Site, root: str) -> str:
    """How files are known that stand for no address; empty for other sites, without a root, and without a file."""
    target = site.target
    if not root or not isinstance(target, Saved) or getattr(target, "body", None) is not None:
        return ""
    return name_from(target.path, type(target.path)(root))


def name_from(path: PurePath, root: PurePath) -> str:
    """A path from the root on, with /; of one that lies elsewhere, its last name alone.

    `index.html` is its folder, as it is where pages are served.
    """
    whole, base = _plain(root / path), _plain(root)
    name = "/".join(whole[len(base) :] if whole[: len(base)] == base else whole[-1:])
    return _INDEX.sub("", name).rstrip("/")


def _plain(path: PurePath) -> tuple[str, ...]:
    """The parts of a path without `..`; nothing is looked up."""
    parts: list[str] = []
    for part in path.parts:
        if part == ".." and parts and parts[-1] != "..":
            parts.pop()
        else:
            parts.append(part)
    return tuple(parts)


def _path(page: str | None) -> str:
    """The path of a page, `/` for `/index.html`."""
    try:
        path = urlsplit(page or "").path
    except ValueError:
        path = page or ""
    return _INDEX.sub("", path.replace("\\", "/")) or "/"
