import csv
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from icplint.model.reading import NumberKind
from icplint.numbers.find import could_hold_number, find_numbers
from icplint.numbers.found import Found, Standing
from icplint.numbers.licences import find_licences

VECTORS = Path(__file__).with_name("number_vectors.tsv")

PIECES = (
    "京", "蜀", "川", "云", "萌", "合字", "ICP", "IPC", "icp", "ＩＣＰ", "备", "備", "证", "案", "号", "號", "第", "：", ":", "-", "－",
    "—", "1", "２", "05", "2026", "16059763", "000000", "X", "xx", "*", "A", "B2-", "A2.B1.", "公网安备", "公安", "网", "安", "监",
    "11010502030001", " ", "\n", "\u00a0", "\u200b", "[", "]", "{{", "}}", "(", ")", "许可证", "网文", "字", "年", "/", "|", "。",
)  # fmt: skip
hostile_texts = st.lists(st.sampled_from(PIECES) | st.text(max_size=3), max_size=40).map("".join)


def numbers_in(text: str) -> list[str | None]:
    return [item.number for item in find_numbers(text, this_year=2026)]


@given(hostile_texts)
def test_whatever_stands_there_is_quoted_and_never_read_twice(text: str) -> None:
    found = find_numbers(text, this_year=2026)

    for item in found:
        assert text[item.start : item.end] == item.raw != ""
        assert (item.standing is Standing.RIGHT) <= (item.number is not None)
        assert item.standing in {Standing.RIGHT, Standing.PARODY} or item.faults
    for first, second in pairwise(found):
        assert first.end <= second.start


@pytest.mark.parametrize(
    "text", ["", "欢迎访问本站", "All rights reserved © 2013-2026", "电话：010-12345678 邮编：100080"]
)
def test_ordinary_text_does_not_pass_the_gate(text: str) -> None:
    assert not could_hold_number(text)


@pytest.mark.parametrize(
    "text",
    [
        "冀备19019165号",
        "京ICP00000008号",
        "粤Ｂ２－20090059",
        "京ＩＣＰ证030173号",
        "陕IPC证016014号",
        "京公網安備11010502030001號",
        "B1-20150233",
        "a2.b1.b2-20090003",
        "B-2-4-20030004",
    ],
)
def test_every_family_passes_the_gate(text: str) -> None:
    assert could_hold_number(text)
    assert find_numbers(text) != []


@given(hostile_texts)
def test_any_text_may_be_searched_for_licences(text: str) -> None:
    for item in find_licences(text):
        assert text[item.start : item.end] == item.raw != ""


