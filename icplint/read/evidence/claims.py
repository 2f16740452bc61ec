"""Reads the claims of one footer line: sign, years, name and rights phrase in any order."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from icplint.read.evidence.notice_tokens import Kind, Line, Token, cut
from icplint.read.evidence.owners import Form, Name, Side, name_in


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """One notice, as far as a single line tells it."""

    line: Line
    start: int
    end: int
    """Bounds in the folded line."""
    owner: Name | None
    years: tuple[int, int | None] | None
    """First and last; the last is None for an open range."""
    faults: tuple[str, ...]
    weight: int
    """How surely this is the site's own notice."""
    open_end: bool
    """A rights phrase with a colon stands last: the name is on the next line."""


@dataclass(frozen=True, slots=True)
class _Clause:
    """Tokens between two delimiters."""

    before: Token | None
    """The delimiter that it follows; None at the start of the line."""
    tokens: tuple[Token, ...]


_ANCHORS = (Kind.SIGN, Kind.CLAIM, Kind.RESERVED, Kind.BELONGS)
_DELIMITERS = (Kind.BREAK, Kind.STOP, Kind.CREDIT, Kind.NUMBER, Kind.MAIL)

_FORM_WEIGHT = {
    Form.TEMPLATE: -25,
    Form.HOST: -6,
    Form.LATIN: 0,
    Form.CHINESE: 8,
    Form.BODY: 20,
    Form.COMPANY: 30,
}
_BEFORE = {Kind.CLAIM: 25, Kind.RESERVED: 22, Kind.SIGN: 15}
"""The worth of a name that stands before the first sign, by that sign."""
_YEARS_WEIGHT = 6
_SIGN_WEIGHT = 4
_SOFTWARE_WEIGHT = -60

_SOFTWARE = re.compile(
    r"comsenz|discuz|康盛|wordpress|automattic|typecho|z-?blog|hexo\b|hugo\b|dede\s?cms|desdev|织梦|phpwind|phpcms|php168|ecshop|shopex|empire\s?cms|帝国软件|phome|siteserver|joomla|drupal|powereasy|oblog",
    re.IGNORECASE,
)
_CREDIT_OF_A_PICTURE = re.compile(
    r"(?:photos?|images?|pictures?|podcast|video|credits?|图片?|图源|题图|摄影?|来源|视频|插画)[\s:/(]{0,3}$",
    re.IGNORECASE,
)
_BELONGS_HEAD = re.compile(r"(?:版权|著作权|知识产权)(?:所有)?[均皆都全部]{0,2}(?:归属?于?|属于?)\s{0,3}:?")
_OTHERS = re.compile(r"作者|作家|版权|权利|各自|各|其|原|发布|投稿|用户|上传|主人|创作|所有")
_YEAR = re.compile(r"(?<![0-9])0?((?:19|2[0-9])[0-9]{2})(?![0-9])")
_OPEN = re.compile(r"至今|现在|今|present|now|since|[-–—~]\s*$", re.IGNORECASE)
_BEYOND = re.compile(r"[-–—~]\s?(?:[3-9][0-9]{3}|[0-9]{3}|[0-9]{5,6})$")
_YEAR_TEMPLATE = re.compile(r"year|date|moment|yyyy|nan\b|时间|年|time", re.IGNORECASE)
_FAILED = re.compile(r"undefined|null|xxxx", re.IGNORECASE)


def claims_in(line: Line) -> Iterator[Claim]:
    """The claims of a line, in its order."""
    clauses = _clauses(cut(line.folded))
    for place, clause in enumerate(clauses):
        for tokens, before in _groups(clause):
            claim = _claim(line, tokens, before)
            if claim is None:
                continue
            if claim.owner is None:
                claim = _with_neighbour(claim, line, clauses, place)
            yield claim


def _clauses(tokens: Sequence[Token]) -> list[_Clause]:
    clauses: list[_Clause] = []
    before: Token | None = None
    current: list[Token] = []
    for place, token in enumerate(tokens):
        if token.kind is Kind.MAIL and _before_anchor(tokens, place):
            continue  # "某某学院abc@x.cn 版权所有": the address hangs on the name
        if token.kind not in _DELIMITERS:
            current.append(token)
        elif token.kind is Kind.NUMBER and current and current[-1].kind is Kind.SIGN:
            continue  # "版权所有 © 豫ICP备…号 2019-2020": the number stands where the owner should
        else:
            clauses.append(_Clause(before, tuple(current)))
            before, current = token, []
    clauses.append(_Clause(before, tuple(current)))
    return clauses


def _before_anchor(tokens: Sequence[Token], place: int) -> bool:
    return place + 1 < len(tokens) and tokens[place + 1].kind in _ANCHORS


