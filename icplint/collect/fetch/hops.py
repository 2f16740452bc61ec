"""Where a redirect leads. Pure."""

import re
from functools import lru_cache

import httpx

from icplint.late import pattern

REDIRECTS = frozenset({301, 302, 303, 307, 308})
TOO_MANY = frozenset({429, 503})
"""Statuses by which a server asks for fewer requests."""

_MAX_ADDRESS = 8192
_EDGES = "".join(map(chr, range(0x21)))
"""Control characters and the space: browsers strip them from both ends of an address."""
_BREAKS = pattern(r"[\t\r\n]+")
_BEFORE_QUERY = pattern(r"^[^?#]+")
_WITHOUT_PATH = pattern(r"[^/?]+://[^/?]*(\?.*)?", re.DOTALL)


@lru_cache(maxsize=1024)  # an address is asked for its port, and fetched at once
def canonical(address: str) -> httpx.URL:
    """An address as it is fetched: no user info, no fragment.

    Raises:
        httpx.InvalidURL: It is no address.
    """
    if len(address) > _MAX_ADDRESS:
        raise httpx.InvalidURL(f"an address of {len(address)} characters")
    try:
        url = httpx.URL(address)
        if url.port is not None and not 0 < url.port < 1 << 16:
            raise httpx.InvalidURL(f"port {url.port} does not exist")
        _ = url.host  # NOTE: httpx decodes punycode only here, and raises for a name that is none.
        # NOTE: each copy is read anew, so none is made that changes nothing; and `path` is given only where there is
        # none, for httpx gives it decoded: it would come back as another one, or as none at all.
        if "@" in address or "#" in address:
            url = url.copy_with(username=None, password=None, fragment=None)
        if _WITHOUT_PATH.fullmatch(str(url)):
            url = url.copy_with(path="/")
    except (ValueError, TypeError) as error:
        raise httpx.InvalidURL(str(error)) from error
    return url


def written_port(address: str) -> int | None:
    """The port that an address names; None: none, or it is no address."""
    try:
        return canonical(address).port
    except httpx.InvalidURL:
        return None


def host_of(address: str) -> str:
    """`host` or `host:port` of an address, as turns are counted; empty for none."""
    try:
        return canonical(address).netloc.decode("ascii")
    except httpx.InvalidURL:
        return ""


def next_hop(url: httpx.URL, location: str) -> httpx.URL:
    """Where a `Location` leads, read as browsers read it.

    Raises:
        httpx.InvalidURL: Nowhere.
        httpx.UnsupportedProtocol: To something that is neither http nor https.
    """
    written = _BREAKS.sub("", location.strip(_EDGES))
    if len(written) > _MAX_ADDRESS:
        raise httpx.InvalidURL(f"an address of {len(written)} characters")
    written = _BEFORE_QUERY.sub(lambda found: found[0].replace("\\", "/"), written)
    try:
        target = url.join(written)
    except (ValueError, TypeError) as error:
        raise httpx.InvalidURL(str(error)) from error
    if target.scheme not in {"http", "https"}:
        raise httpx.UnsupportedProtocol(f"redirect to {target.scheme[:20]}:")
    return canonical(str(target))
