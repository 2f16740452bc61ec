"""Footer items that a configuration demands, judged like any rule."""

from datetime import date
from pathlib import Path

import pytest

from icplint.judge.engine import judge
from icplint.judge.require import declared_rules
from icplint.model.answer import Answer, Response
from icplint.model.case import Case
from icplint.model.finding import Severity
from icplint.model.outcome import Failed, Outcome, OutOfScope, Passed, Verdict
from icplint.model.reading import Reading
from icplint.model.rule import BasisLevel, NotApplicable, Unmeasured, Where
from icplint.model.settings import JudgeSettings, Requirement
from icplint.model.site import SavedPage, Site
from icplint.model.text import Text
from icplint.read.contents import with_footer_contents
from icplint.read.reader import read

URL = "https://www.qingya-shili.cn/"
FOOTER = """<footer><p>© 2026 青崖包装有限公司 版权所有</p>
<p>客服热线：<span>400-</span>1234567</p>
<p><a href="http://www.12377.cn/node">网上有害信息<b>举报</b></a> <a href="/licence.html"><img src="/static/ours.png" alt="营业执照"></a></p>
<p style="display:none">看不见的字 <a href="https://hidden.example.cn/">暗链</a></p>
<p><a href="https://beian.miit.gov.cn/">京ICP备16059763号-1</a></p></footer>"""


def outcome(item: Requirement, html: str = FOOTER, url: str = URL, *, gather: bool = True) -> Outcome:
    page = html if html.startswith("<html") or "<footer" not in html else _whole(html)
    answer = Answer(Response(url=url), page.encode())
    reading = read(answer)
    assert isinstance(reading, Reading)
    if gather:
        reading = with_footer_contents(reading, answer)
    site = Site(index=0, label="home", target=SavedPage(Path("home.html"), url))
    return judge(Case(site).plus([reading]), declared_rules([item]), JudgeSettings(), date(2026, 11, 24))


def _whole(footer: str) -> str:
    text = "<p>我们为食品厂和茶厂制作纸盒、瓦楞箱与标签。</p>" * 60
    return f"<html lang='zh'><body><h1>包装</h1>{text}{footer}</body></html>"


def verdict(item: Requirement, html: str = FOOTER, url: str = URL) -> Verdict:
    return outcome(item, html, url).verdicts["REQ001"]


@pytest.mark.parametrize(
    "item",
    [
        Requirement(name="a", text="版权所有"),
        Requirement(name="a", text="客服热线: 400-1234567"),
        Requirement(name="a", pattern=r"客服热线：400-\d{7}"),
        Requirement(name="a", link="https://www.12377.cn/"),
        Requirement(name="a", text="有害信息举报", link="https://www.12377.cn"),
        Requirement(name="a", pattern="举报$", link="http://www.12377.cn/node"),
        Requirement(name="a", link="/licence.html"),
        Requirement(name="a", text="营业执照", link="/licence.html"),
        Requirement(name="a", picture="/static/ours.png"),
        Requirement(name="a", text="版权所有", picture="ours"),
    ],
    ids=str,
)
def test_an_item_that_stands_there_passes(item: Requirement) -> None:
    assert verdict(item) == Passed()


@pytest.mark.parametrize(
    "href",
    [
        "https://www.12377.cn.example.com/",
        "https://www.12377.cn@example.com/",
        "https://example.com/www.12377.cn/",
    ],
)
def test_an_address_that_only_begins_like_the_wanted_one_is_another(href: str) -> None:
    footer = f'<footer><a href="{href}">举报</a> 京ICP备16059763号-1</footer>'

    assert verdict(Requirement(name="a", link="https://www.12377.cn"), footer) == Failed()
    assert verdict(Requirement(name="a", link="https://www.12377.cn/"), footer) == Failed()


def test_a_path_is_one_of_the_sites_own() -> None:
    item = Requirement(name="a", link="/licence.html")
    strange = '<footer><a href="https://example.com/licence.html">执照</a> 京ICP备16059763号-1</footer>'

    assert verdict(item, strange) == Failed()
    assert verdict(item, strange.replace("https://example.com", "")) == Passed()
    assert verdict(item, strange.replace("https://example.com", ""), url="") == Passed()


@pytest.mark.parametrize("before", [0, 180, 240, 480, 499, 760, 1_900])
def test_a_pattern_is_found_wherever_it_stands_on_a_long_line(before: int) -> None:
    footer = f"<footer><p>{'茶' * before}客服：400-1234567{'叶' * 300}</p><p>京ICP备16059763号-1</p></footer>"

    assert verdict(Requirement(name="a", pattern=r"客服：400-\d{7}"), footer) == Passed()