@given(hostile_texts)
def test_a_number_in_a_line_of_its_own_is_found_whatever_stands_around(text: str) -> None:
    lines = f"{text}\n{'。' * 60}\n京ICP备16059763号-1\n{'。' * 130}\n{text}"

    assert "京ICP备16059763号-1" in numbers_in(lines)


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        pytest.param(
            "京ICP备16059763号-1京公网安备11010502030001号",
            ["京ICP备16059763号-1", "京公网安备11010502030001号"], id="glued",
        ),
        pytest.param("京ICP证080047号[京ICP备08010314号-6]", ["京ICP证080047号", "京ICP备08010314号-6"], id="in-brackets"),
        pytest.param("京ICP备16059763号-2 1990", ["京ICP备16059763号-2"], id="a-year-behind-a-blank"),
        pytest.param("京ICP备16059763号-1/-2", ["京ICP备16059763号-1"], id="two-suffixes"),
        pytest.param("京ICP备16059763号 - 2019-2023 某公司", ["京ICP备16059763号"], id="years-behind-a-dash"),
        pytest.param("京ICP备16059763号-2013-2020", ["京ICP备16059763号"], id="years-glued-on"),
        pytest.param("京ICP备16059763号-1All rights reserved", ["京ICP备16059763号-1"], id="a-word-glued-on"),
        pytest.param("京ICP备16059763号-1626X", ["京ICP备16059763号-1626X"], id="a-long-suffix"),
        pytest.param("京ICP备16059763号-1号", ["京ICP备16059763号-1"], id="a-second-hao"),
        pytest.param("京 ICP 证 110745\n号", ["京ICP证110745号"], id="over-lines"),
        pytest.param("京ICP备 1605 9763号-1", ["京ICP备16059763号-1"], id="blanks-in-the-digits"),
        pytest.param("京\u200bI\u200bC\u200bP备16059763号", ["京ICP备16059763号"], id="zero-width"),
        pytest.param("京 I C P 备 16059763 号", ["京ICP备16059763号"], id="letter-spaced"),
        pytest.param("（京）ICP备16059763号", ["京ICP备16059763号"], id="sign-in-brackets"),
        pytest.param("北京ICP备16059763号", ["京ICP备16059763号"], id="whole-name-of-the-province"),
        pytest.param("ICP许可证号：晋B2-20040032", ["晋B2-20040032"], id="wrong-label"),
        pytest.param("备ICP证 黑ICP备14006268号-4", ["黑ICP备14006268号-4"], id="odd-label"),
        pytest.param("ICP证合字B2-20070004号", ["合字B2-20070004号"], id="label-without-colon"),
        pytest.param("增值电信业务经营许可证B2-20090148", ["B2-20090148"], id="national-licence"),
        pytest.param("京ICP备16059763号｜粤B2-20090059-5|京公网安备 11010502030001号",
                     ["京ICP备16059763号", "粤B2-20090059-5", "京公网安备11010502030001号"], id="three"),
        pytest.param("滇B-2-4-20030004", ["滇B-2-4-20030004"], id="old-dashed-licence"),
        pytest.param("技术支持：某中心 备案号：浙ICP备05018911号", ["浙ICP备05018911号"], id="behind-a-supporter"),
    ],
)  # fmt: skip
def test_neighbours_are_neither_swallowed_nor_lost(text: str, numbers: list[str]) -> None:
    assert numbers_in(text) == numbers


@pytest.mark.parametrize(
    "text",
    [
        "网站标识码：4401000004",
        "网站标识码 bm01000001",
        "教APP备1100027号",
        "网信算备330110507206401230035号",
        "新出发京批字第直0673号",
        "沪ILS备201708210007",
        "京食药网食备202010048",
        "邮编：100080 电话：010-12345678",
        "备案号：hbs1039489",
        "报上级党组织备案",
        "网站ICP备案号、邮箱、营业执照",
        "什么是京ICP备案号？",
        "ICP备案（如果您尚未备案，请先备案）",
        "ICP备案：2021年起统一办理",
        "ICP备案咨询电话：010-12345678",
        "Windows ICP 12345678 driver",
        "型号 B2-1234 与 AB2-20090059",
        "网站已备案",
        "京ICP备 公司",
        "互联网ICP备案查询",
        "文件编号 A1-2",
    ],
)
def test_near_neighbours_are_no_near_misses(text: str) -> None:
    assert find_numbers(text, this_year=2026) == []


def one(text: str) -> Found:
    (found,) = find_numbers(text, this_year=2026)
    return found


@pytest.mark.parametrize(
    ("text", "style"),
    [
        ("粤ＩＣＰ备14023066号-1", ("full-width",)),
        ("京 ICP 备 13052560 号 - 1", ("inner-blanks",)),
        ("京ICP备160\u200b59763号", ("zero-width",)),
        ("京icp备16059763号", ("lower-case",)),
        ("经营许可证B2-20090148", ("label-glued",)),
        ("ICP No. 京ICP备16059763号", ("english-label",)),
        ("京ICP备16059763号-1号", ("double-hao",)),
        ("[京]ICP备16059763号-1", ("sign-in-brackets",)),
        ("备案号：京ICP备16059763号", ()),
    ],
)
def test_odd_writing_is_style_and_no_fault(text: str, style: tuple[str, ...]) -> None:
    found = one(text)

    assert (found.standing, found.faults, found.style) == (Standing.RIGHT, (), style)


