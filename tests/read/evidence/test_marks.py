import pytest

from icplint.model.answer import Answer, Response
from icplint.model.block import Source
from icplint.model.reading import MarkKind, Reading, SiteMark
from icplint.read.reader import read

BADGE = "https://bszs.conac.cn/sitename?method=show&amp;id=06A229C54B03195FE053012819ACA0FC"
LOADER = (
    """<script>document.write(unescape("%3Cspan id='_ideConac' %3E%3C/span%3E%3Cscript """
    """src='https://dcs.conac.cn/js/05/000/0000/40683582/CA050000000406835820001.js'%3E%3C/script%3E"));</script>"""
)
REPORT = (
    "https://zfwzgl.www.gov.cn/exposure/jiucuo.html?site_code=3300000099&amp;url=http%3A%2F%2Fa.gov.cn%2F"
)


def marks(footer: str, *, above: str = "", url: str = "https://www.shili.cn/") -> list[SiteMark]:
    html = f"<html><head><title>t</title></head><body>{above}<h1>首页</h1><footer>{footer}</footer></body></html>"
    reading = read(Answer(Response(url=url), html.encode()))
    assert isinstance(reading, Reading)
    return list(reading.evidence.marks)


def kinds(found: list[SiteMark]) -> list[MarkKind]:
    return [mark.kind for mark in found]


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("网站标识码：3300000099", "3300000099"),
        ("政府网站标识码 ：3300000099", "3300000099"),
        ("网站标识码3300000099 备案序号", "3300000099"),
        ("<a>网站标识码：</a><span>bm55000001</span>", "bm55000001"),
        ("网站标识码：３３００００００９９", "3300000099"),
        ("网站标识码：", None),
    ],
)
def test_a_site_code_is_read_as_it_stands(written: str, code: str | None) -> None:
    [mark] = marks(f"<p>主办单位：石立市水利局 {written}</p>")

    assert (mark.kind, mark.code, mark.in_footer, mark.visible) == (MarkKind.SITE_CODE, code, True, True)


def test_the_code_of_goods_is_no_site_code() -> None:
    assert marks("<p>主办单位：某局 商品标识码：6901234567</p>") == []


def test_a_site_code_that_a_script_writes_is_found_in_the_source() -> None:
    [mark] = marks("<p>主办：石立市政府</p><script>show('<i>网站标识码</i>3300000099')</script>")

    assert (mark.code, mark.source) == ("3300000099", Source.SCRIPT_LITERAL)


@pytest.mark.parametrize(
    "badge", [f'<a href="{BADGE}"><img src="red.png"></a>', LOADER, '<span id="_ideConac"></span>']
)
def test_the_badge_of_public_bodies_is_known_by_its_link_and_by_its_loader(badge: str) -> None:
    assert kinds(marks(f"<p>主办：石立市政府</p>{badge}")) == [MarkKind.CONAC]


def test_a_badge_far_above_the_footer_is_found_on_a_government_s_host() -> None:
    filler = "<p>公告正文</p>" * 400

    found = marks("<p>电话</p>", above=f'<a href="{BADGE}">x</a>{filler}', url="http://slj.shili.gov.cn/")

    assert kinds(found) == [MarkKind.CONAC]


def test_what_is_commented_out_is_no_mark() -> None:
    assert marks(f'<p>主办：石立市政府</p><!-- <a href="{BADGE}">x</a> -->') == []


def test_a_loader_behind_the_comment_sign_of_an_old_script_is_a_mark() -> None:
    old = LOADER.replace("<script>", "<script><!--\n", 1).replace("</script>\n", "//--></script>")

    assert kinds(marks(f"<p>主办：石立市政府</p>{old}")) == [MarkKind.CONAC]


@pytest.mark.parametrize(
    "link",
    [
        f'<a href="{REPORT}"><img src="jiucuo.png"></a>',
        "<script id='_jiucuo_' sitecode='3300000099' src='/js/jiucuo.js'></script>",
        '<img onclick="Link(\'3300000099\')" title="政府网站找错">',
    ],
)
def test_an_error_report_carries_the_site_s_code(link: str) -> None:
    [mark] = marks(f"<p>主办：石立市政府</p>{link}")

    assert (mark.kind, mark.code) == (MarkKind.ERROR_REPORT, "3300000099")


@pytest.mark.parametrize(
    "licence",
    [
        '<a href="/zhizhao.html">营业执照</a>',
        '<p>石立商城</p><a href="/zhizhao.html"><img src="a.png" alt="电子营业执照"></a>',
        '<p>执照</p><a href="http://www.sgs.gov.cn/lz/licenseLink.do?method=licenceView&entyId=1"><img src="a.png"></a>',
    ],
)
def test_a_link_of_the_business_licence_is_a_mark(licence: str) -> None:
    assert kinds(marks(licence)) == [MarkKind.BUSINESS_LICENCE]


def test_words_about_the_business_licence_are_no_mark() -> None:
    assert marks("<p>办理时请携带营业执照</p>") == []


def test_a_link_to_the_report_centre_is_a_mark() -> None:
    [mark] = marks('<p>违法和不良信息举报</p><a href="https://www.12377.cn/"><img src="a.png"></a>')

    assert (mark.kind, mark.href) == (MarkKind.REPORT_CENTRE, "https://www.12377.cn/")


def test_an_ordinary_page_has_no_marks() -> None:
    assert marks("<p>© 2026 某某科技有限公司 浙ICP备2021009999号-1</p>") == []
