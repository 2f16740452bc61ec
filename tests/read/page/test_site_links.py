"""Pages of the same site that a page links to."""

from hypothesis import given
from hypothesis import strategies as st

from icplint.model.answer import Answer, Response
from icplint.read.page.page import Page, open_page
from icplint.read.page.site_links import MOST_KEPT, site_links


def links(html: str, url: str = "https://a.cn/x/") -> tuple[str, ...]:
    page = open_page(Answer(Response(url=url), html.encode("utf-8", "replace")))
    assert isinstance(page, Page)
    return site_links(page)


def anchors(*hrefs: str) -> str:
    return "<!doctype html><body>" + "".join(f'<a href="{href}">看</a>' for href in hrefs)


def test_links_of_the_site_are_absolute_and_stand_once_in_page_order() -> None:
    html = anchors("b", "/a#top", "//www.a.cn/c", "http://a.cn/d?x=1", "b", "#here", "/x/")

    assert links(html) == ("https://a.cn/x/b", "https://a.cn/a", "https://www.a.cn/c", "http://a.cn/d?x=1")


def test_other_sites_and_what_is_no_page_are_left_out() -> None:
    html = anchors(
        "https://b.cn/", "https://m.a.cn/", "https://a.cn:8443/", "https://u@a.cn/", "mailto:x@a.cn", "javascript:x()",
        "/x.PDF", "/a.jpg?w=1", "https://[a/",
    )  # fmt: skip

    assert links(html) == ()


def test_addresses_that_do_something_are_left_out() -> None:
    assert (
        links(anchors("/logout", "/user/sign-out.php", "/?action=delete&id=1", "/cart/add_to_cart/1")) == ()
    )
    assert links(anchors("/printers/", "/deleted-scenes.html", "/buyers")) == (
        "https://a.cn/printers/",
        "https://a.cn/deleted-scenes.html",
        "https://a.cn/buyers",
    )


def test_of_ten_thousand_links_the_first_are_kept() -> None:
    assert len(links(anchors(*(f"/p/{n}.html" for n in range(10_000))))) == MOST_KEPT


@given(st.text(st.characters(exclude_categories=("Cc", "Cs")), max_size=60))
def test_any_link_gives_a_value(href: str) -> None:
    for address in links(anchors(href.replace('"', ""))):
        assert address.startswith(("http://a.cn", "https://a.cn", "http://www.a.cn", "https://www.a.cn"))
        assert "#" not in address