@pytest.mark.parametrize(
    ("text", "labelled"),
    [
        ("备案号：京ICP备16059763号", True),
        ("ICP备案号 京ICP备16059763号", True),
        ("网站ICP备案/许可证号:京ICP备16059763号", True),
        ("网站备案：京公网安备11010702001529号", True),
        ("经营许可证编号：粤B2-20090059", True),
        ("某公司 京ICP备16059763号", False),
        ("京ICP备16059763号", False),
    ],
)
def test_a_label_before_the_number_is_told(text: str, labelled: bool) -> None:  # noqa: FBT001 - a test's datum
    assert one(text).labelled is labelled


@pytest.mark.parametrize(
    ("text", "holder"),
    [
        ("京ICP证030173号-1", "百度"),
        ("京公网安备11000002000001号", "百度"),
        ("粤B2-20090059-5", "腾讯"),
        ("浙B2-20080224-1", "淘宝"),
        ("合字B2-20070004号", "谷歌"),
        ("京ICP备16059763号", None),
    ],
)
def test_a_famous_sites_number_names_its_holder(text: str, holder: str | None) -> None:
    assert one(text).famous_holder == holder


@pytest.mark.parametrize(
    ("text", "kind", "province", "sign"),
    [
        ("蜀ICP备2026033844号-1", NumberKind.FILING, "四川", "蜀"),
        ("京ICP证030173号", NumberKind.LICENCE, "北京", "京"),
        ("川B2-20120055", NumberKind.TELECOM_LICENCE, "四川", "川"),
        ("合字B2-20230401", NumberKind.TELECOM_LICENCE, None, "合字"),
        ("B2-20090418", NumberKind.TELECOM_LICENCE, None, None),
    ],
)
def test_kind_and_province_are_told(
    text: str, kind: NumberKind, province: str | None, sign: str | None
) -> None:
    found = one(text)

    assert (found.kind, found.province, found.province_sign) == (kind, province, sign)


@pytest.mark.slow
@pytest.mark.parametrize(
    "text",
    [
        "备" * 200_000,
        "1" * 200_000,
        "京ICP备" * 40_000,
        "京ICP备" + "1" * 200_000,
        "京ICP备" + " 1" * 100_000,
        "公安" * 100_000 + "备",
        "公网安备" * 50_000,
        "A2.B1." * 33_000,
        "ICP备案号：{" * 25_000,
        "X" * 200_000 + "备",
        "网文(" * 66_000,
        "\u200b" * 200_000 + "备",
        "I" + " " * 200_000 + "C",
    ],
    ids=lambda text: ascii(text[:12]),
)
def test_hostile_repetition_holds_no_right_number(text: str) -> None:
    assert [item for item in find_numbers(text) if item.standing is Standing.RIGHT] == []
    assert [item for item in find_licences(text) if item.number] == []


def test_the_vectors_are_read_as_they_say() -> None:
    with VECTORS.open(encoding="utf-8", newline="") as stream:
        vectors = list(csv.DictReader(stream, delimiter="\t"))

    wrong = [row for row in vectors if not _is_as_told(row["verdict"], row["text"])]
    assert len(vectors) > 100
    assert wrong == []


def _is_as_told(verdict: str, text: str) -> bool:
    found = one(f"版权所有 {text} 技术支持")
    as_told = {
        "ok": found.number == text,
        "malformed": found.standing is Standing.NEAR_MISS,
        "placeholder": found.standing is Standing.PLACEHOLDER,
        "parody": found.standing is Standing.PARODY,
        "legacy": any(fault.startswith("legacy-") for fault in found.faults),
    }
    return found.raw == text and as_told[verdict]
