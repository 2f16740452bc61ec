"""Where a page that shows nothing of its own sends its visitor, and which pages are pages of their own."""

import pytest

from icplint.model.answer import Answer, HopKind, Response
from icplint.model.reading import Lead, Reading
from icplint.read.reader import read

HERE = "https://www.a.cn/dir/page.html"


def lead(html: str, url: str = HERE) -> Lead | None:
    found = read(Answer(Response(url=url, status=200), html.encode()))
    assert isinstance(found, Reading), found
    return found.lead


def page(head: str = "", body: str = "") -> str:
    return f'<!doctype html><html><head><meta charset="utf-8"><title>x</title>{head}</head><body>{body}</body></html>'


def refresh(content: str) -> str:
    return page(f'<meta http-equiv="refresh" content="{content}">')


def script(text: str) -> str:
    return page(f"<script>{text}</script>")


@pytest.mark.parametrize(
    ("html", "url"),
    [
        (refresh("0;url=/new"), "https://www.a.cn/new"),
        (refresh("0; URL=/new"), "https://www.a.cn/new"),
        (refresh("0;URL='/new'"), "https://www.a.cn/new"),
        (refresh("5,url=new"), "https://www.a.cn/dir/new"),
        (refresh("0.5; url=http://b.cn/"), "http://b.cn/"),
        (refresh("0;/new"), "https://www.a.cn/new"),
        (refresh("0 ; url = //b.cn/x"), "https://b.cn/x"),
        (refresh("0;url=/new?a=1&amp;b=2#part"), "https://www.a.cn/new?a=1&b=2"),
        (page('<META HTTP-EQUIV="Refresh" CONTENT="1;url=/new">'), "https://www.a.cn/new"),
        (
            page('<base href="https://www.a.cn/other/"><meta http-equiv=refresh content="0;url=new">'),
            "https://www.a.cn/other/new",
        ),
        (refresh("0;url=/new") + "<p>正在跳转，请稍候</p>", "https://www.a.cn/new"),
    ],
)
def test_a_refresh_leads_on(html: str, url: str) -> None:
    found = lead(html)

    assert found is not None
    assert (found.kind, found.url) == (HopKind.REFRESH, url)


@pytest.mark.parametrize(
    ("text", "url"),
    [
        ('location="/new"', "https://www.a.cn/new"),
        ("location = 'new';", "https://www.a.cn/dir/new"),
        ('window.location.href="/new";', "https://www.a.cn/new"),
        ('window.top.location.href = "/new"', "https://www.a.cn/new"),
        ('self.location="/new"', "https://www.a.cn/new"),
        ('top.location.replace("/new")', "https://www.a.cn/new"),
        ("document.location.assign( '/new' ) ;", "https://www.a.cn/new"),
        ('window.navigate("/new");', "https://www.a.cn/new"),
        ('setTimeout(function(){location.href="/new"}, 3000)', "https://www.a.cn/new"),
        ("setTimeout(\"location.href='/new'\", 1000);", "https://www.a.cn/new"),
        ('window.onload = function () { window.location = "/new"; }', "https://www.a.cn/new"),
        ('(function(){ location.replace("/new"); })();', "https://www.a.cn/new"),
        ('(() => { location.href = "/new" })()', "https://www.a.cn/new"),
        (
            'document.addEventListener("DOMContentLoaded", function(){location="/new"})',
            "https://www.a.cn/new",
        ),
        ('function go(){ location.href="/new"; } go();', "https://www.a.cn/new"),
        ('try { top.location="/new" } catch (e) {}', "https://www.a.cn/new"),
        ('location.href="/ne"+"w"', "https://www.a.cn/new"),
        ('location.href="\\x2fnew"', "https://www.a.cn/new"),
        ('location.href="\\u002fnew"', "https://www.a.cn/new"),
        ('<!--\nlocation="/new"\n//-->', "https://www.a.cn/new"),
        ('// to the new place\nlocation="/new" /* gone */', "https://www.a.cn/new"),
        ('location.href="https://www.b.cn/web/";', "https://www.b.cn/web/"),
    ],
)
def test_a_script_that_only_goes_elsewhere_leads_on(text: str, url: str) -> None:
    found = lead(script(text))

    assert found is not None
    assert (found.kind, found.url) == (HopKind.SCRIPT, url)


def test_the_event_of_a_body_leads_on() -> None:
    assert lead("<html><body onload=\"location.href='/new'\"></body></html>") == Lead(
        HopKind.SCRIPT, "https://www.a.cn/new", "/new"
    )


FRAMES = [
    ('<frameset rows="*"><frame src="/m.html"></frameset>', "https://www.a.cn/m.html"),
    ('<frameset rows="0,*"><frame src="/top"><frame src="/m.html"></frameset>', "https://www.a.cn/m.html"),
    ('<frameset cols="180,*"><frame src="/menu"><frame src="/m.html"></frameset>', "https://www.a.cn/m.html"),
    (
        '<frameset cols="50%,50%"><frame src="/l"><frame name="main" src="/m.html"></frameset>',
        "https://www.a.cn/m.html",
    ),
    (
        '<frameset rows="80,*"><frame src="/top"><frameset cols="20%,80%"><frame src="/l"><frame src="/m.html"></frameset></frameset>',
        "https://www.a.cn/m.html",
    ),
]


@pytest.mark.parametrize(("frames", "url"), FRAMES)
def test_a_frameset_shows_its_main_frame(frames: str, url: str) -> None:
    found = lead(f"<html><head><title>x</title></head>{frames}</html>")

    assert found is not None
    assert (found.kind, found.url) == (HopKind.FRAME, url)


