"""Where a click leads."""

from urllib.parse import urljoin

import pytest
from hypothesis import given
from hypothesis import strategies as st

from icplint.read.page.links import absolute, scripted

BASES = (
    "http://www.example.cn",
    "https://www.example.cn:8443/a/b.html?x=/c/#d/e",
    "https://www.example.cn/a/",
    "https://user@www.example.cn/a/../b/./c.html",
    "https://www.example.cn/a//b",
    "ftp://example.cn/a",
)


@pytest.mark.parametrize("base", BASES)
@given(st.text(alphabet="abZ0./?=&%-_~:;#@", min_size=1, max_size=12))
def test_a_relative_address_is_joined_as_the_standard_library_joins_it(base: str, href: str) -> None:
    found = absolute(href, base)

    assert found in (None, href, urljoin(base, href))
    assert found is None or found == urljoin(base, href) or ":" in href or "[" in href


@pytest.mark.parametrize(
    ("href", "expected"),
    [
        ("/about", "https://www.example.cn:8443/about"),
        ("about.html", "https://www.example.cn:8443/a/about.html"),
        ("../about", "https://www.example.cn:8443/about"),
        ("?p=2", "https://www.example.cn:8443/a/b.html?p=2"),
        ("//beian.miit.gov.cn/", "https://beian.miit.gov.cn/"),
        ("javascript:void(0)", None),
        ("#top", None),
        ("", None),
        (None, None),
    ],
)
def test_an_address_is_absolute_or_leads_nowhere(href: str | None, expected: str | None) -> None:
    assert absolute(href, BASES[1]) == expected


def test_a_literal_address_that_a_script_opens_is_a_link() -> None:
    assert scripted("window.open('https://beian.miit.gov.cn/')") == "https://beian.miit.gov.cn/"
    assert scripted("window.open(address)") is None
