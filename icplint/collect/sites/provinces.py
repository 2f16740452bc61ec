"""A province as lists write it -> its short Chinese name."""

from functools import cache

from icplint.collect.sites.quoting import quoted
from icplint.facts.regions import regions
from icplint.late import pattern
from icplint.model.text import Text, text

_TITLE = pattern(r"(?:壮族自治区|回族自治区|维吾尔自治区|自治区|省|市)\Z")
_PINYIN = {
    "beijing": "北京", "tianjin": "天津", "hebei": "河北", "shanxi": "山西", "inner mongolia": "内蒙古",
    "neimenggu": "内蒙古", "liaoning": "辽宁", "jilin": "吉林", "heilongjiang": "黑龙江", "shanghai": "上海",
    "jiangsu": "江苏", "zhejiang": "浙江", "anhui": "安徽", "fujian": "福建", "jiangxi": "江西", "shandong": "山东",
    "henan": "河南", "hubei": "湖北", "hunan": "湖南", "guangdong": "广东", "guangxi": "广西", "hainan": "海南",
    "chongqing": "重庆", "sichuan": "四川", "guizhou": "贵州", "yunnan": "云南", "tibet": "西藏", "xizang": "西藏",
    "shaanxi": "陕西", "gansu": "甘肃", "qinghai": "青海", "ningxia": "宁夏", "xinjiang": "新疆",
}  # fmt: skip


def read_province(written: str) -> str | Text:
    """The short name, such as 广东 for 广东省 or Guangdong; or one sentence that says how to write it."""
    short = _TITLE.sub("", written)
    short = _PINYIN.get(short.casefold(), short)
    if short in _names():
        return short
    return text(
        en=f"province {quoted(written)} is unknown; write a province of mainland China, such as 广东, or leave it blank",
        zh=f"省份 {quoted(written)} 无法识别；请填写省、自治区或直辖市名称（如 广东），或留空",
    )


@cache
def _names() -> frozenset[str]:
    return frozenset(region.name for region in regions())
