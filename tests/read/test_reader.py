"""A page becomes a reading: what stands where, where a click leads, what a reader sees."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from icplint.model.answer import Answer, FetchFailure, NotCheckedReason, Response
from icplint.model.block import Source
from icplint.model.reading import Evidence, PsbNumber, Reading, Role
from icplint.read.reader import read

BASE = "https://www.example.cn/"
ICP = "京ICP备16059763号-1"
PSB = "京公网安备11010502030001号"
NEW_LINK = "https://beian.mps.gov.cn/#/query/webSearch?code=11010502030001"
ARTICLE = (
    "<p>"
    + "我们今天讨论网站建设的经验，以及如何写好一篇文章。大家可以在这里留言，也可以分享给朋友！" * 12
    + "</p>"
)


def page(footer: str, *, head: str = "", body: str = ARTICLE, after: str = "") -> str:
    return (
        f'<!doctype html><html lang="zh-CN"><head><meta charset="utf-8"><title>某站</title>{head}</head>'
        f"<body><header><nav><a href='/'>首页</a></nav></header><main>{body}</main>{footer}{after}</body></html>"
    )


def reading(html: str | bytes, url: str = BASE) -> Reading:
    body = html.encode() if isinstance(html, str) else html
    found = read(Answer(Response(url=url), body))
    assert isinstance(found, Reading), found
    return found


def evidence(html: str | bytes) -> Evidence:
    return reading(html).evidence


@pytest.mark.parametrize(
    ("markup", "href"),
    [
        (f'<a href="https://beian.miit.gov.cn/">{ICP}</a>', "https://beian.miit.gov.cn/"),
        (f'<a href="https://beian.miit.gov.cn"><span>{ICP}</span></a>', "https://beian.miit.gov.cn"),
        (f'<span><a href="//beian.miit.gov.cn/">{ICP}</a></span>', "https://beian.miit.gov.cn/"),
        (
            f'备案号：<a href="https://beian.miit.gov.cn/#/Integrated/index">{ICP}</a>',
            "https://beian.miit.gov.cn/#/Integrated/index",
        ),
        (f'<a href="/go?url=x">{ICP}</a>', "https://www.example.cn/go?url=x"),
        (
            f"<span onclick=\"window.open('https://beian.miit.gov.cn/')\">{ICP}</span>",
            "https://beian.miit.gov.cn/",
        ),
        (
            f"<a onclick=\"location.href='https://beian.miit.gov.cn/'\">{ICP}</a>",
            "https://beian.miit.gov.cn/",
        ),
        (f'<span data-href="https://beian.miit.gov.cn/">{ICP}</span>', "https://beian.miit.gov.cn/"),
        ('京ICP备<a href="https://beian.miit.gov.cn/">16059763号-1</a>', "https://beian.miit.gov.cn/"),
        (f'<a href="https://beian.miit.gov.cn/"><p>{ICP}</p></a>', "https://beian.miit.gov.cn/"),
        (f'<a href="">{ICP}</a>', None),
        (f'<a href="#">{ICP}</a>', None),
        (f'<a href="javascript:;">{ICP}</a>', None),
        (f"<a>{ICP}</a>", None),
        (f"<p>{ICP}</p>", None),
        (f'<a href="https://other.example/">别处</a> {ICP}', None),
    ],
)
def test_the_link_that_a_click_follows(markup: str, href: str | None) -> None:
    found = evidence(page(f"<footer>{markup}</footer>")).icp

    assert [(one.number, one.href) for one in found] == [(ICP, href)]


def test_links_follow_the_base() -> None:
    html = page(f'<footer><a href="beian">{ICP}</a></footer>', head='<base href="https://cdn.example.cn/a/">')

    assert evidence(html).icp[0].href == "https://cdn.example.cn/a/beian"


@pytest.mark.parametrize(
    "written",
    [
        "京ICP备16059763号-1",
        "京 ICP 备 16059763 号 - 1",
        "京<span>ICP</span>备<b>16059763</b>号<i>-1</i>",
        "京ICP备&nbsp;16059763号-1",
        "京ICP备16059763\n            号-1",
        "京<!-- react-text -->ICP备<!-- /react-text -->16059763号-1",
        "京ＩＣＰ备１６０５９７６３号－１",
        "京I\u200bCP备1605\u200b9763号-1",
        "&#20140;ICP&#22791;16059763&#21495;-1",
    ],
)
def test_a_number_is_read_however_it_is_cut(written: str) -> None:
    assert [one.number for one in evidence(page(f"<footer>{written}</footer>")).icp] == [ICP]


@pytest.mark.parametrize(
    "hidden",
    [
        f'<div style="display:none">{ICP}</div>',
        f"<div hidden>{ICP}</div>",
        f'<div style="font-size:0">{ICP}</div>',
        f'<div style="color:#fff;background:#fff">{ICP}</div>',
        f'<div style="background:#FFF"><p style="color:white">{ICP}</p></div>',
        f'<div style="position:absolute;left:-9999px">{ICP}</div>',
        f'<div class="gone">{ICP}</div>',
    ],
)
def test_a_hidden_number_is_seen_as_hidden(hidden: str) -> None:
    found = evidence(page(f"<footer>{hidden}</footer>", head="<style>.gone{display:none}</style>")).icp

    assert [(one.number, one.visible) for one in found] == [(ICP, False)]


def test_a_number_that_phones_alone_do_not_see_is_visible() -> None:
    style = "<style>@media (max-width:600px){.wide{display:none}}</style>"

    assert evidence(page(f'<footer class="wide">{ICP}</footer>', head=style)).icp[0].visible


def test_a_number_in_a_comment_is_a_comment_s() -> None:
    found = evidence(page(f"<footer><!-- <a href='x'>{ICP}</a> --> 版权所有 某公司</footer>")).icp

    assert [(one.number, one.source, one.visible) for one in found] == [(ICP, Source.COMMENT, False)]


@pytest.mark.parametrize(
    "script",
    [
        f"document.write('<a href=\"https://beian.miit.gov.cn/\">{ICP}</a>')",
        f"document.write('<a href=\"https://beian.miit.gov.cn/\">' + '{ICP}' + '</a>')",
        f"el.innerHTML = `<a href='https://beian.miit.gov.cn/'>{ICP}</a>`",
        "document.write(unescape('%3Ca href=\"https://beian.miit.gov.cn/\"%3E%u4EACICP%u590716059763%u53F7-1%3C/a%3E'))",
    ],
)
def test_a_footer_written_by_a_script_is_read_as_a_literal(script: str) -> None:
    found = evidence(page(f"<footer><script>{script}</script></footer>")).icp

    assert [(one.number, one.source, one.href) for one in found] == [
        (ICP, Source.SCRIPT_LITERAL, "https://beian.miit.gov.cn/")
    ]


@pytest.mark.parametrize(
    "kind", ["text/template", "text/x-template", "text/x-handlebars-template", "text/html"]
)
def test_a_footer_in_a_script_s_template_is_a_literal(kind: str) -> None:
    template = (
        f'<script type="{kind}"><footer><a href="https://beian.miit.gov.cn/">{ICP}</a></footer></script>'
    )

    assert [(one.number, one.source, one.href) for one in evidence(page(template)).icp] == [
        (ICP, Source.SCRIPT_LITERAL, "https://beian.miit.gov.cn/")
    ]


def test_a_number_in_a_page_s_data_is_a_literal() -> None:
    state = f'<script id="__NEXT_DATA__" type="application/json">{{"footer":{{"icp":"{ICP}"}}}}</script>'

    assert [(one.number, one.source) for one in evidence(page(state)).icp] == [(ICP, Source.SCRIPT_LITERAL)]


def test_a_number_in_an_article_is_prose() -> None:
    sentence = f"<article><p>本站备案号为：{ICP}，域名包括多个，我们在去年完成了这次变更，请大家放心使用。</p>{ARTICLE}</article>"
    found = evidence(page("<footer>版权所有 某公司</footer>", body=sentence)).icp

    assert [(one.role, one.in_footer) for one in found] == [(Role.PROSE, False)]


def test_a_number_beside_the_builder_s_name_is_marked() -> None:
    found = evidence(page(f"<footer>技术支持：某网络公司 {ICP}</footer>")).icp

    assert [one.role for one in found] == [Role.NEIGHBOUR]


@pytest.mark.parametrize("name", ["friendlink", "friend-links", "friendly-link", "links", "yqlj"])
def test_a_number_of_a_friend_is_in_a_list(name: str) -> None:
    friends = f'<div class="{name}">友情链接：<a href="https://a.example/">某站 {ICP}</a></div>'
    found = evidence(page(f"{friends}<footer>版权所有 某公司</footer>")).icp

    assert [one.role for one in found] == [Role.LINK_LIST]


def test_the_site_s_own_number_behind_its_friends_is_its_own() -> None:
    line = f'友情链接：<a href="https://a.example/">某站</a> | <a href="https://beian.miit.gov.cn/">{ICP}</a>'
    found = evidence(page(f"<footer>{line}</footer>")).icp

    assert [one.role for one in found] == [Role.OWN]


def test_a_footer_in_the_middle_is_found_by_its_name() -> None:
    html = page(
        f'<div class="site-footer">版权所有 某公司 {ICP}</div>',
        after="<div class='modal'>" + ARTICLE * 3 + "</div>",
    )
    found = reading(html)

    assert found.evidence.icp[0].in_footer
    assert "class" in found.footer.reasons
    assert ICP in found.footer.text


def test_the_last_line_of_a_footer_without_a_name_is_footer() -> None:
    lines = ["© 2019 某某公司 版权所有", f"备案号：{ICP}", "A2.B1.B2-20138263", "新公網安備65030202702743號"]
    found = evidence(page(f'<div align="center">{"<br>".join(lines)}</div>'))

    assert [(one.number, one.in_footer) for one in found.icp] == [(ICP, True), ("A2.B1.B2-20138263", True)]
    assert [(one.digits, one.in_footer) for one in found.psb] == [("65030202702743", True)]


def test_a_line_with_a_number_right_beside_a_footer_s_line_is_footer() -> None:
    lines = [f"ICP备案号：{ICP}", PSB]
    after = "<div>" + "<p>点击查看更多精彩文章</p>" * 300 + "</div>"
    found = evidence(page(f'<div align="center">{"<br>".join(lines)}</div>', after=after))

    assert [(one.number, one.in_footer) for one in found.icp] == [(ICP, True)]
    assert [(one.number, one.in_footer) for one in found.psb] == [(PSB, True)]


def test_the_owner_may_stand_on_a_line_right_above_the_footer() -> None:
    found = evidence(page("<div>青禾木作有限公司</div><div>版权所有 © 2019</div>")).copyrights

    assert [(one.owner, one.in_footer) for one in found] == [("青禾木作有限公司", True)]


def psb(markup: str, head: str = "") -> PsbNumber:
    found = evidence(page(f"<footer>{markup}</footer>", head=head)).psb
    assert len(found) == 1, found
    return found[0]


@pytest.mark.parametrize(
    ("markup", "icon", "place"),
    [
        (f'<a href="{NEW_LINK}"><img src="/ga.png">{PSB}</a>', "https://www.example.cn/ga.png", "inside"),
        (f'<img src="/ga.png"><a href="{NEW_LINK}">{PSB}</a>', "https://www.example.cn/ga.png", "before"),
        (f'<img src="/ga.png"> {PSB}', "https://www.example.cn/ga.png", "before"),
        (f'<div><img src="/ga.png"></div><p>{PSB}</p>', "https://www.example.cn/ga.png", "before"),
        (
            f'<a href="{NEW_LINK}"><img src="/ga.png"><p>{PSB}</p></a>',
            "https://www.example.cn/ga.png",
            "inside",
        ),
        (
            f'<p>某公司 <a href="{NEW_LINK}"><img src="/ga.png"><p>{PSB}</p></a></p>',
            "https://www.example.cn/ga.png",
            "inside",
        ),
        (f'<a href="{NEW_LINK}">{PSB}<img src="/ga.png"></a>', "https://www.example.cn/ga.png", "after"),
        (
            f'<a href="{NEW_LINK}"><img src="/blank.gif" data-src="/ga.png">{PSB}</a>',
            "https://www.example.cn/ga.png",
            "inside",
        ),
        (
            f'<a href="{NEW_LINK}"><img srcset="/ga.png 1x, /ga2.png 2x">{PSB}</a>',
            "https://www.example.cn/ga.png",
            "inside",
        ),
        (f'<a href="{NEW_LINK}"><svg><path d="M0"/></svg>{PSB}</a>', "svg:inline", "inside"),
        (
            f'<a href="{NEW_LINK}"><i style="background-image:url(/ga.png)"></i>{PSB}</a>',
            "https://www.example.cn/ga.png",
            "inside",
        ),
        (
            f'<a href="{NEW_LINK}" style="background:url(/ga.png) no-repeat">{PSB}</a>',
            "https://www.example.cn/ga.png",
            "inside",
        ),
        (f'<a href="{NEW_LINK}"><i class="police"></i>{PSB}</a>', "css:police", "inside"),
        (
            f'<a href="{NEW_LINK}"><img src="/_next/image?url=%2Fga.png&w=32">{PSB}</a>',
            "https://www.example.cn/ga.png",
            "inside",
        ),
        (
            f'<a href="{NEW_LINK}"><img src="data:image/png;base64,{"A" * 300}">{PSB}</a>',
            "data:image/png;base64," + "A" * 300,
            "inside",
        ),
        (f'<a href="{NEW_LINK}">{PSB}</a>', None, None),
        (f'<a href="{NEW_LINK}"><img src="">{PSB}</a>', None, None),
        (f'<a href="{NEW_LINK}"><img src="/ga.png" style="display:none">{PSB}</a>', None, None),
        (f'<a href="https://www.12377.cn/"><img src="/jubao.png"></a> {PSB}', None, None),
        (f'<img src="/icp.png"> {ICP} {PSB}', None, None),
        (f'<p><img src="/qr.jpg"></p><p>{PSB}</p>', None, None),
        (f'<a href="/x"><img src="/icp.png">{ICP}</a> <a href="/x">{PSB}</a>', None, None),
        (f'<img src="/img/logo-foot.png"><p>{PSB}</p>', None, None),
        (
            f'<p class="police"><img src="/img/logo-foot.png">{PSB}</p>',
            "https://www.example.cn/img/logo-foot.png",
            "before",
        ),
        (f'<p><img src="/i.jpg" alt="微信公众号"></p><p>{PSB}</p>', None, None),
        (f'<img src="/img/beian-logo.png">{PSB}', "https://www.example.cn/img/beian-logo.png", "before"),
        (
            f'<span style="background:url(/ga.png) no-repeat"><a href="{NEW_LINK}">{PSB}</a></span>',
            "https://www.example.cn/ga.png",
            "before",
        ),
        (
            f'<p style="background:url(/ga.png) no-repeat">{PSB}</p>',
            "https://www.example.cn/ga.png",
            "before",
        ),
        (f'<p style="background:url(/line.png)">{ICP} 某某科技有限公司 版权所有 {PSB}</p>', None, None),
        (f'<div style="background:url(/foot.png)"><p>{PSB}</p></div>', None, None),
        (
            f'<img src="/ga.png"><a href="{NEW_LINK}"><img src=""><p>{PSB}</p></a>',
            "https://www.example.cn/ga.png",
            "before",
        ),
    ],
)
def test_the_icon_of_a_police_number(markup: str, icon: str | None, place: str | None) -> None:
    found = psb(
        markup,
        head="<style>.police::before{background:url(/sprite.png)}</style>" if "police" in markup else "",
    )

    assert (found.icon, found.icon_place) == (icon, place)


def test_an_empty_picture_is_told_from_none() -> None:
    assert psb(f'<a href="{NEW_LINK}"><img src="">{PSB}</a>').icon_empty
    assert not psb(f'<a href="{NEW_LINK}">{PSB}</a>').icon_empty


def test_an_element_that_an_outer_sheet_may_draw_is_told() -> None:
    found = psb(f'<a href="{NEW_LINK}"><i class="icon-police"></i>{PSB}</a>')

    assert found.icon == "css:icon-police"
    assert found.icon_needs_stylesheet


def test_a_code_that_stands_only_in_the_link_is_unreadable() -> None:
    found = evidence(
        page(f'<footer>版权所有 某公司 {ICP} <a href="{NEW_LINK}"><img src="/ga.png"></a></footer>')
    )

    assert [(one.raw, one.source) for one in found.unreadable_psb] == [("11010502030001", Source.LINK)]
    assert not found.psb


def test_a_number_that_stands_only_in_a_title_is_unreadable() -> None:
    found = evidence(
        page(
            f'<footer>版权所有 某公司 <a href="https://beian.miit.gov.cn/" title="{ICP}"><img src="/a.png"></a></footer>'
        )
    )

    assert [one.raw for one in found.unreadable_icp] == [ICP]
    assert [one.source for one in found.icp] == [Source.ATTRIBUTE]


def test_a_joke_filing_is_no_filing() -> None:
    found = evidence(page(f'<footer><a href="https://icp.gov.moe/">萌ICP备20257012号</a> {ICP}</footer>'))

    assert [one.number for one in found.icp] == [ICP]
    assert [one.raw for one in found.parodies] == ["萌ICP备20257012号"]


def test_a_near_miss_is_named_with_what_was_meant() -> None:
    found = evidence(page("<footer>京IPC备16059763号-1</footer>"))

    assert not found.icp
    assert [(one.family, one.meant) for one in found.near_misses] == [("icp", ICP)]


def test_the_copyright_notice_is_read() -> None:
    found = evidence(
        page(f"<footer><p>© 2013-2026 某某（北京）科技有限公司 版权所有</p><p>{ICP}</p></footer>")
    ).copyrights

    assert [(one.owner, one.first_year, one.last_year) for one in found] == [
        ("某某（北京）科技有限公司", 2013, 2026)
    ]


def test_a_gbk_page_is_read_like_a_utf_8_one() -> None:
    html = page(f"<footer>版权所有 某某公司 <a href='https://beian.miit.gov.cn/'>{ICP}</a></footer>")
    gbk = reading(html.replace("utf-8", "gbk").encode("gbk"))

    assert gbk.evidence == reading(html).evidence
    assert gbk.charset == "gb18030"


@pytest.mark.parametrize("charset", ["gb18030", "cp1252"])
def test_a_footer_that_was_decoded_wrongly_is_told(charset: str) -> None:
    garbled = "版权所有 某某公司 备案".encode().decode(charset, "replace")

    assert reading(page(f"<footer>{garbled} ICP</footer>")).charset_note == "mojibake"


@pytest.mark.parametrize(
    ("html", "why"),
    [
        ('<html><body><div id="app"></div><script src="/a.js"></script></body></html>', "application-root"),
        (
            "<html><body><noscript>You need to enable JavaScript to run this app.</noscript><script src='a.js'></script></body></html>",
            "noscript",
        ),
        ("<html><body><script>location.reload()</script></body></html>", "no-text"),
        ('<html><head></head><frameset rows="80,*"><frame src="top.html"></frameset></html>', "frames"),
        ('<html><body><iframe src="/home.html"></iframe></body></html>', "frames"),
        ('<div id="app"></div><script src="/a.js"></script>', "application-root"),
        (
            '<html><head><meta http-equiv="Refresh" content="0;URL=/a.php"></head><body></body></html>',
            "refresh",
        ),
        ('<html><head><meta http-equiv="refresh" content="300"></head><body></body></html>', None),
        (page(f'<iframe src="/map.html"></iframe><footer>{ICP}</footer>'), None),
        (page(f"<footer>{ICP}</footer>"), None),
        ("<html><body><p>欢迎来到我们的小站，这里只有一行字而已，没有别的东西了。</p></body></html>", None),
    ],
)
def test_a_shell_is_told_from_a_page(html: str, why: str | None) -> None:
    assert reading(html).needs_rendering == why


@pytest.mark.parametrize(
    "body", [b"%PDF-1.7", b"\x89PNG\r\n", b"{}", b"", b"just words", "只有字".encode(), b'{"a": 1 < 2}']
)
def test_what_is_no_html_is_refused(body: bytes) -> None:
    found = read(Answer(Response(url=BASE), body))

    assert isinstance(found, FetchFailure)
    assert found.reason is NotCheckedReason.NOT_HTML


def test_a_challenge_is_no_page() -> None:
    html = "<html><head><title>安全验证</title></head><body><p>请完成安全验证</p></body></html>"

    assert reading(html).refusal is NotCheckedReason.WAF


def test_a_page_about_challenges_is_a_page() -> None:
    assert reading(page(f"<footer>{ICP}</footer>", body=ARTICLE + "请完成安全验证")).refusal is None


def test_a_provider_s_block_page_is_told() -> None:
    found = reading("<html><head><title>提示</title></head><body><h1>您访问的网站未备案</h1></body></html>")

    assert found.blocked_by is not None
    assert found.refusal is None


def test_edits_outside_the_footer_leave_the_evidence_alone() -> None:
    footer = f'<footer><p>© 2026 某某公司 版权所有</p><p><a href="https://beian.miit.gov.cn/">{ICP}</a></p></footer>'
    plain = evidence(page(footer))

    assert evidence(page(footer, body="<p>别的内容。</p>" + ARTICLE * 5)) == plain
    assert evidence(page(footer, body="<ul>" + "<li>一条新闻</li>" * 500 + "</ul>")) == plain


@given(st.binary(max_size=300))
def test_no_bytes_raise(body: bytes) -> None:
    assert isinstance(read(Answer(Response(url=BASE), body)), Reading | FetchFailure)


PIECES = st.sampled_from(
    [
        "<p>",
        "</p>",
        "<a href='",
        "'>",
        "</a>",
        "<!--",
        "-->",
        "<script>",
        "</script>",
        "京ICP备",
        "16059763",
        "号-1",
        PSB,
        "©",
        "版权所有",
        "某公司",
        "<img src=",
        ">",
        "<style>",
        "display:none",
        "\x00",
        "\ufffd",
        "&#",
        ";",
        "\n",
        '"',
        "<svg>",
        "<table><tr><td>",
    ]
)


@given(st.lists(PIECES, max_size=40))
def test_no_markup_raises(pieces: list[str]) -> None:
    assert isinstance(
        read(Answer(Response(url=BASE), ("<html>" + "".join(pieces)).encode())), Reading | FetchFailure
    )
