from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from icplint.model.reading import NumberKind, Service
from icplint.numbers.find import find_numbers
from icplint.numbers.found import Standing
from icplint.numbers.icp import CROSS_PROVINCE, IcpParts, parse_icp, print_icp, print_subject
from icplint.numbers.regions import BY_ANY_SIGN, BY_ICP_SIGN

FIXTURES = Path(__file__).parents[2] / "fixtures/numbers"
RIGHT = [
    line for line in (FIXTURES / "right_icp.txt").read_text(encoding="utf-8").splitlines() if line[0] != "#"
]

suffixes = st.one_of(
    st.just((None, "")), st.tuples(st.integers(1, 99999), st.sampled_from(("", "A", "X", "K")))
)


@st.composite
def filings(draw: st.DrawFn) -> IcpParts:
    year = draw(st.integers(5, 26))
    sequence = draw(st.integers(1, 999999).filter(lambda number: number % 111111))
    suffix, letter = draw(suffixes)
    digits = f"{'20' if draw(st.booleans()) or year > 20 else ''}{year:02}{sequence:06}"
    sign = draw(st.sampled_from(sorted(BY_ICP_SIGN)))
    return IcpParts(kind=NumberKind.FILING, sign=sign, digits=digits, suffix=suffix, letter=letter)


@st.composite
def licences(draw: st.DrawFn) -> IcpParts:
    digits = f"{draw(st.integers(0, 26)):02}{draw(st.integers(1, 9999)):04}"
    suffix, letter = draw(suffixes)
    sign = draw(st.sampled_from(sorted(BY_ICP_SIGN)))
    return IcpParts(kind=NumberKind.LICENCE, sign=sign, digits=digits, suffix=suffix, letter=letter)


@st.composite
def telecom_licences(draw: st.DrawFn) -> IcpParts:
    suffix, letter = draw(suffixes)
    return IcpParts(
        kind=NumberKind.TELECOM_LICENCE,
        sign=draw(st.sampled_from(("", CROSS_PROVINCE, *sorted(BY_ANY_SIGN)))),
        classes=draw(st.sampled_from(("B2", "B1", "A1.B1.B2", "A2.B1.B2", "B1.B2"))),
        digits=f"{draw(st.integers(2000, 2026))}{draw(st.integers(1, 9999)):04}",
        suffix=suffix,
        letter=letter,
        has_hao=draw(st.booleans()),
    )


def is_no_run(parts: IcpParts) -> bool:
    return len(set(parts.digits)) > 1 and parts.digits not in "12345678901234567890" + "98765432109876543210"


numbers = st.one_of(filings(), licences(), telecom_licences()).filter(is_no_run)


@given(numbers)
def test_what_is_printed_is_parsed_back(parts: IcpParts) -> None:
    assert parse_icp(print_icp(parts)) == parts


@given(
    numbers,
    st.sampled_from(("", "备案号：", "© 2013-2026 某公司 ", "| ")),
    st.sampled_from(("", " 京公网安备", "\n1990", " |")),
)
def test_what_is_printed_is_found_back_in_a_line(parts: IcpParts, before: str, after: str) -> None:
    number = print_icp(parts)

    (found,) = find_numbers(before + number + after, this_year=2026)
    assert (found.raw, found.number, found.subject) == (number, number, print_subject(parts))
    assert (found.standing, found.kind, found.suffix, found.service) == (
        Standing.RIGHT, parts.kind, parts.suffix, parts.service,
    )  # fmt: skip
    assert found.province == (parts.region.name if parts.region else None)


@given(st.one_of(filings(), licences()).filter(is_no_run), st.data())
def test_odd_blanks_and_width_leave_the_number_right(parts: IcpParts, data: st.DataObject) -> None:
    number = print_icp(parts)
    gap = data.draw(st.sampled_from((" ", "\u00a0", "\u200b", "\n  ")))
    place = data.draw(st.integers(1, len(print_subject(parts)) - 1))
    written = number[:place] + gap + number[place:]
    written = data.draw(st.sampled_from((written, written.replace("-", "－"), written.replace("1", "１"))))

    (found,) = find_numbers(f"版权所有 {written} 技术支持", this_year=2026)
    assert found.number == number
    assert found.raw == written


@pytest.mark.parametrize("number", RIGHT)
def test_a_number_of_a_real_footer_is_read_as_itself(number: str) -> None:
    parts = parse_icp(number)

    assert parts is not None
    assert print_icp(parts) == number
    (found,) = find_numbers(f"版权所有 {number} 技术支持", this_year=2026)
    assert (found.standing, found.number, found.faults, found.style) == (Standing.RIGHT, number, (), ())


@pytest.mark.parametrize(
    ("number", "service"),
    [
        ("京ICP备16059763号", None),
        ("京ICP备16059763号-1", Service.WEBSITE),
        ("京ICP备16059763号-2A", Service.APP),
        ("京ICP备16059763号-3X", Service.MINI_PROGRAM),
        ("京ICP备16059763号-4K", Service.QUICK_APP),
    ],
)
def test_the_suffix_tells_the_service(number: str, service: Service | None) -> None:
    parts = parse_icp(number)

    assert parts is not None
    assert parts.service == service


@pytest.mark.parametrize(
    "text",
    [
        "",
        "京ICP备1234567号",
        "京ICP备16059763",
        "京ICP备16059763号-0",
        "京ICP备16059763号-1B",
        "川ICP备16059763号",
        "京ICP证16059763号",
        "京ICP备16059763号 京ICP备16059763号",
        "备案号：京ICP备16059763号",
        "京公网安备11010502030001号",
    ],
)
def test_what_is_not_exactly_one_number_is_not_parsed(text: str) -> None:
    assert parse_icp(text) is None


def test_a_lists_column_may_be_oddly_written() -> None:
    parts = parse_icp(" 京 ICP 备 １３０52560 號 — 1 ")

    assert parts is not None
    assert print_icp(parts) == "京ICP备13052560号-1"


def test_a_telecom_licence_is_one_with_and_without_hao() -> None:
    with_hao, without = parse_icp("沪B2-20050088号"), parse_icp("沪B2-20050088")

    assert with_hao is not None
    assert without is not None
    assert print_subject(with_hao) == print_subject(without) == "沪B2-20050088"
