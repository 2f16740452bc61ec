from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from icplint.numbers.find import find_numbers
from icplint.numbers.found import Family, Found, Standing
from icplint.numbers.public_security import print_psb
from icplint.numbers.regions import BY_PSB_SIGN

FIXTURES = Path(__file__).parents[2] / "fixtures/numbers"
RIGHT = [
    line for line in (FIXTURES / "right_psb.txt").read_text(encoding="utf-8").splitlines() if line[0] != "#"
]


def only(text: str) -> Found:
    (found,) = find_numbers(f"版权所有 {text} | 技术支持", this_year=2026)

    assert found.raw == text
    assert found.family is Family.PSB
    return found


@pytest.mark.parametrize("number", RIGHT)
def test_a_number_of_a_real_footer_is_read_as_itself(number: str) -> None:
    found = only(number)

    assert (found.standing, found.number, found.faults, found.style) == (Standing.RIGHT, number, (), ())


@given(st.sampled_from(sorted(BY_PSB_SIGN)), st.integers(0, 9999), st.integers(1, 999999))
def test_what_is_printed_is_found_back(sign: str, place: int, sequence: int) -> None:
    digits = f"{BY_PSB_SIGN[sign].code}{place:04}02{sequence:06}"
    number = print_psb(sign, digits)

    for written in (number, number.replace("备", "备 "), number.replace("号", " 号")):
        found = only(written)
        assert (found.number, found.digits, found.province) == (number, digits, BY_PSB_SIGN[sign].name)


def test_the_blank_before_the_digits_is_the_platforms_own_habit() -> None:
    assert only("京公网安备 11010502030001号").style == ()
    assert only("京公网安备 11010502030001 号").style == ("inner-blanks",)
    assert only("京公网安备 1101 0502 0300 01号").number == "京公网安备11010502030001号"


@pytest.mark.parametrize(
    ("text", "faults", "number", "meant"),
    [
        ("京公网安备11010502025474", ("missing-hao",), "京公网安备11010502025474号", "京公网安备11010502025474号"),
        ("冀公网安备： 13030202002230号", ("colon",), "冀公网安备13030202002230号", "冀公网安备13030202002230号"),
        ("粤公网安备号44030402003007号", ("extra-hao",), "粤公网安备44030402003007号", "粤公网安备44030402003007号"),
        (
            "湘公安网备号43010402000231号", ("wangbei-transposed", "extra-hao"),
            "湘公网安备43010402000231号", "湘公网安备43010402000231号",
        ),
        ("京公安备11010502030001号", ("wangbei-transposed",), "京公网安备11010502030001号", "京公网安备11010502030001号"),
        ("沪公网备31010702010665号", ("wangbei-transposed",), "沪公网安备31010702010665号", "沪公网安备31010702010665号"),
        ("京公网安备11010230150112号", ("positions-7-8",), "京公网安备11010230150112号", "京公网安备11010230150112号"),
        ("黔公网安备33010802007421号", ("region-mismatch",), "黔公网安备33010802007421号", None),
        ("豫公网安备 31010602002343号", ("region-mismatch",), "豫公网安备31010602002343号", None),
        ("蜀公网安备51078202110037号", ("region-sign-alias",), "蜀公网安备51078202110037号", "川公网安备51078202110037号"),
        ("黔公网安备52011102000668号", ("region-sign-alias",), "黔公网安备52011102000668号", "贵公网安备52011102000668号"),
        ("陇公网安备62010302000249号", ("region-sign-alias",), "陇公网安备62010302000249号", "甘公网安备62010302000249号"),
        ("公网安备11010502030001号", ("region-missing",), "京公网安备11010502030001号", "京公网安备11010502030001号"),
        (
            "公安备案号 11010502030143", ("region-missing", "label-variant", "missing-hao"),
            "京公网安备11010502030143号", "京公网安备11010502030143号",
        ),
        (
            "公安机关备案号：43010302000524", ("region-missing", "label-variant", "colon", "missing-hao"),
            "湘公网安备43010302000524号", "湘公网安备43010302000524号",
        ),
        ("豫公网安公安局备案 41160202000364号", ("label-variant",), "豫公网安备41160202000364号", "豫公网安备41160202000364号"),
    ],
)  # fmt: skip
def test_whole_digits_make_a_number_whose_faults_are_named(
    text: str, faults: tuple[str, ...], number: str, meant: str | None
) -> None:
    found = only(text)

    assert found.standing is Standing.NEAR_MISS
    assert (found.faults, found.number, found.meant) == (faults, number, meant)


@pytest.mark.parametrize(
    ("text", "digits", "fault"),
    [
        ("京公网安备110102000247", "110102000247", "legacy-12"),
        ("京公网安备110102005596号-1", "110102005596", "legacy-12"),
        ("京公网安备:110102003042-1", "110102003042", "legacy-12"),
        ("浙备3301000000001号", "3301000000001", "legacy-13"),
        ("沪公网备310107100040719", "310107100040719", "legacy-15"),
        ("穗公网监备案证第44010650010167", "44010650010167", "legacy-city"),
    ],
)
def test_a_form_of_before_the_platform_is_told_from_garbage(text: str, digits: str, fault: str) -> None:
    found = only(text)

    assert (found.digits, found.faults[0]) == (digits, fault)
    assert found.number is not None
    assert "wangbei-transposed" not in found.faults


@pytest.mark.parametrize(
    "text",
    [
        "闽公安网备16032016",
        "京公网安备110104734773474323",
        "蜀公网安备 86861234567号",
        "公安局备案号:1101083558号",
    ],
)
def test_another_count_of_digits_makes_no_number(text: str) -> None:
    found = only(text)

    assert found.standing is Standing.NEAR_MISS
    assert found.faults[0] == "digits"
    assert found.number is None


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("京公网安备xxx号", "placeholder-x"),
        ("公网安备xxxxx", "placeholder-x"),
        ("京公网安备005xxxXxxxxx774号", "placeholder-x"),
        ("京公网安备 XXXXXXXXXXXXXX号", "placeholder-x"),
        ("京公网安备 11010102000000号", "placeholder-zero"),
        ("京公网安备00000000000000号", "placeholder-zero"),
        ("京公网安备12345678901234号", "placeholder-run"),
        ("京公网安备[公安备案号]号", "placeholder-brackets"),
        ("琼公网安备       号", "placeholder-empty"),
        ("公网安备 号", "placeholder-empty"),
    ],
)
def test_a_sample_that_nobody_filled_in_is_no_number(text: str, fault: str) -> None:
    found = only(text)

    assert found.standing is Standing.PLACEHOLDER
    assert (found.faults, found.number) == ((fault,), None)


@pytest.mark.parametrize(
    "text",
    [
        "向公安机关备案",
        "已完成公安备案",
        "公安备案 2021年1月",
        "沪公安网备",
        "公安机关备案电话：010-12345678",
        "公安部网络备案流程共3步",
        "公安备案号：",
        "网警备案 110报警服务",
    ],
)
def test_prose_about_the_police_is_no_number(text: str) -> None:
    assert find_numbers(text) == []