def _groups(clause: _Clause) -> Iterator[tuple[tuple[Token, ...], Token | None]]:
    """The clause's tokens cut before each sign that opens a further notice."""
    start = 0
    text_since_sign = signed = False
    for place, token in enumerate(clause.tokens):
        if token.kind is Kind.SIGN:
            if signed and text_since_sign:
                cut_at = (
                    place - 1
                    if clause.tokens[place - 1].kind is Kind.YEARS and _opens(clause.tokens, place)
                    else place
                )
                yield clause.tokens[start:cut_at], clause.before if start == 0 else clause.tokens[start - 1]
                start = cut_at
            signed, text_since_sign = True, False
        elif token.kind is Kind.TEXT:
            text_since_sign = True
    yield clause.tokens[start:], clause.before if start == 0 else clause.tokens[start - 1]


def _opens(tokens: Sequence[Token], place: int) -> bool:
    """Whether the years before a sign are its own: no years follow it."""
    return place + 1 < len(tokens) and tokens[place + 1].kind is not Kind.YEARS


def _claim(line: Line, tokens: Sequence[Token], before: Token | None) -> Claim | None:
    anchors = [place for place, token in enumerate(tokens) if token.kind in _ANCHORS]
    if not anchors:
        return None
    first = tokens[anchors[0]]
    if first.kind is Kind.SIGN and _CREDIT_OF_A_PICTURE.search(
        line.folded, max(0, first.start - 12), first.start
    ):
        return None
    owner, weight = _owner(line.folded, tokens, anchors, before)
    years_token = _years_token(tokens, anchors, owner)
    faults, template_owner = _faults(line.folded, tokens, owner)
    if owner is None and template_owner is not None:
        owner = Name(template_owner.start, template_owner.end, Form.TEMPLATE)
        weight = _FORM_WEIGHT[Form.TEMPLATE]
    if owner is None and years_token is None and not faults and _says_nothing(line.folded, tokens):
        return None
    used = [tokens[place] for place in anchors if not _is_others(line.folded, tokens[place])]
    if not used:
        return None
    spans = [(token.start, token.end) for token in used]
    spans += [(owner.start, owner.end)] if owner else []
    spans += [(years_token.start, years_token.end)] if years_token else []
    signed = any(token.kind is Kind.SIGN for token in used)
    weight += _YEARS_WEIGHT * (years_token is not None) + _SIGN_WEIGHT * signed
    if _is_software(line.folded, tokens, before, owner):
        weight += _SOFTWARE_WEIGHT
    last = tokens[-1]
    return Claim(
        line=line,
        start=min(start for start, _ in spans),
        end=max(end for _, end in spans),
        owner=owner,
        years=_years(line.folded[years_token.start : years_token.end]) if years_token else None,
        faults=faults,
        weight=weight,
        open_end=last.kind is Kind.CLAIM and line.folded[last.start : last.end].endswith(":"),
    )


def _owner(
    folded: str, tokens: Sequence[Token], anchors: Sequence[int], before: Token | None
) -> tuple[Name | None, int]:
    """The best of the names that stand in one of a notice's places, with its weight."""
    best: Name | None = None
    best_weight = 0
    for place, token in enumerate(tokens):
        if token.kind is Kind.BELONGS:
            name = _belonging(folded, token)
            value = 40
        elif token.kind is Kind.TEXT:
            name, value = _name_at(folded, tokens, anchors, place, before)
        else:
            continue
        if name is None:
            continue
        weight = value + _FORM_WEIGHT[name.form]
        if best is None or weight > best_weight:
            best, best_weight = name, weight
    return best, best_weight


def _name_at(
    folded: str, tokens: Sequence[Token], anchors: Sequence[int], place: int, before: Token | None
) -> tuple[Name | None, int]:
    """The name in a stretch of text and the worth of its place between the signs around it."""
    token = tokens[place]
    previous = next((tokens[i].kind for i in reversed(anchors) if i < place), None)
    following = next((tokens[i].kind for i in anchors if i > place), None)
    labelled = place > 0 and tokens[place - 1].kind is Kind.OWNER_LABEL
    if previous is None:
        if labelled:
            return name_in(folded, token.start, token.end, Side.BOTH), 25
        start, least = token.start, Form.TEMPLATE
        if place == 0 and before is not None and before.kind in (Kind.STOP, Kind.CREDIT):
            # The first word is what the label names; of a sentence (未经…) it is the rest.
            sentence = before.kind is Kind.STOP and not folded[: before.end].endswith(":")
            start, least = _past_first_word(folded, token), Form.CHINESE if sentence else Form.BODY
        side = Side.BOTH if place and tokens[place - 1].kind is Kind.YEARS else Side.END
        name = name_in(folded, start, token.end, side)
        value = _BEFORE.get(following or Kind.BELONGS, 0)
        if following is Kind.SIGN and tokens[anchors[0] : anchors[0] + 2][-1].kind is Kind.CLAIM:
            value = _BEFORE[Kind.CLAIM]
        return (name if name and name.form >= least and value else None), value
    if labelled:
        return name_in(folded, token.start, token.end, Side.START), 5
    if previous is Kind.RESERVED:
        if following is Kind.CLAIM:
            return name_in(folded, token.start, token.end, Side.END), 25
        name = name_in(folded, token.start, token.end, Side.START)
        return name, 10
    closed = following is not None or any(t.kind is Kind.YEARS for t in tokens[place + 1 :])
    name = name_in(folded, token.start, token.end, Side.BOTH if closed else Side.START)
    if previous is Kind.SIGN:
        return name, 30
    return name, 26 if folded[: token.start].rstrip().endswith(":") else 20


