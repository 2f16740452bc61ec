"""What a snippet holds, what it leaves out, and that the linter finds nothing in it."""

from datetime import date

import pytest

from icplint.facts.regions import Region, regions
from icplint.judge.engine import judge
from icplint.mend.snippet import Snippet, is_icon_address, make_snippet
from icplint.model.answer import Answer, Response
from icplint.model.case import Case
from icplint.model.filing import Filing, NotFiled, RegisterAnswer, Unknown
from icplint.model.outcome import Outcome
from icplint.model.profile import Checker
from icplint.model.reading import Reading
from icplint.model.settings import JudgeSettings
from icplint.model.site import FilingStatus, Site, WebAddress
from icplint.model.text import Text
from icplint.packs import load_rules
from icplint.read.reader import read

TODAY = date(2026, 11, 25)
DOMAIN = "example.cn"
RULES = load_rules()
FILED = Filing(
    domain=DOMAIN,
    entity="海风（北京）科技有限公司",
    nature="企业",
    subject="京ICP备16059763号",
    site="京ICP备16059763号-1",
    psb="京公网安备11010502030001号",
    opened_on=date(2016, 5, 1),
    source="register.csv",
    as_of=date(2026, 11, 1),
)


def filed(**changed: object) -> Filing:
    told = {name: getattr(FILED, name) for name in Filing.__dataclass_fields__}
    return Filing(**{**told, **changed})


def snippet(answer: RegisterAnswer = FILED, domain: str = DOMAIN, **asked: object) -> Snippet:
    made = make_snippet(domain, answer, today=TODAY, **asked)  # type: ignore[arg-type]
    assert isinstance(made, Snippet)
    return made


def refusal(answer: RegisterAnswer) -> Text:
    made = make_snippet(DOMAIN, answer, today=TODAY)
    assert isinstance(made, Text)
    return made


def remarks(made: Snippet) -> str:
    return "\n".join(remark.en for remark in made.remarks)


def linted(
    made: Snippet, answer: RegisterAnswer, *, nature: str | None = None, checker: Checker | None = None
) -> Outcome:
    """The outcome of a home page that ends with the snippet."""
    page = (
        '<!DOCTYPE html><html lang="zh-CN"><head><meta charset="utf-8"><title>首页</title></head><body><h1>首页</h1>'
        f"<p>欢迎访问本站，这里是产品与服务介绍。</p>{made.html}</body></html>"
    )
    address = f"https://{made.domain}/"
    site = Site(index=0, label=address, target=WebAddress(address), nature=nature)
    reading = read(Answer(Response(url=address), page.encode()))
    assert isinstance(reading, Reading)
    return judge(Case(site, (reading,), filing=answer), RULES, JudgeSettings(checker=checker), TODAY)


def faults(outcome: Outcome) -> list[str]:
    return [f"{finding.rule}: {finding.message.en}" for finding in outcome.findings]


def provincial(region: Region, **changed: object) -> Filing:
    subject = f"{region.icp}ICP备2021009999号"
    return filed(
        subject=subject,
        site=f"{subject}-3",
        psb=f"{region.psb}公网安备{region.code}010202000016号",
        **changed,
    )


@pytest.mark.parametrize("region", regions(), ids=lambda region: region.english)
@pytest.mark.parametrize("checker", [None, *Checker])
def test_the_linter_finds_nothing_in_the_snippet_of_any_province(
    region: Region, checker: Checker | None
) -> None:
    filing = provincial(region)
    made = snippet(filing, checker=checker)
    outcome = linted(made, filing, checker=checker)
    numbers = outcome.pages[0].evidence

    assert faults(outcome) == []
    assert [one.number for one in numbers.icp] == [made.icp and made.icp.number]
    assert [one.number for one in numbers.psb] == [filing.psb]
    assert numbers.copyrights[0].owner == filing.entity


@pytest.mark.parametrize(
    "name",
    [
        "海风（北京）科技有限公司",
        "海风(北京)科技有限公司",
        "张家港市【海风】贸易有限公司",
        "A&B（上海）商贸有限公司",
        "海风<优品>科技有限公司",
        "海风\"优品\"'科技'有限公司",
    ],
)
def test_a_name_stands_there_as_it_is_filed_whatever_signs_it_holds(name: str) -> None:
    filing = filed(entity=name)
    made = snippet(filing)
    outcome = linted(made, filing)

    assert faults(outcome) == []
    assert outcome.pages[0].evidence.copyrights[0].owner == name


@pytest.mark.parametrize(
    "name",
    [
        "</footer><script>alert(1)</script>有限公司",
        "海风&lt;科技&gt;有限公司",
        '"><img src=x onerror=alert(1)>',
    ],
)
def test_a_name_that_means_harm_is_text_and_nothing_else(name: str) -> None:
    filing = filed(entity=name)
    made = snippet(filing)

    assert linted(made, filing).pages[0].evidence.copyrights[0].snippet.endswith(f"{name} 版权所有")
    assert made.html.count("<") == snippet().html.count("<")


