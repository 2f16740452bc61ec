"""Where a finding stands, as programs ask for it: a file below the folder of the call, a row, or an address."""

import re
from pathlib import PurePath
from typing import assert_never
from urllib.parse import quote, unquote

from icplint.late import pattern
from icplint.model.finding import Finding
from icplint.model.outcome import Outcome
from icplint.model.site import BareDomain, SavedFolder, SavedPage, Site, WebAddress
from icplint.tell.report.state import name_of

_KEPT = "/:?#@!$&'()*+,;=%~-._"
_KEPT_RELATIVE = _KEPT.replace(":", "")  # before the first slash, a colon would end a scheme
_LONE_PERCENT = pattern(r"%(?![0-9A-Fa-f]{2})")
_WEB = pattern(r"(https?://(?:\[[0-9A-Fa-f:.]{1,60}\])?)(.*)", re.IGNORECASE | re.DOTALL)
"""The scheme, with the host where it is an IPv6 address in its brackets; then the rest."""


def file_of(site: Site, folder: PurePath | None, finding: Finding | None = None) -> str | None:
    """The saved page of a site, or that of a saved folder which a finding stands on, with slashes between.

    Args:
        site: Of a folder without a finding, or with one on no page of it, the folder itself is named.
        folder: A file below it is named from here on.
        finding: Tells the page.

    Returns:
        None for a site of the web.
    """
    match site.target:
        case SavedPage(path=found):
            path: PurePath = found
        case SavedFolder() as saved:
            page = None if finding is None or finding.page is None else _page_of(saved, finding.page)
            path = saved.path if page is None else saved.path / page
        case WebAddress() | BareDomain():
            return None
        case never:
            assert_never(never)
    if folder is not None and path.is_absolute() and path.is_relative_to(folder):
        path = path.relative_to(folder)
    return path.as_posix()


def _page_of(saved: SavedFolder, address: str) -> str | None:
    """The page of a folder by the address that it is judged at; a folder's address is that of its index."""
    prefix = "/" if saved.url is None else saved.url
    if not address.startswith(prefix):
        return None
    below = unquote(address.removeprefix(prefix), errors="surrogateescape")
    wanted = {below} if below and not below.endswith("/") else {f"{below}index.html", f"{below}index.htm"}
    return next((page for page in saved.pages if page in wanted or _with_plain_name(page) in wanted), None)


def _with_plain_name(page: str) -> str:
    """`news/INDEX.HTML` as `news/index.html`: such names are served as their folder, too."""
    folder, slash, name = page.rpartition("/")
    return f"{folder}{slash}{name.lower()}"


def row_of(site: Site) -> tuple[str, int] | None:
    """The list file that names the site, and the line; None where no file does."""
    if site.source is None or site.line is None or "." not in PurePath(site.source).name:
        return None
    return PurePath(site.source).as_posix(), site.line


def address_of(outcome: Outcome, finding: Finding | None = None) -> str:
    """The address of the page that a finding stands on, or else of the site; never empty."""
    return (finding and finding.page) or outcome.final_url or name_of(outcome.site) or "-"


def as_uri(address: str) -> str:
    """An address or a path as a URI reference: every sign that none may hold is percent-encoded."""
    web = _WEB.match(address)
    if web is None:
        return quote(address, safe="/~-._", errors="replace")
    return web[1].lower() + _encoded(web[2], _KEPT)


def without_scheme(address: str) -> str:
    """`www.example.cn/about`, as a relative URI reference."""
    web = _WEB.match(address)
    return as_uri(address) if web is None else _encoded(web[1].partition("//")[2] + web[2], _KEPT_RELATIVE)


def _encoded(address: str, kept: str) -> str:
    return quote(_LONE_PERCENT.sub("%25", address), safe=kept, errors="replace")
