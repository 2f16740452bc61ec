import httpx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from icplint.collect.fetch.failures import FETCH_ERRORS
from icplint.collect.fetch.hops import canonical, next_hop, written_port

HERE = httpx.URL("http://a.cn/folder/page?q=1")


@pytest.mark.parametrize(
    ("location", "expected"),
    [
        ("/index.html", "http://a.cn/index.html"),
        ("index.html", "http://a.cn/folder/index.html"),
        ("?q=2", "http://a.cn/folder/page?q=2"),
        ("//b.cn", "http://b.cn/"),
        ("HTTPS://B.CN", "https://b.cn/"),
        ("https://b.cn:443/", "https://b.cn/"),
        ("https://b.cn/#part", "https://b.cn/"),
        ("https://user:word@b.cn/", "https://b.cn/"),
        ("  https://b.cn/\r\n", "https://b.cn/"),
        ("https://b.cn/a\tb", "https://b.cn/ab"),
        ("https:\\\\b.cn\\x?y=\\z", "https://b.cn/x?y=\\z"),
        ("/首页", "http://a.cn/%E9%A6%96%E9%A1%B5"),
        ("http://例子.cn/", "http://xn--fsqu00a.cn/"),
    ],
)
def test_a_location_is_read_as_browsers_read_it(location: str, expected: str) -> None:
    assert str(next_hop(HERE, location)) == expected


@pytest.mark.parametrize("location", ["javascript:alert(1)", "file:///etc/passwd", "ftp://b.cn/", "data:,x"])
def test_only_http_and_https_are_followed(location: str) -> None:
    with pytest.raises(httpx.UnsupportedProtocol):
        next_hop(HERE, location)


@pytest.mark.parametrize("location", ["http://b.cn:99999/", "http://b.cn:x/", "/" + "a" * 9000])
def test_a_location_that_is_no_address_leads_nowhere(location: str) -> None:
    with pytest.raises(httpx.InvalidURL):
        next_hop(HERE, location)


@pytest.mark.parametrize("name", ["xn--a", "xn--", "xn--zzzzzz99999999999.cn"])
def test_a_name_in_broken_punycode_leads_nowhere(name: str) -> None:
    """It was taken for an address, and the request to it broke the check."""
    with pytest.raises(httpx.InvalidURL):
        next_hop(HERE, f"http://{name}/")


@given(location=st.text())
def test_any_location_gives_an_address_or_a_failure(location: str) -> None:
    try:
        target = next_hop(HERE, location)
    except FETCH_ERRORS:
        return

    assert target.scheme in {"http", "https"}
    assert not target.userinfo
    assert not target.fragment
    assert canonical(str(target)) == target


@pytest.mark.parametrize("path", ["/a%2Fb", "/a%3Fb", "/a%23b", "/a%25b"])
def test_a_sign_that_was_escaped_stays_escaped(path: str) -> None:
    """It came back as itself, so that another page was asked for, or none: `%3F` was taken for no address."""
    assert str(canonical(f"http://a.cn{path}?q=%41")) == f"http://a.cn{path}?q=%41"


def test_an_address_without_a_path_is_the_home_page() -> None:
    assert str(canonical("http://a.cn")) == "http://a.cn/"
    assert str(canonical("http://a.cn?q=/")) == "http://a.cn/?q=/"
    assert str(canonical("http://user@a.cn#part")) == "http://a.cn/"


def test_a_written_port_is_told_from_none() -> None:
    assert written_port("http://a.cn:8888/") == 8888
    assert written_port("http://a.cn/") is None
    assert written_port("http://a.cn:x/") is None
