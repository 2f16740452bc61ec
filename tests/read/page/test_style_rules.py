"""What style plainly says."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from icplint.read.page.style_rules import colours, drawn, hides, read_style_rules


@pytest.mark.parametrize(
    "style",
    [
        "display:none",
        "DISPLAY : NONE !important",
        "visibility: hidden",
        "font-size:0",
        "font-size: 0px;color:red",
        "text-indent:-9999px",
        "position:absolute;left:-10000px",
        "opacity:0",
        "color:#fff;background:#FFFFFF",
        "color: white; background-color: #fff",
        "height:0;overflow:hidden",
    ],
)
def test_a_style_that_hides_is_seen(style: str) -> None:
    assert hides(style)


@pytest.mark.parametrize(
    "style",
    [
        "",
        "display:block",
        "font-size:0.8em",
        "font-size:09px",
        "opacity:0.5",
        "text-indent:-2em",
        "left:-10px",
        "color:#fff;background:#000",
        "overflow:hidden;height:20px",
        "fill-opacity:0",
        "line-height:0px",
    ],
)
def test_a_style_that_shows_is_no_hiding(style: str) -> None:
    assert not hides(style)


def test_only_simple_selectors_hide() -> None:
    rules = read_style_rules([".a, div.b, #c {display:none} .d .e {display:none} .f:hover {display:none}"])

    assert rules.hidden == {".a", ".b", "#c"}


def test_a_rule_for_some_screens_never_hides() -> None:
    rules = read_style_rules(["@media (max-width:600px) { .a {display:none} .b{} } .c {display:none}"])

    assert rules.hidden == {".c"}


def test_what_a_phone_s_rule_shows_again_is_not_hidden() -> None:
    rules = read_style_rules(
        [".a, .b {display:none} @media (max-width:600px) { .a {color:red; display:block} }"]
    )

    assert rules.hidden == {".b"}


def test_a_class_that_draws_a_picture_is_known() -> None:
    rules = read_style_rules([".foot .police::before {content:''; background: url(/img/ga.png) no-repeat}"])

    assert rules.pictures == {".police"}


def test_an_element_s_own_picture_is_read() -> None:
    assert drawn("background-image: url('/a.png')") == "/a.png"
    assert drawn("color:red") is None


def test_colours_are_compared_in_one_spelling() -> None:
    assert colours("color:#FFF;background:rgb(255, 255, 255)") == ("#ffffff", "#ffffff")


@given(st.text(alphabet="{}.#a:;-none0displayurl()@media ,", max_size=300))
def test_no_sheet_raises(sheet: str) -> None:
    rules = read_style_rules([sheet])

    assert rules.hidden is not None
