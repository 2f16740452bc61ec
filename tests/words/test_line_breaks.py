import pytest
from hypothesis import given
from hypothesis import strategies as st

from icplint.words.line_breaks import unbreakable


@pytest.mark.parametrize(
    "number",
    [
        "蜀ICP备2026094728号-1",
        "京ICP备16059763号",
        "京ICP备2021000001号-12A",
        "苏ICP备XXXXXXXX号-1",
        "京ICP证030173号",
        "沪公网安备31010102093582号",
        "沪公网安备 31010102093582号",
        "粤B2-20090059",
        "粵ICP備2026094728號-1",
    ],
)
def test_a_number_is_one_piece(number: str) -> None:
    assert list(unbreakable(f"写为{number}，改")) == ["写", "为", f"{number}，", "改"]


def test_chinese_words_break_everywhere_and_english_ones_at_blanks() -> None:
    assert list(unbreakable("已备案 2 个 web sites")) == ["已", "备", "案 ", "2 ", "个 ", "web ", "sites"]


@given(st.text(alphabet="蜀ICP备公网安号-1 AB2，（a"))
def test_no_sign_is_lost(text: str) -> None:
    assert "".join(unbreakable(text)) == text
