import pytest

from icplint.compare.name_folding import fold_name
from icplint.compare.owner_names import OwnerMatch, compare_owner


@pytest.mark.parametrize(
    ("owner", "entity", "match"),
    [
        ("蓝田石立（北京）科技有限公司", "蓝田石立(北京)科技有限公司", OwnerMatch.SAME),
        ("蓝田石立 〔北京〕 科技有限公司", "蓝田石立（北京）科技有限公司", OwnerMatch.SAME),
        ("Ａｃｍｅ（中国）有限公司", "ACME(中国)有限公司", OwnerMatch.SAME),
        ("阿依努尔·买买提工作室", "阿依努尔买买提工作室", OwnerMatch.SAME),
        ("蓝田石立集团有限公司 杭州蓝田石立科技有限公司", "杭州蓝田石立科技有限公司", OwnerMatch.SAME),
        ("海口蓝田网络科技有限公司", "海口蓝田网络科技有限责任公司", OwnerMatch.COMPANY_FORM),
        ("海口蓝田网络科技股份有限公司", "海口蓝田网络科技有限公司", OwnerMatch.COMPANY_FORM),
        ("杭州兰田石立科技有限公司", "杭州蓝田石立科技有限公司", OwnerMatch.NEAR),
        ("蓝田石立", "杭州蓝田石立科技有限公司", OwnerMatch.NOT_COMPARABLE),
        ("Lantian Shili Co., Ltd.", "杭州蓝田石立科技有限公司", OwnerMatch.NOT_COMPARABLE),
        ("lantian-shili.cn", "杭州蓝田石立科技有限公司", OwnerMatch.NOT_COMPARABLE),
        ("宁波东篱机械厂", "杭州蓝田石立科技有限公司", OwnerMatch.DIFFERENT),
        ("", "杭州蓝田石立科技有限公司", OwnerMatch.NOT_COMPARABLE),
    ],
)
def test_an_owner_stands_to_its_entity(owner: str, entity: str, match: OwnerMatch) -> None:
    assert compare_owner(owner, entity).match is match


def test_the_parts_that_differ_are_told() -> None:
    compared = compare_owner("杭州兰田石立科技有限公司", "杭州蓝田石立科技有限公司")

    assert (compared.shown, compared.filed) == ("兰", "蓝")


def test_a_differing_form_is_told_whole() -> None:
    compared = compare_owner("海口蓝田网络科技有限公司", "海口蓝田网络科技有限责任公司")

    assert (compared.shown, compared.filed) == ("有限公司", "有限责任公司")


def test_folding_twice_is_folding_once() -> None:
    name = "　Ａｃｍｅ·（北京） 科技有限公司。"

    assert fold_name(fold_name(name)) == fold_name(name)
