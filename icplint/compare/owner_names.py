"""Compares two names: the owner that a page shows, and the filing entity.

Names are equal or they are not; the form of a company is a part of its name like any other. How two names differ
says what is to be done: a slip is corrected, a branch or a former name explained, another company looked into.
"""

from enum import StrEnum
from functools import lru_cache

from icplint.compare.name_folding import LONGEST_NAME, fold_name
from icplint.compare.name_parts import (
    NamePart,
    NameParts,
    agreement,
    is_full_name,
    may_be_brand,
    parts_of,
)
from icplint.late import dataclass, pattern

_DOMAIN = pattern(r"(?:https?://)?[a-z0-9-]+(?:\.[a-z0-9-]+)*\.[a-z]{2,}/?")
_BETWEEN_NAMES = pattern(r"[\s,，、;；/|&]+|(?<=公司)[和与及暨]")
_OF_A_SITE = pattern(r"(?<=公司)(?:的?(?:官方)?网站|官网|官方网)\Z")
_BRANCH = pattern(
    r"\(?(?:(?!公司)[^()]){0,20}(?:分公司|支公司|分行|支行|分理处|营业部|营业厅|办事处|代表处|分店|分校|校区|分院|院区|分社|分所|分部|分厂"
    r"|分会|分中心|事业部|项目部)\)?"
)
_DEPARTMENT = pattern(
    r"[^()]{0,20}(?:学院|[系部处科室]|中心|研究所|研究院|实验室|图书馆|团委|工会|党委|委员会|办公室)"
)
_APART = pattern(r"附属|公司|集团|医院|中学|小学|幼儿园|基金会|出版社|学会|协会|商会|事务所|银行|[厂店]\Z")
"""In what is added to a name: bodies that are entities of their own although they bear it."""
_HEAD = pattern(r".+?(?<!分)公司|.+?(?:银行|事务所|旅行社|大学|学校|医院)")
_NUMBERING = pattern(r"[第〇零一二三四五六七八九十百千0-9]+")
_TWO_SLIPS = 2
_SIGNS_FOR_EACH_SLIP = 4
_LONGEST_SWAP = 4
"""Signs of each of two neighbouring words that changed places."""


class OwnerMatch(StrEnum):
    """How an owner stands to the filing entity; best first."""

    SAME = "same"
    DECLARED = "declared"
    """A brand, an English name or an alias that is declared for the entity."""
    FORMER_NAME = "former-name"
    """The entity's declared former name (曾用名)."""
    FORMER_FILED = "former-filed"
    """The entity's present name, while the filing bears a declared former one."""
    PARENT = "parent"
    """The declared parent of the entity: another legal person."""
    SUBSIDIARY = "subsidiary"
    """An entity whose declared parent is the filing entity: another legal person."""
    BRANCH = "branch"
    """One is named as a part of the other: a branch, a department."""
    COMPANY_FORM = "company-form"
    """Only the legal form differs: 有限公司 for 有限责任公司."""
    NEAR = "near"
    """One or two characters differ, or two neighbouring words changed places."""
    SHORT_ENTITY = "short-entity"
    """The owner is a full name and the list's name of the entity is none: nothing can be compared."""
    NOT_COMPARABLE = "not-comparable"
    """A brand, a foreign name or a domain: it may be the entity's."""
    DIFFERENT = "different"


