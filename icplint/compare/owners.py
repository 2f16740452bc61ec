"""Compares the owner in a copyright notice with the filing entity.

Width, blanks, brackets, middle dots and Latin case are folded. The form of a company never is: 有限公司 and
有限责任公司 are two entities before the law.
"""

import re
import unicodedata
from dataclasses import dataclass
from enum import StrEnum

from icplint.model.block import Source
from icplint.model.filing import Filing
from icplint.model.reading import Copyright, Role
from icplint.model.rule import NotApplicable, PageEvidence, RuleContext, Unmeasured

_READABLE = (Source.HTML, Source.RENDERED, Source.SCRIPT_LITERAL)
_LONGEST_NAME = 200
_DROPPED = re.compile(r"[\s\u00ad\u200b-\u200f\u2060\ufeff·•・‧∙●]+")
_BRACKETS = str.maketrans("〔〕【】[]〈〉<>{}", "()()()()()()")
_CHINESE = re.compile("[\u3400-\u9fff]")
_DOMAIN = re.compile(r"(?:https?://)?[a-z0-9-]+(?:\.[a-z0-9-]+)*\.[a-z]{2,}/?")
_BETWEEN_NAMES = re.compile(r"[\s,，、;；/|&]+")
_FORMS = (
    "集团股份有限公司",
    "集团有限责任公司",
    "集团有限公司",
    "股份有限公司",
    "有限责任公司",
    "有限公司",
    "集团公司",
    "公司",
    "集团",
)
_FULL_NAME_ENDINGS = (
    *_FORMS,
    *("厂", "中心", "大学", "学院", "学校", "中学", "小学", "幼儿园", "医院", "研究院", "研究所", "设计院"),
    *(
        "委员会",
        "办公室",
        "政府",
        "局",
        "协会",
        "学会",
        "商会",
        "基金会",
        "联合会",
        "合作社",
        "工作室",
        "经营部",
    ),
    *("银行", "事务所", "报社", "出版社", "杂志社", "通讯社", "电视台", "商行", "商店", "合伙)"),
)
_PUBLIC_NATURES = ("政府机关", "党政机关", "国家机关", "事业单位", "军队")
_INDIVIDUAL = "个人"
_TWO_SLIPS = 2
_SIGNS_FOR_EACH_SLIP = 4


class OwnerMatch(StrEnum):
    """How an owner stands to the entity; best first."""

    SAME = "same"
    COMPANY_FORM = "company-form"
    """Only the form differs: 有限公司 for 有限责任公司."""
    NEAR = "near"
    """One or two characters differ."""
    NOT_COMPARABLE = "not-comparable"
    """A brand, a foreign name or a domain: it may be the entity's."""
    DIFFERENT = "different"


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnerComparison:
    """How one owner compares with one entity."""

    match: OwnerMatch
    shown: str = ""
    """The part of the owner that differs."""
    filed: str = ""
    """What the entity has in its place."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnerOnPage:
    """The notice whose owner comes nearest to the entity."""

    notice: Copyright
    owner: str
    entity: str
    comparison: OwnerComparison


def owner_on_page(page: PageEvidence, context: RuleContext) -> OwnerOnPage | Unmeasured | NotApplicable:
    """The best match among a page's notices, or why there is nothing to compare."""
    if context.site.nature == _INDIVIDUAL:
        return NotApplicable("individual")
    if is_public_body(context):
        return NotApplicable("public-body")
    notices = own_notices(page)
    if not notices:
        return NotApplicable("no-copyright")
    named = [
        (notice, notice.owner) for notice in notices if notice.owner and "template-owner" not in notice.faults
    ]
    if not named:
        return NotApplicable("no-owner")
    entities = entities_of(context)
    if not entities:
        return Unmeasured("not-offered:entity")
    found = [
        OwnerOnPage(notice=notice, owner=owner, entity=entities[0], comparison=compare_owner(owner, entity))
        for notice, owner in named
        for entity in entities
    ]
    return min(found, key=lambda one: _BEST_FIRST.index(one.comparison.match))


