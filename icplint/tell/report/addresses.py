"""Where a finding stands, as programs ask for it: a file below the folder of the call, a row, or an address."""

import re
from pathlib import PurePath
from urllib.parse import quote

from icplint.model.finding import Finding
from icplint.model.outcome import Outcome
from icplint.model.site import SavedPage, Site
from icplint.tell.report.state import name_of

_KEPT = "/:?#@!$&'()*+,;=%~-._"
_KEPT_RELATIVE = _KEPT.replace(":", "")  # before the first slash, a colon would end a scheme
_LONE_PERCENT = re.compile(r"%(?![0-9A-Fa-f]{2})")
_WEB = re.compile(r"(https?://(?:\[[0-9A-Fa-f:.]{1,60}\])?)(.*)", re.IGNORECASE | re.DOTALL)
"""The scheme, with the host where it is an IPv6 address in its brackets; then the rest."""


def file_of(site: Site, folder: PurePath | None) -> str | None:
    """The saved page of a site with slashes between, relative where it lies below the folder; None: no file."""
    if not isinstance(site.target, SavedPage):
        return None
    path: PurePath = site.target.path
    if folder is not None and path.is_absolute() and path.is_relative_to(folder):
        path = path.relative_to(folder)
    return path.as_posix()


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