BEST_FIRST = {match: place for place, match in enumerate(OwnerMatch)}
OF_THE_ENTITY = frozenset(
    (OwnerMatch.SAME, OwnerMatch.DECLARED, OwnerMatch.FORMER_NAME, OwnerMatch.FORMER_FILED)
)
"""The owner is the entity by one of its names."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnerComparison:
    """How one owner compares with one entity. Parts of names are told as folded."""

    match: OwnerMatch
    shown: str = ""
    """The part of the owner that differs."""
    filed: str = ""
    """What the entity has in its place."""
    is_swap: bool = False
    """`shown` and `filed` are the same two words in the other order."""
    agree: tuple[NamePart, ...] = ()
    """Parts that both have alike."""
    differ: tuple[NamePart, ...] = ()
    shown_stem: str = ""
    filed_stem: str = ""


@lru_cache(maxsize=4096)
def compare_owner(owner: str, entity: str, *, entity_is_full: bool = True) -> OwnerComparison:
    """How an owner stands to an entity by name; where the owner names several, the best of them.

    Args:
        owner: As the page shows it.
        entity: As filed, or as the list names it.
        entity_is_full: False: nobody but the list says that this is a full name.
    """
    found = [_compare(fold_name(name), fold_name(entity)) for name in names_in(owner)]
    best = min(found, key=lambda one: BEST_FIRST[one.match])
    is_open = best.match is OwnerMatch.DIFFERENT and not entity_is_full and not is_full_name(entity)
    return OwnerComparison(match=OwnerMatch.SHORT_ENTITY) if is_open else best


def names_in(owner: str) -> tuple[str, ...]:
    """The names to compare: the owner as it stands, then the full names in it where it lists several."""
    return tuple(dict.fromkeys((owner, *filter(is_full_name, pieces_of(owner)))))


def pieces_of(owner: str) -> tuple[str, ...]:
    """An owner cut where one of several names may end; the pieces need not be names."""
    return tuple(piece for piece in _BETWEEN_NAMES.split(owner[:LONGEST_NAME]) if piece)


def _compare(owner: str, entity: str) -> OwnerComparison:
    """Compare two folded names."""
    owner = _OF_A_SITE.sub("", owner)
    if owner == entity:
        return OwnerComparison(match=OwnerMatch.SAME)
    of_owner, of_entity = parts_of(owner), parts_of(entity)
    agree, differ = agreement(of_owner, of_entity)
    shown, filed = _differing(owner, entity)
    match = _match(of_owner, of_entity, owner, entity)
    if match is OwnerMatch.COMPANY_FORM:
        shown, filed = of_owner.form, of_entity.form
    return OwnerComparison(
        match=match,
        shown=shown,
        filed=filed,
        is_swap=match is OwnerMatch.NEAR and _is_swapped(shown, filed),
        agree=agree,
        differ=differ,
        shown_stem=of_owner.stem,
        filed_stem=of_entity.stem,
    )


def _match(of_owner: NameParts, of_entity: NameParts, owner: str, entity: str) -> OwnerMatch:
    if not owner or _DOMAIN.fullmatch(owner):
        return OwnerMatch.NOT_COMPARABLE
    if _is_part_of(owner, entity) or _is_part_of(entity, owner) or _are_branches_of_one(owner, entity):
        return OwnerMatch.BRANCH
    if of_owner.body == of_entity.body and of_owner.form and of_entity.form:
        return OwnerMatch.COMPANY_FORM
    if _is_near(of_owner, of_entity, owner, entity):
        return OwnerMatch.NEAR
    is_brand = not is_full_name(owner) or (may_be_brand(owner) and not may_be_brand(entity))
    return OwnerMatch.NOT_COMPARABLE if is_brand else OwnerMatch.DIFFERENT


def _is_part_of(longer: str, shorter: str) -> bool:
    """Whether a name is another full name and a branch or department."""
    return longer.startswith(shorter) and is_full_name(shorter) and _names_a_part(longer[len(shorter) :])


def _are_branches_of_one(owner: str, entity: str) -> bool:
    first, second = _HEAD.match(owner), _HEAD.match(entity)
    return (
        first is not None
        and second is not None
        and first[0] == second[0]
        and all(_names_a_part(name[first.end() :]) for name in (owner, entity))
    )


def _names_a_part(added: str) -> bool:
    """Whether what stands behind a full name is a branch or a department, and no entity of its own."""
    if _BRANCH.fullmatch(added):
        return True
    return bool(_DEPARTMENT.fullmatch(added)) and not _APART.search(added)


def _is_near(of_owner: NameParts, of_entity: NameParts, owner: str, entity: str) -> bool:
    """Whether a slip of the keyboard explains the difference.

    Known words that differ are no slip: another place, another trade, another number or another legal form is
    how sister companies and numbered schools are told apart.

    NOTE: the distance is that of optimal string alignment: two neighbouring signs in the wrong order (田蓝 for 蓝田)
    are one slip of the hand, and Levenshtein counts two. Unrestricted Damerau distance would also forgive signs put
    between the two, which no slip explains. Whole words in the wrong order (股份电器 for 电器股份) cost more by any of
    these, and are looked for by themselves.
    """
    shown, filed = _differing(owner, entity)
    if _is_swapped(shown, filed) and len(entity) >= _SIGNS_FOR_EACH_SLIP:
        return True
    if of_owner.has_full_form and of_entity.has_full_form and of_owner.form != of_entity.form:
        return False
    if _are_apart(of_owner.places, of_entity.places) or _are_apart(of_owner.trades, of_entity.trades):
        return False
    if _NUMBERING.fullmatch(shown + filed):
        return False
    from rapidfuzz.distance import OSA  # noqa: PLC0415 - only where the names differ

    slips = OSA.distance(owner, entity, score_cutoff=_TWO_SLIPS)
    return slips <= _TWO_SLIPS and slips * _SIGNS_FOR_EACH_SLIP <= min(len(owner), len(entity))


def _are_apart(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Whether both names say something, and neither says all that the other says."""
    return bool(one and other) and not (set(one) <= set(other) or set(other) <= set(one))


def _is_swapped(shown: str, filed: str) -> bool:
    """Whether two words changed places: 股份电器 for 电器股份."""
    if len(shown) != len(filed) or shown == filed:
        return False
    return any(
        max(cut, len(shown) - cut) <= _LONGEST_SWAP and shown[cut:] + shown[:cut] == filed
        for cut in range(1, len(shown))
    )


def _differing(owner: str, entity: str) -> tuple[str, str]:
    """The middle parts that two names do not share."""
    start = 0
    while start < min(len(owner), len(entity)) and owner[start] == entity[start]:
        start += 1
    end = 0
    while end < min(len(owner), len(entity)) - start and owner[-1 - end] == entity[-1 - end]:
        end += 1
    return owner[start : len(owner) - end], entity[start : len(entity) - end]
