"""The columns of a register, under their Chinese and English names."""

from collections.abc import Mapping
from enum import StrEnum
from functools import cache

from icplint.collect.sites.columns import folded_header
from icplint.collect.sites.quoting import quoted
from icplint.late import dataclass


class Field(StrEnum):
    """What a column means."""

    DOMAIN = "domain"
    MORE_DOMAINS = "more_domains"
    """Further names of the same site, as the police's register holds them."""
    ENTITY = "entity"
    NUMBER = "icp"
    """An ICP number, with or without -N: the subject's or the site's."""
    SUBJECT = "subject"
    SITE = "site"
    PSB = "psb"
    NATURE = "nature"
    FIRST_FILED_ON = "first_filed_on"
    LAST_APPROVED_ON = "last_approved_on"
    OPENED_ON = "opened_on"
    PSB_ON = "psb_on"
    STATUS = "filing_status"
    ACCESS_RESTRICTED = "access_restricted"
    PROVINCE = "province"
    ALIASES = "aliases"
    SERVICE_TYPE = "service_type"
    """Website, App, mini-program or quick app."""
    PERSONAL = "personal"
    """A person's name, certificate, telephone or address: never leaves the reader."""
    IGNORED = "ignored"
    """A shape's column that means nothing here, whatever its name would mean elsewhere."""


NAMES: dict[Field, tuple[str, ...]] = {
    Field.DOMAIN: (
        "domain", "domains", "网站域名", "域名", "备案域名", "主域名", "注册域名", "网站域名列表", "域名列表", "domain name", "host",
        "hostname", "主机名", "网站主域名", "网站首页域名",
    ),
    Field.MORE_DOMAINS: ("more_domains", "网站从域名", "从域名", "其他域名", "其它域名", "附属域名"),
    Field.ENTITY: (
        "entity", "主办单位名称", "主办单位", "主办者名称", "主办者", "主体名称", "单位名称", "备案主体名称", "备案主体", "域名主办方",
        "主办方", "主办人", "开办主体", "开办者名称", "开办单位", "unitname", "organiser", "organizer",
    ),
    Field.NUMBER: (
        "icp", "icp备案/许可证号", "icp备案/许可证编号", "备案/许可证号", "备案/许可证编号", "备案许可证号", "icp备案号", "备案号",
        "icp备案编号", "备案编号", "icp许可证号", "icp number",
    ),
    Field.SUBJECT: (
        "subject", "主体备案号", "主体备案编号", "主体备案/许可证号", "icp主体备案号", "主体icp备案号", "mainlicence",
        "mainlicense",
    ),
    Field.SITE: (
        "site", "网站备案号", "网站备案编号", "网站备案/许可证号", "icp网站备案号", "网站icp备案号", "服务备案号", "服务备案编号",
        "互联网信息服务备案号", "servicelicence", "servicelicense",
    ),
    Field.PSB: (
        "psb", "公安联网备案号", "公安备案号", "公安备案编号", "公安联网备案编号", "联网备案号", "公安机关备案号", "公网安备号",
        "公安网备案号", "网安备案号",
    ),
    Field.NATURE: (
        "nature", "主办单位性质", "主办者性质", "单位性质", "主体性质", "主办方性质", "主体类型", "开办者性质", "主办单位类型", "备案性质", "域名类型",
        "naturename",
    ),
    Field.FIRST_FILED_ON: ("first_filed_on", "首次备案日期", "首次备案时间", "首次备案通过日期", "首次备案通过时间"),
    Field.LAST_APPROVED_ON: (
        "last_approved_on", "审核通过日期", "审核通过时间", "审核日期", "审核时间", "备案审核通过日期", "备案通过日期", "备案通过时间",
        "备案日期", "备案时间", "最近审核通过日期", "updaterecordtime",
    ),
    Field.OPENED_ON: ("opened_on", "开通日期", "开通时间", "网站开通日期", "网站开通时间", "上线日期", "上线时间"),
    Field.PSB_ON: (
        "psb_on", "公安备案通过日期", "公安备案通过时间", "公安备案日期", "公安备案时间", "公安联网备案日期", "公安联网备案时间",
        "公安联网备案通过日期", "公安联网备案通过时间", "联网备案日期", "联网备案时间",
    ),
    Field.STATUS: ("filing_status", "状态", "备案状态", "网站备案状态", "status"),
    Field.ACCESS_RESTRICTED: ("access_restricted", "是否限制接入", "限制接入", "是否受限", "是否限制访问", "limitaccess"),
    Field.PROVINCE: ("province", "省份", "省", "所在省份", "备案省份", "主体所在省", "管局省份"),
    Field.ALIASES: ("aliases", "别名", "单位别名", "主办单位别名", "曾用名", "简称", "alias"),
    Field.SERVICE_TYPE: ("service_type", "服务类型", "服务类别", "备案类型", "互联网信息服务类型"),
    Field.PERSONAL: (
        "personal", "leadername", "mainunitaddress", "mainunitcertno", "mainunitcerttype", "负责人", "网站负责人", "主体负责人",
        "网站负责人姓名", "主体负责人姓名", "负责人姓名", "服务负责人", "法人", "法定代表人", "法人姓名", "联系人", "联系人姓名", "姓名",
        "证件号", "证件号码", "主体证件号", "主体证件号码", "主办单位证件号码", "负责人证件号码", "证件类型", "身份证号", "身份证号码", "手机",
        "手机号", "手机号码", "电话", "联系电话", "联系方式", "办公电话", "负责人电话", "负责人手机", "应急电话", "邮箱", "电子邮箱",
        "电子邮件", "地址", "通信地址", "通讯地址", "证件住所", "主办单位住所", "投资者或主管单位", "主办单位地址", "注册地址", "详细地址",
        "phone", "mobile", "telephone", "email", "e-mail", "address", "leader", "contact", "id number", "certno",
        "website_owner", "comaddress",
    ),
}  # fmt: skip
"""Names of each field, the most exact first: where two stand in one header, the earlier name takes it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Columns:
    """Where the fields of a record stand. Absent ones stand at `width`, where the reader keeps a blank cell."""

    names: tuple[str, ...]
    places: Mapping[Field, int]
    personal: tuple[tuple[int, str], ...]
    """Where personal data stand, and under which name."""

    @property
    def width(self) -> int:
        """How many columns there are."""
        return len(self.names)

    def at(self, field: Field) -> int:
        """The place of a field's cell."""
        return self.places.get(field, self.width)

    def label(self, place: int) -> str:
        """A column's name inside a sentence."""
        return quoted(self.names[place])

    def name_of(self, field: Field) -> str:
        """The name of a field's column inside a sentence; the field's own where there is none."""
        return self.label(self.places[field]) if field in self.places else field.value


