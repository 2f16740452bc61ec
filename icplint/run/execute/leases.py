"""Cuts a run's sites into leases."""

from collections.abc import Iterable, Iterator
from typing import assert_never

from icplint.model.site import BareDomain, SavedFolder, SavedPage, Site, WebAddress

LEASE = 200
"""Sites in a lease."""

FIRST_LEASE = 20
"""Sites in the first leases of a run, so that a short list is shared out too."""


def leases(sites: Iterable[Site], *, workers: int = 1) -> Iterator[tuple[Site, ...]]:
    """Leases in the order of the list, lazily; neighbours that share a host stay together.

    A lease grows to at most twice its size for that.

    Args:
        sites: All sites of the run.
        workers: How many share them; so many of the first leases are small.
    """
    lease: list[Site] = []
    cut = 0
    for site in sites:
        size = FIRST_LEASE if cut < workers else LEASE
        if len(lease) >= size and (len(lease) >= 2 * size or _host(site) != _host(lease[-1])):
            yield tuple(lease)
            cut += 1
            lease = []
        lease.append(site)
    if lease:
        yield tuple(lease)


def _host(site: Site) -> str | None:
    match site.target:
        case WebAddress(url):
            return url.partition("://")[2].partition("/")[0].partition(":")[0]
        case BareDomain(host):
            return host.partition(":")[0]
        case SavedPage() | SavedFolder():
            return None
        case never:
            assert_never(never)
