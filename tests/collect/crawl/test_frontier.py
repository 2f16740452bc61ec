"""The order in which pages are chosen, and when a sample is enough."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from icplint.collect.crawl.frontier import MOST_KNOWN, Frontier, pattern_of
from icplint.collect.crawl.sampling import ENOUGH_IN_A_ROW, Sampling


def taken(frontier: Frontier) -> list[str]:
    found = []
    while (one := frontier.take()) is not None:
        found.append(one[0].removeprefix("https://a.cn"))
    return found


def test_one_of_each_pattern_comes_first() -> None:
    frontier = Frontier()
    frontier.offer((f"https://a.cn{path}" for path in ("/n/1", "/n/2", "/n/3", "/g/1", "/about", "/g/2")), 1)

    assert taken(frontier) == ["/n/1", "/g/1", "/about", "/n/2", "/g/2", "/n/3"]


def test_one_page_is_given_once_however_it_is_written() -> None:
    frontier = Frontier()
    frontier.know("https://a.cn")
    frontier.offer(("http://www.a.cn/", "https://a.cn/index.html", "https://a.cn/x", "http://a.cn/x"), 1)

    assert taken(frontier) == ["/x"]


def test_a_site_without_end_is_known_so_far() -> None:
    frontier = Frontier()
    frontier.offer((f"https://a.cn/{n}" for n in range(MOST_KNOWN * 2)), 1)

    assert len(taken(frontier)) == MOST_KNOWN


@pytest.mark.parametrize(
    ("address", "pattern"),
    [
        ("https://a.cn/news/2026/a-title.html", "/news/0/*.html"),
        ("https://a.cn/about", "/about"),
        ("https://a.cn/page12", "/page0"),
        ("https://a.cn/?id=7&m=list", "/?id=0&m=list"),
        ("https://[a", "https://[a"),
    ],
)
def test_numbers_and_last_steps_are_folded(address: str, pattern: str) -> None:
    assert pattern_of(address) == pattern


@given(st.lists(st.from_regex(r"https://a\.cn/[a-c]/[0-9]{1,2}", fullmatch=True)))
def test_every_page_is_given_exactly_once_and_in_turn(addresses: list[str]) -> None:
    frontier = Frontier()
    frontier.offer(addresses, 1)
    found = taken(frontier)

    assert sorted(found) == sorted({one.removeprefix("https://a.cn") for one in addresses})
    first_turn = found[: len({pattern_of(one) for one in addresses})]
    assert len({one[1] for one in first_turn}) == len(first_turn)


def test_a_new_footer_begins_the_count_anew() -> None:
    sampling = Sampling()
    for fingerprint in ["a"] * ENOUGH_IN_A_ROW + ["b"] + ["a"] * (ENOUGH_IN_A_ROW - 1):
        sampling.see(fingerprint)
        assert not sampling.is_enough
    sampling.see("b")

    assert sampling.is_enough
