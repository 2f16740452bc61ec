"""What the name of an organisation is made of: place, stem (字号), trade and legal form."""

from enum import StrEnum
from functools import lru_cache

from icplint.compare.name_folding import fold_name
from icplint.facts.company_names import places, trades
from icplint.late import dataclass, pattern

_CHINESE = pattern("[\u3400-\u9fff]")
_FORM = pattern(
    r"(?:(?:\(集团\)|集团)?(?:股份有限公司|有限责任公司|有限公司)|集团公司|总公司|股份公司|公司|\(集团\)|集团"
    r"|(?:合伙企业|事务所|中心)?\((?:特殊)?(?:普通|有限)?合伙\)|合伙企业|\(个人独资\)|个人独资企业|\(个体工商户\)"
    r"|(?:农民|农机|林业)?专业合作社|合作社|事务所|工作室|经营部|门市部|服务部|商行|商店|厂|店)\Z"
)
_SHORT_FORMS = frozenset(("", "公司", "集团", "(集团)", "股份公司"))
"""What is said for a form in short, and registered by nobody."""
_FULL_NAME = pattern(
    r"(?:中心|大学|学院|学校|中学|小学|幼儿园|医院|卫生院|诊所|门诊部|研究院|研究所|设计院|实验室|委员会|办公室|政府|[局厅署]"
    r"|协会|学会|商会|研究会|促进会|基金会|联合会|总会|银行|信用社|报社|出版社|杂志社|通讯社|旅行社|电视台|广播台|图书馆|博物馆"
    r"|美术馆|纪念馆|档案馆|文化馆|体育馆|剧院|公证处|管理处|法院|检察院|敬老院|养老院|俱乐部|村委会|居委会|宾馆|酒店|饭店"
    r"|分公司|支公司|分行|支行|营业部|办事处|分店|分校|分院|分社|分所)\Z"
)
_BRAND_LIKE = pattern(r"(?:工作室|俱乐部|团队|实验室)\Z")
_BRACKETED = pattern(r"\(([^()]{2,9})\)")
_RANK = r"(?:省|市|特别行政区|(?:壮族|回族|维吾尔)?自治区|地区|盟|(?:[\u4e00-\u9fff]{1,5}族)自治州|新区|经济特区)?"
_RANK_OF_PLACE = pattern(_RANK)
_DISTRICT = pattern(r"[\u4e00-\u9fff]{2,3}[区县]")
_LONGEST_PLACE = 5
_LONGEST_TRADE = 6
_SHORTEST_STEM = 2
_MOST_PLACES = 3


class NamePart(StrEnum):
    """A part of a name, or the order of all."""

    PLACE = "place"
    STEM = "stem"
    TRADE = "trade"
    FORM = "form"
    ORDER = "order"


@dataclass(frozen=True, slots=True, kw_only=True)
class NameParts:
    """A folded name in parts. Empty: the name has no such part, or it was not recognised."""

    places: tuple[str, ...]
    stem: str
    trades: tuple[str, ...]
    form: str
    body: str
    """The name without its form."""

    @property
    def has_full_form(self) -> bool:
        """Whether its form is one that is registered, not said in short."""
        return self.form not in _SHORT_FORMS


@lru_cache(maxsize=2048)
def parts_of(folded: str) -> NameParts:
    """A folded name in parts; what is not recognised goes to the stem."""
    found = _FORM.search(folded)
    form = found[0] if found else ""
    body = folded[: len(folded) - len(form)]
    where, rest = _places(body)
    kinds, stem = _trades(rest)
    return NameParts(places=where, stem=stem, trades=kinds, form=form, body=body)


def own_part(name: str) -> str:
    """What tells one organisation from others.

    Of a company its stem; of a school, a hospital or an authority, which are named by their place, all before such a
    word.
    """
    folded = fold_name(name)
    parts = parts_of(folded)
    ending = None if parts.form else _FULL_NAME.search(folded)
    return parts.stem if ending is None or ending.start() < _SHORTEST_STEM else folded[: ending.start()]


def is_full_name(name: str) -> bool:
    """Whether a name reads as the whole name of an organisation, not as a brand."""
    folded = fold_name(name)
    return bool(_CHINESE.search(folded) and (_FORM.search(folded) or _FULL_NAME.search(folded)))


def may_be_brand(name: str) -> bool:
    """Whether a name ends in a word that registered entities and mere teams bear alike, such as 工作室."""
    return bool(_BRAND_LIKE.search(fold_name(name)))


def agreement(one: NameParts, other: NameParts) -> tuple[tuple[NamePart, ...], tuple[NamePart, ...]]:
    """The parts in which two names agree, and those in which they differ; parts that neither has are left out."""
    pairs = {
        NamePart.PLACE: (one.places, other.places),
        NamePart.STEM: (one.stem, other.stem),
        NamePart.TRADE: (one.trades, other.trades),
        NamePart.FORM: (one.form, other.form),
    }
    said = {part: pair for part, pair in pairs.items() if any(pair)}
    agree = tuple(part for part, (first, second) in said.items() if first == second)
    differ = tuple(part for part in said if part not in agree)
    return agree, differ or (NamePart.ORDER,)


def _places(body: str) -> tuple[tuple[str, ...], str]:
    """The places that a name without its form begins with or holds in brackets, and what is left."""
    for bracket in _BRACKETED.finditer(body):
        inner, rest = _leading_places(bracket[1])
        if inner and not rest:
            return inner, body[: bracket.start()] + body[bracket.end() :]
    found, rest = _leading_places(body)
    while found and (len(rest) < _SHORTEST_STEM or rest in trades()):  # 中国银行: the place is the stem
        rest = body[body.rindex(found[-1], 0, len(body) - len(rest)) :]
        found = found[:-1]
    if found and (district := _DISTRICT.match(rest)) and len(rest) - district.end() >= _SHORTEST_STEM:
        found, rest = (*found, district[0]), rest[district.end() :]
    return found, rest


def _leading_places(written: str) -> tuple[tuple[str, ...], str]:
    found: list[str] = []
    while len(found) < _MOST_PLACES:
        place = next(
            (written[:size] for size in range(_LONGEST_PLACE, 1, -1) if written[:size] in places()), None
        )
        if place is None:
            break
        rank = _RANK_OF_PLACE.match(written, len(place))
        found.append(place)
        written = written[rank.end() if rank else len(place) :]
    return tuple(found), written


def _trades(rest: str) -> tuple[tuple[str, ...], str]:
    """The words for a trade at the end of what is left, in their order, and the stem before them."""
    found: list[str] = []
    while True:
        longest = min(_LONGEST_TRADE, len(rest) - _SHORTEST_STEM)
        word = next((rest[-size:] for size in range(longest, 1, -1) if rest[-size:] in trades()), None)
        if word is None:
            return tuple(reversed(found)), rest
        found.append(word)
        rest = rest[: -len(word)]
