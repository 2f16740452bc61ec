import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from icplint.numbers.folding import DASHES, TRADITIONAL, fold, oddities

ODD_SIGNS = (
    "　\u00a0 \n\t\u200b\ufeff\u00ad\u2060\ufe0f"
    + DASHES
    + "".join(TRADITIONAL)
    + "ＩＣＰ０１９：（）［］京备号A1-⻘①½ﬁ"
)
odd_texts = st.text(st.sampled_from(ODD_SIGNS) | st.characters(), max_size=80)


@pytest.mark.parametrize(
    ("written", "folded"),
    [
        pytest.param("京 ICP\u00a0备　１２ 号", "京ICP备12号", id="blanks-and-width"),
        pytest.param("京I\u200bCP\ufeff备\u00ad1", "京ICP备1", id="invisible-signs"),
        pytest.param("號備網證", "号备网证", id="traditional"),
        pytest.param("：（）［］〔〕", ":()[]〔〕", id="punctuation"),
        pytest.param("\u2fb7\u2ec5", "\u98df\u2ec5", id="radicals-of-copied-pdf"),
        pytest.param("½ﬁ", "½ﬁ", id="signs-that-would-become-two"),
        pytest.param("", "", id="nothing"),
        pytest.param(" \n\u200b", "", id="blanks-alone"),
    ],
)
def test_one_spelling_stands_for_all(written: str, folded: str) -> None:
    assert fold(written).text == folded


@pytest.mark.parametrize("dash", DASHES)
def test_every_dash_is_a_hyphen(dash: str) -> None:
    assert fold(f"号{dash}1").text == "号-1"


@given(odd_texts)
def test_folding_twice_is_folding_once(text: str) -> None:
    once = fold(text).text

    assert fold(once).text == once


@given(odd_texts)
def test_every_folded_sign_leads_back_to_its_original(text: str) -> None:
    folded = fold(text)

    origins = [folded.origin(position) for position in range(len(folded.text))]
    assert origins == sorted(set(origins))
    assert [fold(text[origin]).text for origin in origins] == list(folded.text)


@given(odd_texts, st.integers(0, 40), st.integers(0, 40))
def test_a_stretch_is_folded_as_it_is_alone_and_leads_back_to_the_whole(
    text: str, start: int, length: int
) -> None:
    folded = fold(text, start, start + length)

    assert folded.text == fold(text[start : start + length]).text
    for position, sign in enumerate(folded.text):
        assert fold(text[folded.origin(position)]).text == sign


def test_many_different_odd_signs_fold_as_few_do() -> None:
    odd = [chr(code) for code in range(0xFF01, 0xFF5F)]

    assert fold("".join(odd)).text == "".join(fold(sign).text for sign in odd)
    assert fold("".join(odd)).text == unicodedata.normalize("NFKC", "".join(odd))


def test_a_place_knows_whether_something_was_left_out_before_it() -> None:
    folded = fold("京 ICP备1\u200b2号")

    assert [folded.is_apart(position) for position in range(len(folded.text))] == [
        True, True, False, False, False, False, True, False,
    ]  # fmt: skip
    assert folded.breaks(0, len(folded.text)) == [1, 6]
    assert folded.breaks(1, 6) == []


@pytest.mark.parametrize(
    ("raw", "odd"),
    [
        ("京ICP备16059763号", ()),
        ("京 ICP备16059763号", ("inner-blanks",)),
        ("京ＩCP备16059763号", ("full-width",)),
        ("京ICP备：16059763号", ()),
        ("京ICP备160\u200b59763号", ("zero-width",)),
        ("京ICP備16059763號", ("traditional",)),
        ("京 ICP備１６059763號", ("full-width", "inner-blanks", "traditional")),
    ],
)
def test_oddities_are_named(raw: str, odd: tuple[str, ...]) -> None:
    assert oddities(raw) == odd
