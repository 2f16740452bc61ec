from pathlib import Path

import pytest

from icplint.collect.crawl.crawl import Crawl
from icplint.collect.crawl.home import home_ask
from icplint.model.answer import FetchFailure, NotCheckedReason
from icplint.model.case import Case
from icplint.model.site import BareDomain, SavedPage, Site, Target, WebAddress


def site_of(target: Target, *, typed: bool = False) -> Site:
    return Site(index=0, label="x", target=target, typed=typed)


@pytest.mark.parametrize(
    ("host", "names"),
    [
        ("example.cn", ["example.cn", "www.example.cn"]),
        ("example.com.cn", ["example.com.cn", "www.example.com.cn"]),
        ("xn--fsqu00a.xn--fiqs8s", ["xn--fsqu00a.xn--fiqs8s", "www.xn--fsqu00a.xn--fiqs8s"]),
        ("www.example.cn", ["www.example.cn"]),
        ("shop.example.cn", ["shop.example.cn"]),
        ("www.gov.cn", ["www.gov.cn"]),
        ("example.cn:8443", ["example.cn:8443"]),
        ("93.184.216.34", ["93.184.216.34"]),
        ("[2400:3200::1]", ["[2400:3200::1]"]),
        ("localhost", ["localhost"]),
    ],
)
def test_a_bare_domain_is_tried_encrypted_first_and_then_as_www(host: str, names: list[str]) -> None:
    ask = home_ask(site_of(BareDomain(host)))

    assert ask is not None
    assert ask.candidates == tuple(f"{scheme}://{name}/" for name in names for scheme in ("https", "http"))


def test_a_path_behind_a_bare_domain_goes_with_each_try() -> None:
    ask = home_ask(site_of(BareDomain("a.example.cn", "/about?x=1")))

    assert ask is not None
    assert ask.candidates == ("https://a.example.cn/about?x=1", "http://a.example.cn/about?x=1")


def test_a_full_address_is_asked_for_as_it_stands() -> None:
    ask = home_ask(site_of(WebAddress("http://example.cn/a?b")))

    assert ask is not None
    assert ask.candidates == ("http://example.cn/a?b",)
    assert ask.private_host is None


@pytest.mark.parametrize(
    ("target", "expected"),
    [
        (WebAddress("http://10.0.0.1:8080/a"), "10.0.0.1:8080"),
        (WebAddress("http://nas.example?x"), "nas.example"),
        (WebAddress("http://[::1]:80/"), "[::1]:80"),
        (BareDomain("nas.example:8080"), "nas.example:8080"),
    ],
)
def test_a_typed_target_may_be_private(target: Target, expected: str) -> None:
    ask = home_ask(site_of(target, typed=True))

    assert ask is not None
    assert ask.private_host == expected


def test_a_saved_page_makes_no_request() -> None:
    assert home_ask(site_of(SavedPage(Path("a.html"), None))) is None
    site = site_of(SavedPage(Path("a.html"), None))
    assert Crawl().route(site).asks(Case(site)) == ()


def test_the_home_page_is_asked_for_once() -> None:
    case = Case(site_of(WebAddress("https://example.cn/")))
    failure = FetchFailure(reason=NotCheckedReason.DNS, url="https://example.cn/")

    route = Crawl().route(case.site)
    assert len(route.asks(case)) == 1
    assert route.asks(case.plus([failure])) == ()