def columns_of(names: tuple[str, ...], own: Mapping[str, Field] | None = None) -> Columns:
    """The columns under these names. Unknown ones are left out.

    Args:
        names: As the file writes them.
        own: What names mean in the file's own shape, by folded name; they go before the general ones.
    """
    best: dict[Field, tuple[int, int]] = {}
    personal: list[tuple[int, str]] = []
    for place, name in enumerate(names):
        found = known_field(name, own)
        if found is None or found[0] is Field.IGNORED:
            continue
        field, rank = found
        if field is Field.PERSONAL:
            personal.append((place, name.strip()))
        else:
            best[field] = min(best.get(field, (rank, place)), (rank, place))
    return Columns(
        names=names,
        places={field: place for field, (_, place) in best.items()},
        personal=tuple(personal),
    )


def known_field(name: str, own: Mapping[str, Field] | None = None) -> tuple[Field, int] | None:
    """What a header means, and how exact the name is (0: the most exact)."""
    folded = folded_header(name)
    if own and folded in own:
        return own[folded], -1
    known = _by_name()
    return known.get(folded) or known.get(_without_remark(folded))


def _without_remark(folded: str) -> str:
    """`域名(必填)` -> `域名`."""
    head, bracket, _ = folded.partition("(")
    return head if bracket and folded.endswith(")") else folded


@cache
def _by_name() -> dict[str, tuple[Field, int]]:
    return {
        folded_header(name): (field, rank)
        for field, names in NAMES.items()
        for rank, name in enumerate(names)
    }
