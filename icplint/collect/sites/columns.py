"""The columns that a list may have, under their English and Chinese names."""

from enum import StrEnum
from functools import cache
from unicodedata import normalize


class Column(StrEnum):
    """A column that icplint knows."""

    TARGET = "target"
    """An address, a domain or a page's file: the one column of a plain list."""
    URL = "url"
    DOMAIN = "domain"
    FILE = "file"
    STANDS_FOR = "as"
    ID = "id"
    ENTITY = "entity"
    RESPONSIBLE = "responsible"
    CLIENT = "client"
    PROVIDER = "provider"
    PROVINCE = "province"
    NATURE = "nature"
    FILING_STATUS = "filing_status"
    EXEMPT_REASON = "exempt_reason"
    ICP = "icp"
    PSB = "psb"
    FIRST_FILED_ON = "first_filed_on"
    PSB_ON = "psb_on"
    TAGS = "tags"


WHERE = (Column.FILE, Column.URL, Column.TARGET, Column.DOMAIN)
"""The columns that say where a site is; a list needs one of them."""

ALIASES: dict[Column, tuple[str, ...]] = {
    Column.TARGET: ("target", "目标", "核查目标", "站点", "site"),
    Column.URL: ("url", "网址", "网站网址", "首页网址", "网站首页网址", "首页地址", "网站地址", "address", "link", "链接"),
    Column.DOMAIN: ("domain", "域名", "网站域名", "主域名", "domain name", "host", "hostname", "主机名"),
    Column.FILE: ("file", "文件", "页面文件", "本地文件", "path", "路径"),
    Column.STANDS_FOR: ("as", "对应网址", "正式网址", "公开网址", "线上网址", "stands for"),
    Column.ID: ("id", "编号", "站点编号", "序号"),
    Column.ENTITY: ("entity", "主办单位", "主办单位名称", "单位名称", "主体名称", "备案主体", "organiser", "organizer"),
    Column.RESPONSIBLE: (
        "responsible", "责任人", "责任部门", "网站负责人", "负责人", "负责部门", "owner", "contact",
    ),
    Column.CLIENT: ("client", "客户", "客户名称", "customer"),
    Column.PROVIDER: ("provider", "接入商", "接入服务提供者", "接入服务商", "接入单位", "云服务商"),
    Column.PROVINCE: ("province", "省份", "省", "所在省份", "备案省份"),
    Column.NATURE: ("nature", "主办单位性质", "单位性质", "主体性质"),
    Column.FILING_STATUS: ("filing_status", "状态", "备案状态", "status"),
    Column.EXEMPT_REASON: ("exempt_reason", "豁免原因", "豁免理由"),
    Column.ICP: (
        "icp", "网站备案号", "icp备案号", "备案号", "备案编号", "icp备案编号", "网站备案编号", "icp备案/许可证号",
        "备案/许可证号", "icp备案/许可证编号", "主体备案号", "icp number",
    ),
    Column.PSB: ("psb", "公安联网备案号", "公安备案号", "公安备案编号", "公安联网备案编号", "公安机关备案号", "公网安备号"),
    Column.FIRST_FILED_ON: ("first_filed_on", "首次备案日期", "首次备案时间"),
    Column.PSB_ON: ("psb_on", "公安备案日期", "公安联网备案日期", "公安备案时间"),
    Column.TAGS: ("tags", "标签", "tag"),
}  # fmt: skip
"""Names of each column, the most exact first: where two stand in one header, the earlier name takes it."""

_NOISE = str.maketrans("", "", " \t\r\n\u3000\u200b\ufeff_-/·*:'\"")


def folded_header(name: str) -> str:
    """A header as it is compared: width, case, blanks, underscores, slashes and asterisks left out."""
    return normalize("NFKC", name).casefold().translate(_NOISE)


def known_column(name: str) -> tuple[Column, int] | None:
    """The column that a header means, and how exact the name is (0: the most exact)."""
    folded = folded_header(name)
    found = _by_name()
    return found.get(folded) or found.get(_without_remark(folded))


def _without_remark(folded: str) -> str:
    """`域名(必填)` -> `域名`."""
    head, bracket, _ = folded.partition("(")
    return head if bracket and folded.endswith(")") else folded


@cache
def _by_name() -> dict[str, tuple[Column, int]]:
    return {
        folded_header(alias): (column, rank)
        for column, aliases in ALIASES.items()
        for rank, alias in enumerate(aliases)
    }
