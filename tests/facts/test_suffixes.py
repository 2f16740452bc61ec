"""Our layout of the public suffix list answers as the library that brings it."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from publicsuffixlist import PSLFILE, PublicSuffixList

from icplint.facts.suffixes import suffixes

LIBRARY = PublicSuffixList(only_icann=True)
RULES = [
    rule
    for line in Path(PSLFILE).read_text(encoding="utf-8").splitlines()
    if (rule := line.partition(" ")[0].lower()) and not rule.startswith("//")
]


def punycode(name: str) -> str:
    return name.encode("idna").decode("ascii") if name else ""


def test_every_rule_of_the_list_is_understood_as_the_library_does() -> None:
    names = {punycode(rule.removeprefix("!").removeprefix("*.")) for rule in RULES}
    asked = [f"{more}{name}" for name in names for more in ("", "a.", "b.a.", "www.b.a.")]
    different = {
        name: (suffixes().registrable(name), LIBRARY.privatesuffix(name))
        for name in asked
        if suffixes().registrable(name) != LIBRARY.privatesuffix(name)
    }

    assert len(asked) > 30_000
    assert different == {}


@given(st.lists(st.sampled_from(["", "www", "a", "cn", "com", "gov", "ck", "kawasaki", "city", "jp", "xn--55qx5d", "nowhere"]), max_size=6))  # fmt: skip
def test_any_labels_are_understood_as_the_library_does(labels: list[str]) -> None:
    name = ".".join(labels).rstrip(".")

    assert suffixes().registrable(name) == LIBRARY.privatesuffix(name)


@pytest.mark.parametrize(
    ("name", "registrable"),
    [
        ("www.example.com.cn", "example.com.cn"),
        ("a.b.gov.cn", "b.gov.cn"),
        ("user.github.io", "github.io"),
        ("x.y.nowhere", "y.nowhere"),
        ("a.b.c.ck", "b.c.ck"),
        ("www.ck", "www.ck"),
        ("com.cn", None),
        ("cn", None),
        ("", None),
    ],
)
def test_what_is_registrable(name: str, registrable: str | None) -> None:
    assert suffixes().registrable(name) == registrable
