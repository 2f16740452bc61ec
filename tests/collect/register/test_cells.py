"""Single cells: what they mean, and how to write what means nothing."""

from datetime import date

import pytest

from icplint.collect.register.cells import Dates, Refused, Remembered, read_nature, read_status, read_yes_no
from icplint.collect.register.domain_cells import MOST_DOMAINS, read_domains
from icplint.collect.register.filing_numbers import IcpCell, read_icp, read_psb
from icplint.model.site import FilingStatus
from icplint.model.text import Text


@pytest.mark.parametrize(
    ("cell", "hosts"),
    [
        ("example.cn", ("example.cn",)),
        ("Example.CN.", ("example.cn",)),
        ("www.example.cn", ("example.cn",)),
        ("WWW.Example.cn", ("example.cn",)),
        ("a.www.example.cn", ("a.www.example.cn",)),
        ("bm.example.gov.cn", ("bm.example.gov.cn",)),
        ("www.com.cn", ("www.com.cn",)),
        ("www.gov.cn", ("www.gov.cn",)),
        ("http://www.example.cn/a?b#c", ("example.cn",)),
        ("https://example.cn:8443/", ("example.cn",)),
        ("示例.中国", ("xn--fsq092h.xn--fiqs8s",)),
        ("ＥＸＡＭＰＬＥ．ｃｎ", ("example.cn",)),
        ("example。cn", ("example.cn",)),
        ("xn--fsq092h.xn--fiqs8s", ("xn--fsq092h.xn--fiqs8s",)),
        ("203.0.113.7", ("203.0.113.7",)),
        ("203.0.113.7:8080", ("203.0.113.7",)),
        ("[2001:db8::1]", ("[2001:db8::1]",)),
        ("a.cn b.cn，c.cn、d.cn;e.cn；f.cn|g.cn\nh.cn", tuple(f"{name}.cn" for name in "abcdefgh")),
        ("a.cn,,A.cn, www.a.cn ", ("a.cn",)),
        ("", ()),
        ("  ", ()),
        ("-", ()),
        ("无", ()),
    ],
)
def test_a_cell_of_domains_gives_hosts(cell: str, hosts: tuple[str, ...]) -> None:
    assert read_domains(cell) == hosts


@pytest.mark.parametrize(
    "cell",
    [
        "某某有限公司",
        "localhost",
        "example",
        "*.example.cn",
        "a@example.cn",
        "ftp://example.cn",
        "exa mple..cn",
        "-example.cn",
        "_a.example.cn",
        f"{'a' * 64}.cn",
        "a." * 200 + "cn",
        "京ICP备2021000351号",
        "1.2.3",
        "http://",
    ],
)
def test_what_is_no_domain_is_refused_in_both_languages(cell: str) -> None:
    with pytest.raises(Refused) as refused:
        read_domains(cell)

    assert refused.value.reason.en != refused.value.reason.zh


def test_a_cell_may_not_hold_domains_without_number() -> None:
    with pytest.raises(Refused, match=f"at most {MOST_DOMAINS} are read"):
        read_domains(",".join(f"a{n}.cn" for n in range(MOST_DOMAINS + 1)))


@pytest.mark.parametrize(
    ("cell", "number"),
    [
        ("京ICP备16059763号", IcpCell("京ICP备16059763号", None)),
        ("京ICP备16059763号-1", IcpCell("京ICP备16059763号", "京ICP备16059763号-1")),
        ("陇ICP备2020003856号-12", IcpCell("陇ICP备2020003856号", "陇ICP备2020003856号-12")),
        ("沪ICP备20022513号-6", IcpCell("沪ICP备20022513号", "沪ICP备20022513号-6")),
        ("京ICP证030173号-1", IcpCell("京ICP证030173号", "京ICP证030173号-1")),
        ("粤B2-20090059", IcpCell("粤B2-20090059", None)),
        ("粤B2-20090059-5", IcpCell("粤B2-20090059", "粤B2-20090059-5")),
        ("合字B2-20230401", IcpCell("合字B2-20230401", None)),
        ("A2.B1.B2-20100001", IcpCell("A2.B1.B2-20100001", None)),
        (" 京 ICP 备 13052560 号 - 1 ", IcpCell("京ICP备13052560号", "京ICP备13052560号-1")),
        ("沪ＩＣＰ备２０２１０００３５１号", IcpCell("沪ICP备2021000351号", None)),
        ("备案号：陕ICP备16014072号-1", IcpCell("陕ICP备16014072号", "陕ICP备16014072号-1")),
        ("京ICP备16059763", IcpCell("京ICP备16059763号", None)),
        ("辽ICP备2024046252号-2X", IcpCell("辽ICP备2024046252号", "辽ICP备2024046252号-2X", is_app=True)),
        ("粤B2-20090059-1626X", IcpCell("粤B2-20090059", "粤B2-20090059-1626X", is_app=True)),
        ("", None),
        ("无", None),
    ],
)
def test_an_icp_number_is_read_in_its_parts(cell: str, number: IcpCell | None) -> None:
    assert read_icp(cell) == number