@pytest.mark.parametrize(
    ("subject", "site"),
    [
        ("京ICP证161337号", "京ICP证161337号-1"),
        ("粤B2-20210765", "粤B2-20210765-5"),
        ("浙B2-20210766", "浙B2-20210766-1"),
        ("合字B2-20210767", None),
        ("粤B2-20210765号", None),
    ],
)
def test_a_licence_holder_shows_the_licence_as_the_register_has_it(subject: str, site: str | None) -> None:
    filing = filed(subject=subject, site=site, psb=None)
    made = snippet(filing)
    outcome = linted(made, filing)

    assert made.icp is not None
    assert made.icp.number in (subject, site)
    assert [one.number for one in outcome.pages[0].evidence.icp] == [made.icp.number]
    assert [fault[:6] for fault in faults(outcome)] == ["PSB001"]


def test_guangdong_shows_the_subject_number_and_others_the_site_number() -> None:
    guangdong = snippet(filed(subject="粤ICP备2021009999号", site="粤ICP备2021009999号-2")).icp
    jiangsu = snippet(filed(subject="苏ICP备2021009999号", site="苏ICP备2021009999号-2")).icp

    assert guangdong is not None
    assert jiangsu is not None
    assert guangdong.number == "粤ICP备2021009999号"
    assert jiangsu.number == "苏ICP备2021009999号-2"


def test_the_province_that_is_named_decides_before_that_of_the_register() -> None:
    filing = filed(province="北京")

    assert "京ICP备16059763号-1</a>" in snippet(filing).html
    assert "京ICP备16059763号</a>" in snippet(filing, province="广东").html


def test_guangdongs_subject_number_is_told_from_a_site_number_alone() -> None:
    assert "粤ICP备2021009999号</a>" in snippet(filed(subject=None, site="粤ICP备2021009999号-2")).html


def test_a_site_number_that_the_register_does_not_have_is_not_made_up() -> None:
    made = snippet(filed(site=None))

    assert "京ICP备16059763号</a>" in made.html
    assert "does not give the site number" in remarks(made)


def test_the_badge_stands_before_the_number_in_one_link_to_the_platform() -> None:
    html = snippet().html

    assert html.index('<img src="/beian.png"') < html.index("京公网安备11010502030001号</a>")
    assert '<a href="https://beian.mps.gov.cn/#/query/webSearch?code=11010502030001"' in html


def test_the_number_links_to_the_ministry() -> None:
    assert (
        '<a href="https://beian.miit.gov.cn/" rel="noreferrer" target="_blank">京ICP备16059763号-1</a>'
        in snippet().html
    )


def test_where_the_badge_comes_from_is_said() -> None:
    assert "put it at /img/ga.png" in remarks(snippet(icon="/img/ga.png"))


def test_a_badge_on_a_strangers_host_is_remarked() -> None:
    assert "loaded from cdn.example.com" in remarks(snippet(icon="https://cdn.example.com/ga.png"))
    assert "loaded from" not in remarks(snippet(icon="https://static.example.cn/ga.png"))


@pytest.mark.parametrize("psb", ["11010502030001", "京公网安备11010502030001", "公网安备 11010502030001号"])
def test_a_police_number_is_written_as_the_platform_writes_it(psb: str) -> None:
    filing = filed(psb=psb)

    assert "京公网安备11010502030001号</a>" in snippet(filing).html
    assert faults(linted(snippet(filing), filing)) == []


def test_a_wrong_sign_gives_way_to_that_of_the_digits() -> None:
    assert "川公网安备51078202110037号</a>" in snippet(filed(psb="蜀公网安备51078202110037号")).html


@pytest.mark.parametrize(
    "psb", ["京公网安备110102000247", "沪公网备310107100040719", "京公网安备00000000000000号", "编号待补"]
)
def test_a_police_number_of_another_form_is_left_out_and_told(psb: str) -> None:
    made = snippet(filed(psb=psb))

    assert made.psb is None
    assert "beian.mps.gov.cn/#" not in made.html
    assert f'"{psb}": not used' in remarks(made)


def test_without_a_police_number_the_snippet_says_where_to_apply() -> None:
    made = snippet(filed(psb=None))

    assert "公网安备" not in made.html
    assert "<img" not in made.html
    assert "Apply for it at https://beian.mps.gov.cn/" in remarks(made)


def test_the_years_run_from_the_first_that_the_register_tells_of_to_this_one() -> None:
    dated = filed(opened_on=date(2018, 3, 1), first_filed_on=date(2017, 12, 30))

    assert "© 2017-2026 海风（北京）科技有限公司 版权所有" in snippet(dated).html


