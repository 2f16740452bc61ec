import pytest
from hypothesis import given
from hypothesis import strategies as st

from icplint.cli.help_page import HelpPage, width_of, wrap

MIXED = st.text(alphabet="备案编号核查，。（）「」ab-/ ", max_size=80)


def test_a_wide_character_takes_two_columns() -> None:
    assert width_of("ICP备案") == 7


@given(MIXED, st.integers(20, 60))
def test_wrapping_loses_nothing_but_blanks(text: str, width: int) -> None:
    assert "".join("".join(wrap(text, width)).split()) == "".join(text.split())


@given(st.text(alphabet="备案编号核查 ab", max_size=80), st.integers(90, 100))
def test_a_line_is_never_wider_than_asked_where_it_may_break(text: str, width: int) -> None:
    assert all(width_of(line) <= width for line in wrap(text, width))


def test_a_line_never_begins_with_a_closing_mark() -> None:
    lines = list(wrap("核查站点清单中的每一个网站，然后写出报告。", 14))

    assert len(lines) > 1
    assert not [line for line in lines if line[0] in "，。"]


def test_english_breaks_at_blanks_only() -> None:
    assert list(wrap("one two three", 8)) == ["one two", "three"]


@pytest.mark.parametrize("term", ["--as", "--a-very-long-option-name-indeed PATH"])
def test_meanings_stand_in_one_column(term: str) -> None:
    page = HelpPage(width=60)
    page.write_dl([(term, "说明"), ("-o, --output PATH", "写出报告")])
    lines = page.getvalue().splitlines()

    columns = {
        width_of(line[: line.index(word)]) for line in lines for word in ("说明", "写出") if word in line
    }
    assert len(columns) == 1


def test_an_indented_line_stands_as_it_is() -> None:
    page = HelpPage(width=20)
    page.write_text("Examples\n  icplint check example.cn -o report.html")

    assert page.getvalue() == "Examples\n  icplint check example.cn -o report.html\n"
