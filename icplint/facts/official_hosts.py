"""The platforms' hosts, and what kind of link leads to them. Links are compared, never fetched."""

import base64
import binascii
import re
import tomllib
from enum import StrEnum
from functools import cache
from urllib.parse import SplitResult, parse_qsl, unquote, urlsplit

from icplint.late import dataclass, pattern
from icplint.resources import bundled

_LONGEST_LINK = 4096
_CODE = pattern(r"code=([^&#]*)", re.IGNORECASE)
_NOT_DIGITS = pattern(r"[^0-9]+")
_DEFAULT_PORTS = {"http": 80, "https": 443}


class LinkKind(StrEnum):
    """Where the link of a number leads, for the ministry's or the police's number; best first."""

    RIGHT = "right"
    """The current address: the ministry's home page, or the police's query with a code."""
    HTTP = "http"
    """The ministry's home page, over plain http."""
    HOME_FRAGMENT = "home-fragment"
    """The ministry's home page by its inner address (`#/Integrated/index`)."""
    LICENCE_PLATFORM = "licence-platform"
    """Where telecom licences are looked up."""
    OTHER_FRAGMENT = "other-fragment"
    """Another view of the current host."""
    DEAD_PATH = "dead-path"
    """A path that the current host does not have."""
    NO_CODE = "no-code"
    """The police platform, without the number's code."""
    JUMP_PAGE = "jump-page"
    """A page of the site itself that leads on to the right address."""
    RETIRED = "retired"
    PROVINCIAL = "provincial"
    NO_SCHEME = "no-scheme"
    """An official host without `https://` before it: a path of the site itself."""
    OTHER_AUTHORITY = "other-authority"
    """The police's for the ministry's number, or the ministry's for the police's."""
    LOOK_ALIKE = "look-alike"
    """A stranger's host that reads like an official one."""
    OWN_PAGE = "own-page"
    """Another page of the same site."""
    ELSEWHERE = "elsewhere"
    MISSING = "missing"


@dataclass(frozen=True, slots=True)
class LinkJudgement:
    """What a link is, and the code that it carries."""

    kind: LinkKind
    code: str = ""
    """The digits in the police platform's link, retired forms included; empty where there are none."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Hosts:
    """The file's content."""

    icp: str
    icp_retired: frozenset[str]
    provincial_under: tuple[str, ...]
    home_fragments: frozenset[str]
    psb: str
    psb_retired: frozenset[str]
    police_under: tuple[str, ...]
    retired_badge: frozenset[str]
    platform_badge: frozenset[str]
    licence: frozenset[str]


def judge_icp_link(href: str | None, *, own_domain: str) -> LinkJudgement:
    """What a link at an ICP number is.

    Args:
        href: Absolute; None where a click leads nowhere.
        own_domain: The registrable domain, or the host, of the site that shows the number.
    """
    parts = _split(href)
    if parts is None:
        return LinkJudgement(LinkKind.MISSING)
    hosts = _hosts()
    host = _host(parts)
    if host == hosts.icp:
        return LinkJudgement(_on_the_ministrys_host(parts, hosts))
    if host in hosts.icp_retired:
        return LinkJudgement(LinkKind.RETIRED)
    if any(_is_under(host, parent) for parent in hosts.provincial_under):
        return LinkJudgement(LinkKind.PROVINCIAL)
    if host in hosts.licence:
        return LinkJudgement(LinkKind.LICENCE_PLATFORM)
    if any(host == parent or _is_under(host, parent) for parent in hosts.police_under):
        return LinkJudgement(LinkKind.OTHER_AUTHORITY)
    return LinkJudgement(_away(parts, host, own_domain, aim=hosts.icp))


def judge_psb_link(href: str | None, *, own_domain: str) -> LinkJudgement:
    """What a link at a public-security number is, and the digits that it carries.

    Args:
        href: Absolute; None where a click leads nowhere.
        own_domain: The registrable domain, or the host, of the site that shows the number.
    """
    parts = _split(href)
    if parts is None:
        return LinkJudgement(LinkKind.MISSING)
    hosts = _hosts()
    host = _host(parts)
    if host == hosts.psb or host in hosts.psb_retired:
        code = _code(parts)
        if host in hosts.psb_retired:
            return LinkJudgement(LinkKind.RETIRED, code)
        return LinkJudgement(LinkKind.RIGHT if code else LinkKind.NO_CODE, code)
    if host == hosts.icp or host in hosts.icp_retired or _is_under(host, "miit.gov.cn"):
        return LinkJudgement(LinkKind.OTHER_AUTHORITY)
    return LinkJudgement(_away(parts, host, own_domain, aim=hosts.psb))


def is_authority(host: str) -> bool:
    """Whether a host is one of the filing platforms, past or present: links to them are compared, never fetched.

    Args:
        host: Lower case, without a port.
    """
    hosts = _hosts()
    above = (*hosts.provincial_under, *hosts.police_under)
    return host in _official() | hosts.licence or any(
        host == parent or _is_under(host, parent) for parent in above
    )


class BadgeHost(StrEnum):
    """Whose server a badge is drawn from."""

    OWN = "own"
    PLATFORM = "platform"
    RETIRED_PLATFORM = "retired-platform"
    STRANGER = "stranger"


