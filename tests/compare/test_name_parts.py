"""A name comes apart into place, trade name, line of business and form; what differs is told by these."""

import pytest

from icplint.compare.agreement import agreement_in_words
from icplint.compare.name_folding import fold_name
from icplint.compare.name_parts import is_full_name, parts_of
from icplint.compare.owner_names import compare_owner


@pytest.mark.parametrize(
    ("name", "places", "stem", "trades", "form"),
    [
        ("杭州蓝田石立科技有限公司", ("杭州",), "蓝田石立", ("科技",), "有限公司"),
        ("蓝田石立（杭州）科技有限公司", ("杭州",), "蓝田石立", ("科技",), "有限公司"),
        (
            "浙江省杭州市西湖区云岭文化传媒有限责任公司",
            ("浙江", "杭州", "西湖区"),
            "云岭",
            ("文化传媒",),
            "有限责任公司",
        ),
        ("内蒙古自治区云岭乳品厂", ("内蒙古",), "云岭乳品", (), "厂"),
        ("新疆维吾尔自治区云岭商行", ("新疆",), "云岭", (), "商行"),
        ("延边朝鲜族自治州云岭商店", ("延边",), "云岭", (), "商店"),
        ("中国华东浙江杭州云岭有限公司", ("中国", "华东", "浙江"), "杭州云岭", (), "有限公司"),
        ("云岭（集团）有限公司", (), "云岭", (), "(集团)有限公司"),
        ("云岭（控股）有限公司", (), "云岭(控股)", (), "有限公司"),
        ("云岭网络科技信息技术股份有限公司", (), "云岭", ("网络科技", "信息技术"), "股份有限公司"),
        ("中国银行股份有限公司", (), "中国", ("银行",), "股份有限公司"),
        ("上海市银行", (), "上海市", ("银行",), ""),
        ("北京科技有限公司", (), "北京", ("科技",), "有限公司"),
        ("杭州西湖区云岭", ("杭州", "西湖区"), "云岭", (), ""),
        ("有限公司", (), "", (), "有限公司"),
        ("", (), "", (), ""),
    ],
)
def test_a_name_comes_apart(
    name: str, places: tuple[str, ...], stem: str, trades: tuple[str, ...], form: str
) -> None:
    parts = parts_of(fold_name(name))

    assert (parts.places, parts.stem, parts.trades, parts.form) == (places, stem, trades, form)


@pytest.mark.parametrize(
    ("owner", "entity", "zh", "en"),
    [
        (
            "上海蓝田石立贸易有限责任公司",
            "杭州蓝田石立科技有限公司",
            "，字号“蓝田石立”一致，行政区划、行业、组织形式不同",
            "; the trade name “蓝田石立” agrees, these differ: the place, the line of business, the legal form",
        ),
        (
            "蓝田石立（杭州）科技有限公司",
            "杭州蓝田石立科技有限公司",
            "，字号“蓝田石立”一致，排列不同",
            "; the trade name “蓝田石立” agrees, these differ: the order",
        ),
        (
            "杭州远初科技有限公司",
            "杭州蓝田石立科技有限公司",
            "，字号不同（“远初”与“蓝田石立”），行政区划、行业一致",
            "; the trade names “远初” and “蓝田石立” differ, these agree: the place, the line of business",
        ),
        ("宁波远初仪表有限公司", "杭州蓝田石立科技有限公司", "", ""),
        ("上海银行股份有限公司", "中国银行股份有限公司", "，字号不同（“上海”与“中国”），行业一致", None),
    ],
)
def test_the_message_says_which_parts_agree(owner: str, entity: str, zh: str, en: str | None) -> None:
    told = agreement_in_words(compare_owner(owner, entity))

    assert told.zh == zh
    assert en is None or told.en == en


@pytest.mark.parametrize(
    "name",
    [
        *(
            "杭州蓝田石立科技有限公司",
            "宁波东篱机械厂",
            "示例大学",
            "示例市人民医院",
            "示例县教育局",
            "示例协会",
        ),
        *(
            "示例律师事务所",
            "示例投资合伙企业（有限合伙）",
            "示例公证处",
            "示例旅行社",
            "示例区图书馆",
            "示例工作室",
        ),
        *(
            "示例银行",
            "示例街道办事处",
            "示例村委会",
            "示例小学",
            "示例幼儿园",
            "示例养老院",
            "示例农民专业合作社",
        ),
    ],
)
def test_a_full_name_is_known_by_its_end(name: str) -> None:
    assert is_full_name(name)


@pytest.mark.parametrize(
    "name", ["蓝田石立", "云岭网", "Example Co., Ltd.", "yunling.cn", "林小禾", "", "本站"]
)
def test_a_brand_is_no_full_name(name: str) -> None:
    assert not is_full_name(name)
