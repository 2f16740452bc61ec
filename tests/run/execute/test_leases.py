from collections.abc import Iterator

from hypothesis import given
from hypothesis import strategies as st

from icplint.model.site import BareDomain, Site, WebAddress
from icplint.run.execute.leases import FIRST_LEASE, LEASE, leases


def sites_of(hosts: list[int]) -> list[Site]:
    return [
        Site(
            index=index,
            label=str(host),
            target=BareDomain(f"{host}.cn") if index % 2 else WebAddress(f"https://{host}.cn:8443/a"),
        )
        for index, host in enumerate(hosts)
    ]


@given(hosts=st.lists(st.integers(0, 3), max_size=1200), workers=st.integers(1, 4))
def test_leases_keep_every_site_in_its_order(hosts: list[int], workers: int) -> None:
    sites = sites_of(hosts)
    cut = list(leases(sites, workers=workers))

    assert [site for lease in cut for site in lease] == sites
    assert all(0 < len(lease) <= 2 * LEASE for lease in cut)


def test_the_first_leases_are_small_so_that_a_short_list_is_shared_out() -> None:
    sizes = [len(lease) for lease in leases(sites_of(list(range(500))), workers=2)]

    assert sizes == [FIRST_LEASE, FIRST_LEASE, LEASE, LEASE, 500 - 2 * FIRST_LEASE - 2 * LEASE]


def test_neighbours_that_share_a_host_stay_together() -> None:
    hosts = [*range(FIRST_LEASE - 1), *[7777] * 15, *range(100, 150)]
    first, *_ = leases(sites_of(hosts))

    assert len(first) == FIRST_LEASE - 1 + 15


def test_a_list_is_read_only_as_far_as_it_is_needed() -> None:
    drawn = 0

    def endless() -> Iterator[Site]:
        nonlocal drawn
        while True:
            drawn += 1
            yield Site(index=drawn, label="x", target=BareDomain(f"{drawn}.cn"))

    next(leases(endless()))

    assert drawn == FIRST_LEASE + 1
