"""Registrable domains, by the ICANN section of the public suffix list."""

import ipaddress
from collections.abc import Container
from functools import cache, lru_cache

from publicsuffixlist import PublicSuffixList

from icplint.facts.suffixes import suffixes


@lru_cache(maxsize=1024)  # one site's host is asked about by several rooms
def registrable_domain(host: str) -> str | None:
    """The domain that is filed: `example.com.cn` for `www.example.com.cn`; None for addresses and bare suffixes.

    Args:
        host: Lower case, punycode; a port is left out.
    """
    name = host.partition(":")[0].rstrip(".") if not host.startswith("[") else host
    if not name or "." not in name or is_address(name):
        return None
    return suffixes().registrable(name)


def is_address(host: str) -> bool:
    """Whether a host is an IP address rather than a name."""
    if ":" not in host and not host[-1:].isdigit():
        return False  # of most hosts the end tells it already
    try:
        ipaddress.ip_address(host.strip("[]"))
    except ValueError:
        return False
    return True


@lru_cache(maxsize=256)
def is_let_by_its_owner(host: str) -> bool:
    """Whether a host lies under a name whose owner lets parts of it to others, such as myshopify.com.

    By the private section of the public suffix list: it counts for who runs a host, and never for what is filed.
    """
    name = host.partition(":")[0].rstrip(".")
    domain = registrable_domain(name)
    return domain is not None and domain not in (name, _whole_suffix_list().privatesuffix(name))


@cache
def _whole_suffix_list() -> PublicSuffixList:
    return PublicSuffixList()


def is_within(host: str, domains: Container[str]) -> bool:
    """Whether a host is one of some domains, or lies below one. Lower case, punycode."""
    while host:
        if host in domains:
            return True
        host = host.partition(".")[2]
    return False