def own_notices(page: PageEvidence) -> tuple[Copyright, ...]:
    """The notices that a reader sees as the site's own, the main one first; those of the footer where it has any."""
    seen = [
        notice
        for notice in page.evidence.copyrights
        if notice.visible and notice.source in _READABLE and notice.role in (Role.OWN, Role.NEIGHBOUR)
    ]
    return tuple([notice for notice in seen if notice.in_footer] or seen)


def entities_of(context: RuleContext) -> tuple[str, ...]:
    """The names of the filing entity: the list's, the register's, and the register's further names."""
    filing = context.filing if isinstance(context.filing, Filing) else Filing()
    return tuple(name for name in (context.site.entity, filing.entity, *filing.aliases) if name)


def is_public_body(context: RuleContext) -> bool:
    """Whether the site is a government's or a public institution's, whose line is 主办单位."""
    if context.site.nature:
        return context.site.nature in _PUBLIC_NATURES
    return context.host.endswith((".gov.cn", ".edu.cn")) or context.host == "gov.cn"


def compare_owner(owner: str, entity: str) -> OwnerComparison:
    """How an owner stands to an entity; where the owner names several, the best of them."""
    parts = [part for part in _BETWEEN_NAMES.split(owner[:_LONGEST_NAME]) if is_full_name(part)]
    compared = [_compare(fold_name(name), fold_name(entity)) for name in (owner, *parts)]
    return min(compared, key=lambda one: _BEST_FIRST.index(one.match))


def fold_name(name: str) -> str:
    """A name without what two writings of it may differ in."""
    folded = unicodedata.normalize("NFKC", name[:_LONGEST_NAME]).translate(_BRACKETS)
    return _DROPPED.sub("", folded).strip(".,;:。，；：").casefold()


def is_full_name(name: str) -> bool:
    """Whether a name reads as the whole name of an organisation, not as a brand."""
    folded = fold_name(name)
    return bool(_CHINESE.search(folded)) and folded.endswith(_FULL_NAME_ENDINGS)


_BEST_FIRST = tuple(OwnerMatch)


def _compare(owner: str, entity: str) -> OwnerComparison:
    if owner == entity:
        return OwnerComparison(match=OwnerMatch.SAME)
    shown, filed = _differing(owner, entity)
    match = OwnerMatch.DIFFERENT
    if _stem(owner) == _stem(entity) and is_full_name(owner):
        match, shown, filed = (
            OwnerMatch.COMPANY_FORM,
            owner[len(_stem(owner)) :],
            entity[len(_stem(entity)) :],
        )
    elif _is_near(owner, entity):
        match = OwnerMatch.NEAR
    elif not is_full_name(owner) or _DOMAIN.fullmatch(owner):
        match = OwnerMatch.NOT_COMPARABLE
    return OwnerComparison(match=match, shown=shown, filed=filed)


def _stem(name: str) -> str:
    form = next((form for form in _FORMS if name.endswith(form)), "")
    return name.removesuffix(form)


def _is_near(owner: str, entity: str) -> bool:
    from rapidfuzz.distance import Levenshtein  # noqa: PLC0415 - only where the names differ

    slips = Levenshtein.distance(owner, entity, score_cutoff=_TWO_SLIPS)
    return slips <= _TWO_SLIPS and slips * _SIGNS_FOR_EACH_SLIP <= len(entity)


def _differing(owner: str, entity: str) -> tuple[str, str]:
    """The middle parts that two names do not share."""
    start = 0
    while start < min(len(owner), len(entity)) and owner[start] == entity[start]:
        start += 1
    end = 0
    while end < min(len(owner), len(entity)) - start and owner[-1 - end] == entity[-1 - end]:
        end += 1
    return owner[start : len(owner) - end], entity[start : len(entity) - end]
