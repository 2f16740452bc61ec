"""Registrable domains, by the ICANN section of the public suffix list."""

import ipaddress
from functools import cache

from publicsuffixlist import PublicSuffixList


@cache
def _suffix_list() -> PublicSuffixList:
    return PublicSuffixList(only_icann=True)


def registrable_domain(host: str) -> str | None:
    """The domain that is filed: `example.com.cn` for `www.example.com.cn`; None for addresses and bare suffixes.

    Args:
        host: Lower case, punycode; a port is left out.
    """
    name = host.partition(":")[0].rstrip(".") if not host.startswith("[") else host
    if not name or "." not in name or is_address(name):
        return None
    found: str | None = _suffix_list().privatesuffix(name)
    return found


def is_address(host: str) -> bool:
    """Whether a host is an IP address rather than a name."""
    if ":" not in host and not host[-1:].isdigit():
        return False  # of most hosts the end tells it already
    try:
        ipaddress.ip_address(host.strip("[]"))
    except ValueError:
        return False
    return True