def judge_badge_host(address: str, *, own_domain: str, asset_hosts: tuple[str, ...]) -> BadgeHost:
    """Whose server serves the badge at this address; `data:`, `svg:` and `css:` are the page's own."""
    if not address.startswith(("http://", "https://")):
        return BadgeHost.OWN
    parts = _split(address)
    host = _host(parts) if parts else ""
    hosts = _hosts()
    if host in hosts.retired_badge:
        return BadgeHost.RETIRED_PLATFORM
    if host in hosts.platform_badge:
        return BadgeHost.PLATFORM
    if not host or _is_own(host, own_domain) or host in asset_hosts:
        return BadgeHost.OWN
    return BadgeHost.STRANGER


def _on_the_ministrys_host(parts: SplitResult, hosts: _Hosts) -> LinkKind:
    """Home by any spelling is right: no slash, `//`, the port written out, `#`, `#/`, an empty query."""
    if parts.path.strip("/") or not _has_usual_port(parts):
        return LinkKind.DEAD_PATH
    fragment = unquote(parts.fragment).rstrip("/").lower()
    if fragment and fragment not in hosts.home_fragments:
        return LinkKind.OTHER_FRAGMENT
    if fragment:
        return LinkKind.HOME_FRAGMENT
    return LinkKind.RIGHT if parts.scheme == "https" else LinkKind.HTTP


def _away(parts: SplitResult, host: str, own_domain: str, aim: str) -> LinkKind:
    """What a link is that leads to no official host."""
    if not host or _is_own(host, own_domain):
        if _first_segment(parts) in _official():
            return LinkKind.NO_SCHEME
        if any(_leads_to(value, aim) for _, value in parse_qsl(parts.query)):
            return LinkKind.JUMP_PAGE
        return LinkKind.OWN_PAGE
    return LinkKind.LOOK_ALIKE if _is_look_alike(host) else LinkKind.ELSEWHERE


def _is_look_alike(host: str) -> bool:
    """Whether a host reads like an official one: it holds its words, or is a slip or two away."""
    if host.endswith(".gov.cn") or host == "gov.cn":
        near = _near_official(host)
        return near and host not in _official()
    pressed = host.replace(".", "").replace("-", "")
    return any(
        words in pressed for words in ("beianmiit", "beianmps", "miitbeian", "miibeian")
    ) or _near_official(host)


def _near_official(host: str) -> bool:
    from rapidfuzz.distance import Levenshtein  # noqa: PLC0415 - rare: most links are known before

    hosts = _hosts()
    return any(
        Levenshtein.distance(host, official, score_cutoff=2) <= 2 for official in (hosts.icp, hosts.psb)
    )


def _leads_to(value: str, aim: str) -> bool:
    """Whether a parameter of a jump page is an address on the aimed host, written plainly or in Base64."""
    if value.startswith(("http", "//")):
        target = value
    else:
        try:
            target = base64.b64decode(value + "=" * (-len(value) % 4), altchars=b"-_", validate=True).decode(
                "ascii"
            )
        except (binascii.Error, ValueError):
            return False
    parts = _split(target)
    return parts is not None and _host(parts) == aim


def _code(parts: SplitResult) -> str:
    """The digits behind `code=` or `recordcode=`, in the query or in the fragment."""
    found = _CODE.search(unquote(f"{parts.query}#{parts.fragment}"))
    return _NOT_DIGITS.sub("", found[1]) if found else ""


def _split(href: str | None) -> SplitResult | None:
    """The parts of a link; None for one that leads nowhere. A link too long or broken leads elsewhere."""
    if href is None or not href.strip():
        return None
    try:
        parts = urlsplit(href.strip()[:_LONGEST_LINK])
        _ = parts.port, parts.hostname  # both may refuse a broken address
    except ValueError:
        return urlsplit("invalid://invalid/")
    return parts


def _host(parts: SplitResult) -> str:
    return (parts.hostname or "").rstrip(".").lower()


def _has_usual_port(parts: SplitResult) -> bool:
    return parts.port in (None, _DEFAULT_PORTS.get(parts.scheme))


def _first_segment(parts: SplitResult) -> str:
    return parts.path.lstrip("/").partition("/")[0].lower()


def _is_under(host: str, parent: str) -> bool:
    return host.endswith("." + parent)


def _is_own(host: str, own_domain: str) -> bool:
    return bool(own_domain) and (host == own_domain or _is_under(host, own_domain))


@cache
def _official() -> frozenset[str]:
    hosts = _hosts()
    return frozenset({hosts.icp, hosts.psb}) | hosts.icp_retired | hosts.psb_retired


@cache
def _hosts() -> _Hosts:
    file = tomllib.loads(bundled("facts/official_hosts.toml").read_text(encoding="utf-8"))
    icp, psb = file["icp"], file["psb"]
    return _Hosts(
        icp=icp["current"],
        icp_retired=frozenset(icp["retired"]),
        provincial_under=tuple(icp["provincial_under"]),
        home_fragments=frozenset(icp["home_fragments"]),
        psb=psb["current"],
        psb_retired=frozenset(psb["retired"]),
        police_under=tuple(psb["police_under"]),
        retired_badge=frozenset(psb["retired_badge_hosts"]),
        platform_badge=frozenset(psb["platform_badge_hosts"]),
        licence=frozenset(file["licence"]["platforms"]),
    )