def _past_first_word(folded: str, token: Token) -> int:
    blank = re.compile(r"\s").search(folded, token.start, token.end)
    return blank.end() if blank else token.end


def _belonging(folded: str, token: Token) -> Name | None:
    """The name between 归 and 所有."""
    head = _BELONGS_HEAD.match(folded, token.start, token.end)
    start = head.end() if head else token.start
    end = token.end - 2 if folded.endswith(("所有", "共有"), start, token.end) else token.end
    return None if _OTHERS.search(folded, start, end) else name_in(folded, start, end, Side.BOTH)


def _is_others(folded: str, token: Token) -> bool:
    """Whether a 版权归…所有 speaks of authors, not of the site."""
    return token.kind is Kind.BELONGS and _belonging(folded, token) is None


def _says_nothing(folded: str, tokens: Sequence[Token]) -> bool:
    """Whether only the word stands there, as in a link to a policy."""
    return all(
        token.kind not in _ANCHORS
        or (
            token.kind is Kind.SIGN
            and not re.search(r"[©ⓒ®@]|\(c\)|&copy", folded[token.start : token.end], re.IGNORECASE)
        )
        for token in tokens
    )


def _years_token(tokens: Sequence[Token], anchors: Sequence[int], owner: Name | None) -> Token | None:
    """The years that belong to the notice: next to its signs, else after them or first of all."""
    years = [place for place, token in enumerate(tokens) if token.kind is Kind.YEARS]
    signs = [place for place in anchors if tokens[place].kind is Kind.SIGN]
    for near in (signs, anchors):
        for place in years:
            if any(abs(place - anchor) == 1 for anchor in near):
                return tokens[place]
    named = [place for place, token in enumerate(tokens) if owner and token.start <= owner.start < token.end]
    for place in years:
        if place > anchors[0] or place == 0 or any(abs(place - name) == 1 for name in named):
            return tokens[place]
    return None


def _years(written: str) -> tuple[int, int | None]:
    """First and last year; of a range printed twice, the first one."""
    found = list(_YEAR.finditer(written))
    numbers = [int(match[1]) for match in found]
    for (one, two), (first, last) in zip(pairwise(found), pairwise(numbers), strict=True):
        if re.search(r"[^\s\d,、/]", written[one.end() : two.start()]):
            return min(numbers[0], first) if first <= last else first, last
    if _OPEN.search(written) or _BEYOND.search(written):
        return numbers[0], None
    return numbers[0], numbers[-1]


def _faults(folded: str, tokens: Sequence[Token], owner: Name | None) -> tuple[tuple[str, ...], Token | None]:
    """The placeholders left in, and the one that stands for the owner."""
    faults: list[str] = []
    instead: Token | None = None
    dated = any(token.kind is Kind.YEARS for token in tokens)
    for token in tokens:
        if token.kind is not Kind.TEMPLATE:
            continue
        text = folded[token.start : token.end]
        ranged = re.search(r"[-–—~]\s?$", folded[: token.start]) or re.match(
            r"\s?[-–—~]", folded[token.end :]
        )
        if _YEAR_TEMPLATE.search(text) or (_FAILED.fullmatch(text) and (ranged or not dated)):
            faults.append("template-year")
        elif owner is None and instead is None:
            instead = token
            faults.append("template-owner")
    if owner is not None and owner.form is Form.TEMPLATE:
        faults.append("template-owner")
    return tuple(dict.fromkeys(faults)), instead


def _is_software(folded: str, tokens: Sequence[Token], before: Token | None, owner: Name | None) -> bool:
    if owner is not None and _SOFTWARE.search(folded, owner.start, owner.end):
        return True
    credited = before is not None and before.kind is Kind.CREDIT and tokens[0].kind is Kind.TEXT
    return credited and (owner is None or owner.form < Form.CHINESE)


def _with_neighbour(claim: Claim, line: Line, clauses: Sequence[_Clause], place: int) -> Claim:
    """The claim with an entity's name from the other side of a bar, where one stands there."""
    for other, side in ((place + 1, Side.START), (place - 1, Side.END)):
        if not 0 <= other < len(clauses) or not clauses[other].tokens:
            continue
        bar = clauses[max(place, other)].before
        token = clauses[other].tokens[0 if side is Side.START else -1]
        if bar is None or bar.kind is not Kind.BREAK or token.kind is not Kind.TEXT:
            continue
        held = clauses[other].before
        if side is Side.END and held is not None and held.kind is not Kind.BREAK:
            continue
        name = name_in(line.folded, token.start, token.end, side)
        alone = side is Side.START and len(clauses) == 2 and len(clauses[other].tokens) == 1
        if name is not None and name.form >= (Form.CHINESE if alone else Form.BODY):
            return replace(
                claim,
                owner=name,
                start=min(claim.start, name.start),
                end=max(claim.end, name.end),
                weight=claim.weight + 10 + _FORM_WEIGHT[name.form],
            )
    return claim
