import os
import re
from dataclasses import replace
from pathlib import Path, PurePath

import pytest
from hypothesis import given
from hypothesis import strategies as st

from icplint.model.site import BareDomain, SavedFolder, SavedPage, Site
from icplint.tell.report.addresses import address_of, as_uri, file_of, row_of, without_scheme
from tests.fakes.sample_run import LINK_MISSING, sample_outcomes

URI = re.compile(r"(?:[A-Za-z0-9/:?#\[\]@!$&'()*+,;=._~-]|%[0-9A-Fa-f]{2})*")
PAGES = ("index.html", "about.html", "news/INDEX.HTML", "新闻/a b.html")


def folder(url: str | None) -> Site:
    return Site(index=0, label="public", target=SavedFolder(Path("public"), PAGES, url))


@given(address=st.text(max_size=60) | st.text(max_size=40).map("https://".__add__))
def test_any_text_becomes_a_uri_reference(address: str) -> None:
    assert URI.fullmatch(as_uri(address))
    relative = without_scheme(address)
    assert URI.fullmatch(relative)
    assert ":" not in relative.partition("/")[0]


@pytest.mark.parametrize(
    ("address", "uri", "relative"),
    [
        (
            "https://www.example.cn/a?b=1&c=%E5",
            "https://www.example.cn/a?b=1&c=%E5",
            "www.example.cn/a?b=1&c=%E5",
        ),
        ("HTTP://127.0.0.1:8080/", "http://127.0.0.1:8080/", "127.0.0.1%3A8080/"),
        ("https://[::1]:8080/", "https://[::1]:8080/", "%5B%3A%3A1%5D%3A8080/"),
        ("https://例子.cn/100%", "https://%E4%BE%8B%E5%AD%90.cn/100%25", "%E4%BE%8B%E5%AD%90.cn/100%25"),
        ("javascript:alert(1)", "javascript%3Aalert%281%29", "javascript%3Aalert%281%29"),
    ],
)
def test_an_address_is_written_as_a_uri(address: str, uri: str, relative: str) -> None:
    assert as_uri(address) == uri
    assert without_scheme(address) == relative


@pytest.mark.parametrize(
    ("url", "page", "file"),
    [
        ("https://www.example.cn/", "https://www.example.cn/", "public/index.html"),
        ("https://www.example.cn/", "https://www.example.cn/about.html", "public/about.html"),
        ("https://www.example.cn/", "https://www.example.cn/news/", "public/news/INDEX.HTML"),
        (
            "https://www.example.cn/",
            "https://www.example.cn/%E6%96%B0%E9%97%BB/a%20b.html",
            "public/新闻/a b.html",
        ),
        ("https://www.example.cn/", "https://elsewhere.example/", "public"),
        ("https://www.example.cn/", "https://www.example.cn/../secret", "public"),
        (None, "/about.html", "public/about.html"),
        (None, "/index.html", "public/index.html"),
        (None, None, "public"),
    ],
)
def test_a_finding_of_a_folder_stands_in_the_file_of_its_page(
    url: str | None, page: str | None, file: str
) -> None:
    assert file_of(folder(url), None, replace(LINK_MISSING, page=page)) == file


@pytest.mark.skipif(os.name == "nt", reason="on Windows such a path is not absolute")
@pytest.mark.parametrize(
    ("path", "file"),
    [("/srv/web/a.html", "web/a.html"), ("/var/a.html", "/var/a.html"), ("a.html", "a.html")],
)
def test_a_file_below_the_folder_of_the_call_is_named_from_there(path: str, file: str) -> None:
    site = Site(index=0, label=path, target=SavedPage(Path(path), None))

    assert file_of(site, PurePath("/srv")) == file


def test_a_site_of_the_web_is_no_file() -> None:
    assert file_of(Site(index=0, label="a", target=BareDomain("example.cn")), PurePath("/srv")) is None


@pytest.mark.parametrize(
    ("source", "line", "row"),
    [
        ("lists/sites.csv", 3, ("lists/sites.csv", 3)),
        ("stdin", 3, None),
        (None, None, None),
        ("sites.csv", None, None),
    ],
)
def test_a_row_is_told_where_a_list_file_names_the_site(
    source: str | None, line: int | None, row: tuple[str, int] | None
) -> None:
    site = Site(index=0, label="a", target=BareDomain("example.cn"), source=source, line=line)

    assert row_of(site) == row


def test_an_address_is_the_finding_s_page_or_else_the_site_s() -> None:
    outcome = sample_outcomes()[0]
    unplaced = replace(LINK_MISSING, page=None)
    gone = replace(outcome, final_url=None)

    assert address_of(outcome, replace(LINK_MISSING, page="https://a.example/x")) == "https://a.example/x"
    assert address_of(outcome, unplaced) == "https://shop.example.cn/"
    assert address_of(replace(gone, site=replace(gone.site, label="")), unplaced) == "-"
