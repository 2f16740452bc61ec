"""Comments by which a page asks to be spared."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from icplint.model.suppression import Directive, DirectiveFault
from icplint.read.page.directives import MOST, directives_of, may_hold_directives


@pytest.mark.parametrize(
    ("comment", "expected"),
    [
        (
            "<!-- icplint: ignore ICP008 moves in spring -->",
            Directive(rules=("ICP008",), reason="moves in spring", line=1),
        ),
        (
            "<!--icplint:ignore ICP008，psb-icon-missing , CPY004 新版上线前保留\n until 2027-01-01-->",
            Directive(
                rules=("ICP008", "psb-icon-missing", "CPY004"),
                reason="新版上线前保留",
                until=date(2027, 1, 1),
                line=1,
            ),
        ),
        (
            "<!-- icplint: ignore ICP008 -->",
            Directive(rules=("ICP008",), line=1, fault=DirectiveFault.NO_REASON),
        ),
        (
            "<!-- icplint: ignore ICP008 until 2027-01-01 -->",
            Directive(rules=("ICP008",), until=date(2027, 1, 1), line=1, fault=DirectiveFault.NO_REASON),
        ),
        (
            "<!-- icplint: ignore ICP008 later until 2027-02-30 -->",
            Directive(rules=("ICP008",), reason="later", line=1, fault=DirectiveFault.BAD_DATE),
        ),
        ("<!-- icplint: off -->", Directive(line=1, fault=DirectiveFault.FORM)),
        ("<!-- icplint: ignore ICP008 never ends", Directive(line=1, fault=DirectiveFault.FORM)),
    ],
)
def test_a_comment_is_read_or_says_why_not(comment: str, expected: Directive) -> None:
    assert directives_of(f"{comment}<p>text</p>") == (expected,)


@pytest.mark.parametrize(
    "text",
    ["icplint: ignore ICP008 reason", "<p>icplint: ignore A b --></p>", "<!-- a icplint: ignore A b -->"],
)
def test_what_is_no_comment_of_ours_is_left_alone(text: str) -> None:
    assert directives_of(text) == ()


def test_a_page_of_nothing_but_comments_gives_a_bounded_number() -> None:
    page = "<!-- icplint: " * 300_000

    assert len(directives_of(page)) == MOST


@given(before=st.text(max_size=30), lines=st.integers(0, 5))
def test_its_line_is_told(before: str, lines: int) -> None:
    source = before + "\n" * lines + "<!-- icplint: ignore ICP008 reason -->"

    assert [one.line for one in directives_of(source)] == [source.count("\n") + 1]


def test_a_page_in_utf16_may_hold_them() -> None:
    assert may_hold_directives("<!-- icplint: ignore A b -->".encode("utf-16"))
    assert not may_hold_directives(b"<p>nothing of ours</p>")
