"""Pairs of owner and entity, each with the verdict that is right before the law; and what holds of all names.

`owner_pairs.tsv` was written by hand, before the code was asked. Where the code and a row disagree, think again
about the row first.
"""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from icplint.compare.declared_names import DeclaredNames
from icplint.compare.name_folding import fold_name
from icplint.compare.name_parts import parts_of
from icplint.compare.owner_names import OF_THE_ENTITY, OwnerMatch, compare_owner
from icplint.compare.owners import FilingEntity, compare_with_entity, entity_of_list
from icplint.facts.company_names import simplified
from icplint.model.entity import Entity

GROUP = DeclaredNames(
    (
        Entity(
            name="杭州蓝田石立科技有限公司",
            former_names=("杭州蓝田石立仪表有限公司", "杭州石立传感器厂"),
            brands=("蓝田石立", "石立云"),
            english=("Hangzhou Lantian Shili Technology Co., Ltd.", "Lantian Shili"),
            parent="蓝田控股集团有限公司",
        ),
        Entity(
            name="蓝田控股集团有限公司",
            brands=("蓝田控股",),
            english=("Lantian Holdings",),
            parent="东海实业控股股份有限公司",
        ),
        Entity(name="绍兴青禾茶业有限公司", brands=("青禾",), parent="蓝田控股集团有限公司"),
    )
)
"""What the table's declared names rest on."""

ROWS = [
    tuple(line.split("\t"))
    for line in Path(__file__).with_name("owner_pairs.tsv").read_text(encoding="utf-8").splitlines()
    if not line.startswith("# ")
]
FORMS = (
    *("有限公司", "有限责任公司", "股份有限公司", "集团有限公司", "集团有限责任公司", "集团股份有限公司"),
    *("(集团)有限公司", "集团公司", "总公司", "公司", "集团", "厂", "店", "商行", "商店", "经营部", "工作室"),
    *("事务所", "合伙企业", "合伙企业(有限合伙)", "合伙企业(普通合伙)", "专业合作社", "(个人独资)"),
)
PLACES = ("", "杭州", "杭州市", "浙江省", "浙江杭州", "中国", "上海", "杭州市西湖区")
TRADES = ("", "科技", "网络科技", "贸易", "机械", "电器")

names = st.text(st.characters(codec="utf-8"), max_size=40)
stems = st.text(
    st.sampled_from("蓝田石立云岭青禾远初东篱长风北辰金山股份集团有限责任公司"), min_size=2, max_size=6
)


@st.composite
def bodies(draw: st.DrawFn) -> str:
    """A company's name without its form, such as stand in the register."""
    return draw(st.sampled_from(PLACES)) + draw(stems) + draw(st.sampled_from(TRADES))


@pytest.mark.parametrize(("owner", "entity", "verdict", "why"), ROWS, ids=[f"{a}~{b}" for a, b, *_ in ROWS])
def test_the_verdict_is_the_one_that_is_right_before_the_law(
    owner: str, entity: str, verdict: str, why: str
) -> None:
    listed = entity.removeprefix("list:")
    filed = entity_of_list(listed, GROUP) if listed != entity else FilingEntity(name=entity, is_full=True)

    assert compare_with_entity(owner, filed, GROUP).match == verdict, why


def test_the_table_is_long_and_says_every_verdict() -> None:
    assert len({row[:2] for row in ROWS}) == len(ROWS) >= 150
    assert {row[2] for row in ROWS} == set(OwnerMatch)


@given(bodies(), st.sampled_from(FORMS), st.sampled_from(FORMS))
def test_two_legal_forms_never_make_one_name(body: str, one: str, other: str) -> None:
    match = compare_owner(body + one, body + other).match

    assert (match is OwnerMatch.SAME) == (one == other)
    assert match not in OF_THE_ENTITY or one == other


@given(bodies(), bodies(), st.sampled_from(FORMS), st.sampled_from(FORMS))
def test_only_one_name_written_twice_is_the_same(first: str, second: str, one: str, other: str) -> None:
    match = compare_owner(first + one, second + other).match

    assert (match is OwnerMatch.SAME) == (first + one == second + other)


@given(bodies(), bodies(), st.sampled_from(FORMS), st.sampled_from(FORMS))
def test_which_side_is_the_owner_does_not_matter_between_full_names(
    first: str, second: str, one: str, other: str
) -> None:
    """Equality, a form, a branch and a slip are between two names; only what a brand may be is asked of the owner."""
    either = (OwnerMatch.SAME, OwnerMatch.COMPANY_FORM, OwnerMatch.BRANCH, OwnerMatch.NEAR)
    there = compare_owner(first + one, second + other)
    back = compare_owner(second + other, first + one)

    assert (there.match in either or back.match in either) <= (there.match is back.match)
    assert (there.shown, there.filed) == (back.filed, back.shown)
    assert (there.agree, there.differ) == (back.agree, back.differ)


@given(names)
def test_folding_twice_is_folding_once(name: str) -> None:
    assert fold_name(fold_name(name)) == fold_name(name)


@given(names, names)
def test_any_two_texts_can_be_compared(owner: str, entity: str) -> None:
    filed = FilingEntity(name=entity, is_full=True, aliases=(owner[:1],))

    assert compare_with_entity(owner, filed, GROUP).match in OwnerMatch


@given(bodies(), st.sampled_from(FORMS))
def test_the_parts_of_a_name_make_the_name(body: str, form: str) -> None:
    name = fold_name(body + form)
    parts = parts_of(name)

    assert parts.body + parts.form == name
    assert parts.form.endswith(fold_name(form))
    assert all(part in name for part in (*parts.places, parts.stem, *parts.trades))


def test_no_traditional_character_of_the_table_may_stand_in_a_registered_name() -> None:
    """Standard characters are those of GB 2312, and those that later lists of standard characters brought back."""
    by_right = set("乾著於徵昇堃鍾夥藉麽瞭祇甯珮蘋喆淼邨氾犇龢逕鉅颺鎔甦")
    pairs = {chr(old): new for old, new in simplified().items()}

    assert len(pairs) > 700
    assert not by_right & set(pairs)
    assert [old for old in pairs if _is_gb2312(old)] == []
    assert [new for new in pairs.values() if not _is_gb2312(new)] == []


def _is_gb2312(sign: str) -> bool:
    try:
        sign.encode("gb2312")
    except UnicodeEncodeError:
        return False
    return True