@pytest.mark.parametrize(
    "item",
    [
        Requirement(name="a", text="许可证编号"),
        Requirement(name="a", pattern=r"客服热线：400-\d{8}"),
        Requirement(name="a", link="https://www.12378.cn/"),
        Requirement(name="a", text="版权所有", link="https://www.12377.cn/"),
        Requirement(name="a", picture="/static/theirs.png"),
        Requirement(name="a", text="版权所有", picture="theirs"),
        Requirement(name="a", text="看不见的字"),
        Requirement(name="a", link="https://hidden.example.cn/"),
        Requirement(name="a", text="瓦楞箱"),
    ],
    ids=str,
)
def test_an_item_that_is_missing_hidden_or_outside_the_footer_is_a_finding(item: Requirement) -> None:
    assert verdict(item) == Failed()


def test_the_finding_tells_the_items_own_message_and_severity() -> None:
    item = Requirement(
        name="hotline", text="热线", severity=Severity.ERROR, message=Text(en="no {line}", zh="没有 {热线}")
    )
    [found] = outcome(item, "<footer>京ICP备16059763号-1</footer>").findings

    assert (found.rule, found.name, found.severity) == ("REQ001", "hotline", Severity.ERROR)
    assert found.message == Text(en="no {line}", zh="没有 {热线}")


def test_without_a_message_the_finding_says_what_is_wanted() -> None:
    item = Requirement(name="hotline", pattern=r"\d{3}-\d{8}")
    [found] = outcome(item, "<footer>京ICP备16059763号-1</footer>").findings

    assert r"\d{3}-\d{8}" in found.message.en
    assert r"\d{3}-\d{8}" in found.fix.what.zh
    assert not found.sources


def test_items_are_numbered_in_the_order_of_the_file() -> None:
    rules = declared_rules([Requirement(name="b", text="x"), Requirement(name="a", text="y")])

    assert [(rule.info.id, rule.info.name) for rule in rules] == [("REQ001", "b"), ("REQ002", "a")]


def test_an_item_of_home_pages_is_out_of_scope_elsewhere_and_one_of_every_page_is_not() -> None:
    about = "https://www.qingya-shili.cn/about"
    home, everywhere = (Requirement(name="a", text="许可证编号", where=where) for where in Where)

    assert verdict(home, url=about) == OutOfScope("not-home")
    assert verdict(everywhere, url=about) == Failed()


def test_a_piece_of_a_page_owes_nothing() -> None:
    item = Requirement(name="a", text="许可证编号", where=Where.EVERY_PAGE)

    assert verdict(item, "<p>京ICP备16059763号-1</p>") == NotApplicable("fragment")


def test_what_a_script_may_draw_is_not_measured() -> None:
    item = Requirement(name="a", text="许可证编号")
    shell = "<html><body><div id='root'></div><script src='/app.js'></script></body></html>"
    script = _whole("").replace(
        "</body>",
        "<script>document.write('<footer><a href=\"https://beian.miit.gov.cn/\">京ICP备16059763号-1</a></footer>')</script></body>",
    )

    assert verdict(item, shell) == Unmeasured("needs-rendering")
    assert verdict(item, script) == Unmeasured("needs-rendering")


def test_a_footer_that_was_not_gathered_is_not_measured() -> None:
    checked = outcome(Requirement(name="a", text="版权所有"), gather=False)

    assert checked.verdicts["REQ001"] == Unmeasured("body-not-kept")


def test_gathering_changes_nothing_else_of_a_reading() -> None:
    answer = Answer(Response(url=URL), _whole(FOOTER).encode())
    plain = read(answer)
    assert isinstance(plain, Reading)
    whole = with_footer_contents(plain, answer)

    assert whole.evidence == plain.evidence
    assert whole.footer.fingerprint == plain.footer.fingerprint
    assert whole.footer.contents is not None
    assert plain.footer.contents is None


def test_nothing_demanded_is_law() -> None:
    settings = JudgeSettings(basis_level=BasisLevel.LAW)
    site = Site(index=0, label="home", target=SavedPage(Path("home.html"), URL))

    checked = judge(
        Case(site), declared_rules([Requirement(name="a", text="x")]), settings, date(2026, 11, 24)
    )

    assert checked.verdicts == {}
