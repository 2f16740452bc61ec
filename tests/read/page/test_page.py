"""What is looked up in an opened page once, and what its length is taken from."""

from itertools import islice

import pytest

from icplint.model.answer import Answer, FetchFailure, Response
from icplint.read.page.page import Page, open_page
from icplint.read.page.wants import pieces_wanted
from icplint.read.reader import _first_sign, _interest, _may_hold

ADDRESS = "https://www.example.cn/a/"
SCRIPT = "<script>" + "var a = 'words of a program, not of the page';\n" * 2_000 + "</script>"


def page_of(html: str) -> Page:
    page = open_page(Answer(Response(url=ADDRESS), html.encode()))
    assert not isinstance(page, FetchFailure)
    return page


@pytest.mark.parametrize("place", ["head", "body"])
def test_the_words_of_scripts_are_no_words_of_the_page(place: str) -> None:
    shown = "<p>" + "</p><p>".join(["请稍候，正在核对您的浏览器"] * 60) + "</p>"
    before = {"head": f"<head>{SCRIPT}</head><body>", "body": f"<body>{SCRIPT}"}[place]
    page = page_of(f"<html>{before}{shown}</body></html>")

    list(islice(page.from_end(_interest, tail=500, may_hold=_may_hold, first_sign=_first_sign), 2_000))

    assert page.blocks.characters == len("请稍候，正在核对您的浏览器") * 60


def test_the_first_base_with_an_address_is_the_pages() -> None:
    page = page_of("<head><base target=_blank><base href='/b/'><base href='/c/'></head><body>x</body>")

    assert page.base == "https://www.example.cn/b/"


@pytest.mark.parametrize("name", ["SiteIDCode", "siteidcode", "SITEIDCODE"])
@pytest.mark.parametrize("before", ["", "<p>这一段提前结束了头部</p>"])
def test_a_site_code_is_found_in_a_broken_head_too(name: str, before: str) -> None:
    page = page_of(f"<head>{before}<meta name={name} content=' 1100000001 '></head><body>x</body>")

    assert page.site_code == "1100000001"


@pytest.mark.parametrize(
    ("html", "wanted"),
    [
        ("<div w3-include-html='/foot.html'></div>", "https://www.example.cn/foot.html"),
        ("<div W3-Include-HTML='/foot.html'></div>", "https://www.example.cn/foot.html"),
        ("<IFrame Src='/foot.html'></IFrame>", "https://www.example.cn/foot.html"),
        ("<script>$('#f').load(\"/inc/foot.html\")</script>", "https://www.example.cn/inc/foot.html"),
        (
            "<script>it's = 1; $('#f').load('/inc/FOOTER.htm #a')</script>",
            "https://www.example.cn/inc/FOOTER.htm",
        ),
        ("<script>fetch(`bottom.shtml?v=1`)</script>", "https://www.example.cn/a/bottom.shtml?v=1"),
        ("<script>var İ = 'x'; load('/页脚/index.html')</script>", "https://www.example.cn/页脚/index.html"),
    ],
)
def test_a_piece_of_the_foot_is_wanted(html: str, wanted: str) -> None:
    assert [want.url for want in pieces_wanted(page_of(f"<body>正文{html}</body>"))] == [wanted]


@pytest.mark.parametrize(
    "html", ["<script>load('/head.html')</script>", "<script>var foot = 1, a = '/index.html'</script>"]
)
def test_what_does_not_speak_of_the_foot_is_not_wanted(html: str) -> None:
    assert pieces_wanted(page_of(f"<body>正文{html}</body>")) == ()