@pytest.mark.parametrize(
    "undated",
    [
        filed(opened_on=None, last_approved_on=date(2019, 1, 1)),
        filed(opened_on=date(2026, 2, 1)),
        filed(opened_on=date(2031, 1, 1)),
    ],
    ids=["approval only", "this year", "future"],
)
def test_without_an_earlier_year_this_one_stands_alone(undated: Filing) -> None:
    assert "<p>© 2026 海风" in snippet(undated).html


def test_an_individual_is_not_named() -> None:
    filing = filed(nature="个人", entity="张某某")
    made = snippet(filing)

    assert "张某某" not in made.html
    assert made.notice is None
    assert "an individual's" in remarks(made)
    assert {fault[:6] for fault in faults(linted(made, filing, nature="个人"))} == {"CPY001"}


def test_a_parents_row_tells_nothing_of_who_runs_a_university_host() -> None:
    filing = filed(
        domain="example.edu.cn",
        of_parent=True,
        entity="海风大学",
        nature="事业单位",
        site="京ICP备05000001号-1",
    )
    made = snippet(filing, domain="lab.example.edu.cn")

    assert "海风大学" not in made.html
    assert "that of example.edu.cn" in remarks(made)


def test_a_parents_row_names_the_owner_of_an_ordinary_host() -> None:
    assert (
        "海风（北京）科技有限公司 版权所有" in snippet(filed(of_parent=True), domain="shop.example.cn").html
    )


def test_what_the_registers_rows_dispute_is_left_out() -> None:
    made = snippet(filed(entity=None, psb=None, disputed=("entity", "psb")))

    assert "©" not in made.html
    assert "公网安备" not in made.html
    assert "give different filing entities" in remarks(made)
    assert "give different ones" in remarks(made)


def test_a_university_shows_its_own_name() -> None:
    filing = filed(domain="example.edu.cn", entity="海风大学", nature="事业单位")
    made = snippet(filing, domain="example.edu.cn")

    assert "海风大学 版权所有" in made.html
    assert [fault for fault in faults(linted(made, filing)) if not fault.startswith("GOV")] == []


def test_a_register_without_an_entity_gives_no_copyright_line() -> None:
    made = snippet(filed(entity=None))

    assert "©" not in made.html
    assert "names no filing entity" in remarks(made)


def test_what_steers_a_terminal_leaves_the_name() -> None:
    html = snippet(filed(entity="海风\x1b[31m科技\u202e有限\n公司")).html

    assert all(sign.isprintable() or sign == "\n" for sign in html)


@pytest.mark.parametrize("site", ["京ICP备16059763号-2A", "京ICP备16059763号-3X"])
def test_an_apps_number_never_hangs_on_a_website(site: str) -> None:
    made = snippet(filed(site=site))

    assert made.icp is not None
    assert made.icp.number == "京ICP备16059763号"
    assert f'"{site}": not used' in remarks(made)


def test_a_number_that_cannot_be_right_is_left_out() -> None:
    made = snippet(filed(subject="京ICP备052311号", site=None))

    assert made.icp is None
    assert "beian.miit.gov.cn" not in made.html
    assert '"京ICP备052311号": not used' in remarks(made)


def test_further_numbers_and_restrictions_are_told() -> None:
    made = snippet(filed(other_sites=("京ICP备16059763号-7",), access_restricted=True))

    assert "京ICP备16059763号-7" in remarks(made)
    assert "是否限制接入" in remarks(made)


@pytest.mark.parametrize(
    ("answer", "said"),
    [
        (NotFiled("register.csv"), "has no filing of it"),
        (Unknown("not-in-file"), "does not hold this domain"),
        (Unknown("needs-register"), "a parent's row does not answer for it"),
        (filed(status=FilingStatus.CANCELLED), "cancelled"),
        (filed(subject=None, site=None, psb=None), "no number"),
    ],
    ids=["not filed", "unknown", "parent alone", "cancelled", "no numbers"],
)
def test_where_there_is_nothing_to_show_one_line_says_why(answer: RegisterAnswer, said: str) -> None:
    assert said in refusal(answer).en
    assert DOMAIN in refusal(answer).zh


@pytest.mark.parametrize(
    ("icon", "works"),
    [
        ("/beian.png", True),
        ("img/beian.png", True),
        ("https://static.example.cn/备案图标.png?v=1", True),
        ("javascript:alert(1)", False),
        ("data:image/png;base64,AAAA", False),
        ("C:\\beian.png", False),
        ("file:///beian.png", False),
        ("", False),
        ("/a\nb.png", False),
    ],
)
def test_an_icon_is_an_address_that_works_on_a_page(icon: str, *, works: bool) -> None:
    assert is_icon_address(icon) is works


def test_an_icons_address_is_escaped() -> None:
    assert '<img src="/a.png?x=1&amp;y=&quot;&gt;"' in snippet(icon='/a.png?x=1&y=">').html
