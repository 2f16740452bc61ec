"""Which hosts serve one site."""

from urllib.parse import urlsplit

_DEFAULT_PORTS = {"http": 80, "https": 443}


def is_one_site(one: str, other: str) -> bool:
    """Whether two http(s) addresses lie on the same host, or one of them on the `www` of the other's.

    Other names of a domain are sites of their own: they are filed with it, and often run by somebody else.
    """
    mine, others = _host(one), _host(other)
    return mine is not None and mine == others


def _host(address: str) -> tuple[str, int | None] | None:
    """Name without `www.`, and port; ordinary ports of http and https are one."""
    try:
        parts = urlsplit(address)
        port = parts.port
    except ValueError:
        return None
    if parts.scheme not in _DEFAULT_PORTS or not parts.hostname or "@" in parts.netloc:
        return None
    is_ordinary = port is None or port == _DEFAULT_PORTS[parts.scheme]
    return parts.hostname.rstrip(".").removeprefix("www."), None if is_ordinary else port