@pytest.mark.parametrize(
    "body",
    [
        '<iframe src="http://real.b.cn/" width="100%" height="100%" frameborder="0"></iframe>',
        '<iframe src="http://real.b.cn/"></iframe>',
        '<iframe src="/count" width=0 height=0></iframe><iframe src="http://real.b.cn/"></iframe>',
        '<iframe src="/ad" style="display:none"></iframe><iframe src="http://real.b.cn/"></iframe>',
        '<p>欢迎</p><iframe src="http://real.b.cn/" width="100%" height="100%"></iframe>',
    ],
)
def test_the_one_frame_that_is_the_page_leads_on(body: str) -> None:
    found = lead(page(body=body))

    assert found is not None
    assert (found.kind, found.url) == (HopKind.FRAME, "http://real.b.cn/")


@pytest.mark.parametrize(
    ("links", "url"),
    [
        ('<a href="/cn/">中文</a> <a href="/en/">English</a>', "https://www.a.cn/cn/"),
        (
            '<a href="/en/">English</a> <a href="/zh-cn/index.html">简体</a>',
            "https://www.a.cn/zh-cn/index.html",
        ),
        ('<a href="http://cn.a.cn/">中文版</a><a href="http://en.a.cn/">English</a>', "http://cn.a.cn/"),
    ],
)
def test_a_choice_of_languages_leads_to_the_chinese_one(links: str, url: str) -> None:
    found = lead(page(body=links), "https://www.a.cn/")

    assert found is not None
    assert (found.kind, found.url) == (HopKind.SPLASH, url)


FOOTER = "<footer>© 2026 某某公司 京ICP备16059763号-1</footer>"
TEXT = "<p>" + "某某公司是一家公司，产品用于水处理、食品和化工行业。" * 20 + "</p>"


@pytest.mark.parametrize(
    "html",
    [
        # the refresh leads nowhere else, or too late
        refresh("10;url=/new"),
        refresh("300"),
        refresh("0"),
        refresh(f"0;url={HERE}"),
        refresh(f"0;url={HERE}#top"),
        refresh("0;url=javascript:alert(1)"),
        refresh("0;url=data:text/html,x"),
        refresh("0;url=ftp://b.cn/"),
        refresh("99999999999999999999;url=/new"),
        refresh("soon;url=/new"),
        refresh("0;url=" + "x" * 3_000),
        page(body='<!-- <meta http-equiv="refresh" content="0;url=/new"> -->'),
        page(body='<noscript><meta http-equiv="refresh" content="0;url=/new"></noscript>'),
        # the script decides, or does something else
        script('if(/Android|iPhone/.test(navigator.userAgent)) location.href="/m/"'),
        script('if (top != self) top.location = "/x"'),
        script('if(location.protocol=="http:"){location.href="https://www.a.cn/"}'),
        script('var next = "/new"; function go() { location.href = next }'),
        script('location.href = "/x?from=" + document.referrer'),
        script('$(".b").click(function(){ location.href="/new" }); init();'),
        script('location.href == "/new"'),
        script("console.log(\"location='/new'\")"),
        script('setTimeout(function(){location.href="/new"}, 60000)'),
        script('location.href="javascript:void(0)"'),
        script('/* location.href="/new" */'),
        script('location.hash="#top"'),
        page(body="<button onclick=\"location.href='/new'\">进入</button>"),
        page('<script src="/go.js"></script>'),
        # a page with a frame is still a page
        page(body=TEXT + '<iframe src="https://map.b.cn/" width="100%" height="100%"></iframe>'),
        page(body='<iframe src="/a"></iframe><iframe src="/b"></iframe>'),
        page(body='<iframe src="/count" width="1" height="1"></iframe>'),
        page(body='<iframe src="/hidden" style="visibility: hidden"></iframe>'),
        page(body='<iframe src="about:blank"></iframe>'),
        page(body='<iframe srcdoc="x"></iframe>'),
        # one that offers more than languages, or no Chinese one
        page(body='<a href="/en/">English</a> <a href="/de/">Deutsch</a>'),
        page(body='<a href="/cn/">中文</a> <a href="/news/">News</a>'),
        page(body='<a href="/cn/">中文</a> <a href="/en/">English</a>' + "<a href='/p'>产品</a>" * 12),
        page(body=TEXT + '<a href="/cn/">中文</a> <a href="/en/">English</a>'),
        page(body='<a href="http://cn.b.cn/">中文</a> <a href="http://en.c.cn/">English</a>'),
        # a page that shows its number is the page, whatever else it does
        page('<meta http-equiv="refresh" content="3;url=/new">', FOOTER),
        page("<script>location='/new'</script>", FOOTER),
        page(body=FOOTER + '<iframe src="http://real.b.cn/" width="100%" height="100%"></iframe>'),
        page(body=FOOTER + '<a href="/cn/">中文</a> <a href="/en/">English</a>'),
        # so is one with text
        page('<meta http-equiv="refresh" content="3;url=/new">', TEXT),
        page("<script>location='/new'</script>", TEXT),
    ],
)
def test_a_page_of_its_own_leads_nowhere(html: str) -> None:
    assert lead(html) is None


@pytest.mark.parametrize(
    "text",
    [
        "location='" * 2_000,
        "(" * 4_000 + 'location="/x"',
        "setTimeout(" * 300,
        'location="' + "\\" * 3_900,
        "//" * 1_900,
    ],
)
def test_hostile_scripts_are_read_in_no_time_and_lead_nowhere(text: str) -> None:
    found = lead(script(text))

    assert found is None or found.url == "https://www.a.cn/x"