@pytest.mark.parametrize(
    ("cell", "says"),
    [
        ("川ICP备09150084号", "write it as 蜀ICP备09150084号"),
        ("粤IPC备12055809号", "write it as 粤ICP备12055809号"),
        ("京ICP备052311号", "write it as 京ICP证052311号"),
        ("萌ICP备20257012号", "is no ICP number of a known form"),
        ("京公网安备11010502030001号", "is no ICP number of a known form"),
        ("京ICP备2021000351号-1（已注销）", "is no ICP number of a known form"),
        ("京ICP备13052560号-1 京ICP证110745号", "several numbers stand in one cell"),
        ("2.02E+09", "was rounded by a spreadsheet"),
        ("京ICP备" * 100, "is no ICP number of a known form"),
    ],
)
def test_what_is_no_icp_number_is_refused_with_the_remedy(cell: str, says: str) -> None:
    with pytest.raises(Refused, match=says):
        read_icp(cell)


@pytest.mark.parametrize(
    ("cell", "number"),
    [
        ("京公网安备11010502030001号", "京公网安备11010502030001号"),
        ("京公网安备 11010502030001号", "京公网安备11010502030001号"),
        ("京公网安备11010502030001", "京公网安备11010502030001号"),
        ("11010502030001", "京公网安备11010502030001号"),
        ("53010202000476", "滇公网安备53010202000476号"),
        ("110102000247", "京公网安备110102000247号"),
        ("黔公网安备52011102000668号", "贵公网安备52011102000668号"),
        ("", None),
        ("-", None),
    ],
)
def test_a_police_number_is_read_whole_or_by_its_digits(cell: str, number: str | None) -> None:
    assert read_psb(cell) == number


@pytest.mark.parametrize(
    ("cell", "says"),
    [
        ("黔公网安备11000002000001号", "is no public-security number of a known form"),
        ("99010502030001", "is no public-security number of a known form"),
        ("123", "is no public-security number of a known form"),
        ("1.10105E+13", "was rounded by a spreadsheet"),
        ("京ICP备16059763号", "is no public-security number of a known form"),
    ],
)
def test_what_is_no_police_number_is_refused_with_the_remedy(cell: str, says: str) -> None:
    with pytest.raises(Refused, match=says):
        read_psb(cell)


@pytest.mark.parametrize(
    "cell",
    ["2024-05-06", "2024-05-06 13:55:56", "2024-05-06T13:55:56", "2024/5/6", "2024.05.06", "2024年5月6日", "20240506", " 2024-05-06 "],
)  # fmt: skip
def test_a_date_is_read_in_every_usual_form(cell: str) -> None:
    assert Dates("日期").read(cell) == date(2024, 5, 6)


@pytest.mark.parametrize("cell", ["", "-", "0000-00-00", "0000-00-00 00:00:00"])
def test_a_missing_date_is_none(cell: str) -> None:
    assert Dates("日期").read(cell) is None


@pytest.mark.parametrize("cell", ["2024-02-30", "2024-02-30 10:00:00", "45418", "yesterday", "2024-05-06 25"])
def test_what_is_no_date_is_refused_each_time_it_comes(cell: str) -> None:
    dates = Dates('"日期"')

    for _ in range(2):
        with pytest.raises(Refused, match=r'^"日期": '):
            dates.read(cell)


def test_a_column_remembers_no_more_than_it_may(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("icplint.collect.register.cells._MOST_REMEMBERED", 3)
    column = Remembered(str.upper)

    assert [column[name] for name in "abcdefga"] == list("ABCDEFGA")
    assert len(column) <= 3


@pytest.mark.parametrize(
    ("cell", "nature"),
    [("企业", "企业"), ("企业单位", "企业"), ("Enterprise", "企业"), ("individual", "个人"), ("自然人", "个人"), ("民办非企业单位", "民办非企业单位")],
)  # fmt: skip
def test_a_nature_is_written_as_the_register_writes_it(cell: str, nature: str) -> None:
    assert read_nature(cell) == nature


@pytest.mark.parametrize(
    ("cell", "status"),
    [("已备案", FilingStatus.FILED), ("审核通过", FilingStatus.FILED), ("filed", FilingStatus.FILED), ("已注销", FilingStatus.CANCELLED), ("注销", FilingStatus.CANCELLED)],
)  # fmt: skip
def test_a_status_is_read_in_the_words_of_consoles(cell: str, status: FilingStatus) -> None:
    assert read_status(cell) is status


def test_a_status_that_is_not_known_is_refused() -> None:
    assert isinstance(read_status("未备案"), Text)


@pytest.mark.parametrize(("cell", "answer"), [("是", True), ("否", False), ("TRUE", True), ("0", False)])
def test_whether_access_is_restricted(cell: str, answer: bool) -> None:  # noqa: FBT001 - the answer is the value
    assert read_yes_no(cell) is answer


def test_neither_yes_nor_no_is_refused() -> None:
    assert isinstance(read_yes_no("也许"), Text)
