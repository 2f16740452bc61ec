"""Where a notice may name its owner, and how much a name weighs in each place."""

from collections.abc import Sequence

from icplint.late import dataclass, pattern
from icplint.read.evidence.notice_phrases import Phrase
from icplint.read.evidence.notice_tokens import ANCHORS, Kind, Token
from icplint.read.evidence.owners import Form, Name, Side, name_in


@dataclass(frozen=True, slots=True)
class Placed:
    """A name and how surely it is the owner."""

    name: Name
    weight: int


# Weights only rank the candidates of one footer. A company's name beats any place; of two names
# of one form the place decides, and a sign's own side counts most.
FORM_WEIGHT = {
    Form.TEMPLATE: -25,
    Form.HOST: -6,
    Form.LATIN: 0,
    Form.CHINESE: 8,
    Form.BODY: 20,
    Form.COMPANY: 30,
}
_BELONGING = 40
_AFTER_SIGN = 30
_AFTER_COLON = 26
_BEFORE = {Kind.CLAIM: 25, Kind.RESERVED: 22, Kind.SIGN: 15}
"""Before the first sign, by that sign."""
_LABELLED = 25
_AFTER_CLAIM = 20
_AFTER_RESERVED = 10
_BESIDE_A_BAR = 10
_LABELLED_BEHIND = 5

_BELONGS_HEAD = pattern(r"(?:版权|著作权|知识产权)(?:所有)?[均皆都全部]{0,2}(?:归属?于?|属于?|为)\s{0,3}:?")
_OTHERS = pattern(r"作者|作家|版权|权利|各|其|原|发布|投稿|用户|上传|主人|创作|所有")
_BLANK = pattern(r"\s")
_FILLED = pattern(r"(?:[0-9]|营业执照|转载|必究)\s?$")
"""The end of a label that brings its own value, of a menu word or a slogan: what follows a blank is something else."""


def owner_of(phrase: Phrase) -> Placed | None:
    """The weightiest of the names that stand in one of a notice's places."""
    best: Placed | None = None
    for place, token in enumerate(phrase.tokens):
        match token.kind:
            case Kind.BELONGS:
                name, value = belonging(phrase.folded, token), _BELONGING
            case Kind.TEXT:
                name, value = _name_at(phrase, place)
            case _:
                continue
        if name is not None and (best is None or value + FORM_WEIGHT[name.form] > best.weight):
            best = Placed(name, value + FORM_WEIGHT[name.form])
    return best


def belonging(folded: str, token: Token) -> Name | None:
    """The name between 归 and 所有; None where the phrase speaks of authors, not of the site."""
    head = _BELONGS_HEAD.match(folded, token.start, token.end)
    start = head.end() if head else token.start
    end = token.end - 2 if folded.endswith(("所有", "共有"), start, token.end) else token.end
    side = Side.START if folded.endswith(":", token.start, start) else Side.BOTH
    return None if _OTHERS.search(folded, start, end) else name_in(folded, start, end, side)


def owner_beside(phrases: Sequence[Phrase], place: int) -> Placed | None:
    """An entity's name on the other side of a bar: © 2024 | 某某公司."""
    for other, side in ((place + 1, Side.START), (place - 1, Side.END)):
        if not 0 <= other < len(phrases) or not phrases[other].tokens:
            continue
        bar, held = phrases[max(place, other)].before, phrases[other].before
        labelled = side is Side.END and held is not None and held.kind is not Kind.BREAK
        token = phrases[other].tokens[0 if side is Side.START else -1]
        if bar is None or bar.kind is not Kind.BREAK or labelled or token.kind is not Kind.TEXT:
            continue
        name = name_in(phrases[other].folded, token.start, token.end, side)
        if name is not None and name.form >= _least_form_beside(phrases, place, other):
            return Placed(name, _BESIDE_A_BAR + FORM_WEIGHT[name.form])
    return None


def _least_form_beside(phrases: Sequence[Phrase], place: int, other: int) -> Form:
    """What a name across a bar must look like: © 2024 | 蓝标 | All Rights Reserved leaves no doubt."""
    only = len(phrases[other].tokens) == 1
    closed = len(phrases) > other + 1 and any(
        token.kind in ANCHORS for token in phrases[other + 1].tokens[:1]
    )
    bar = phrases[max(place, other)].before
    short = bar is not None and bar.end - bar.start == 1
    sure = short and other > place and only and (closed or len(phrases) == other + 1)
    return Form.CHINESE if sure else Form.BODY


def _name_at(phrase: Phrase, place: int) -> tuple[Name | None, int]:
    """The name in a stretch of text, and the worth of its place between the signs around it."""
    tokens, folded, token = phrase.tokens, phrase.folded, phrase.tokens[place]
    previous = next((t.kind for t in reversed(tokens[:place]) if t.kind in ANCHORS), None)
    following = next((t.kind for t in tokens[place + 1 :] if t.kind in ANCHORS), None)
    labelled = place > 0 and tokens[place - 1].kind is Kind.OWNER_LABEL
    if previous is None:
        if labelled:
            return name_in(folded, token.start, token.end, Side.BOTH), _LABELLED
        return _name_before_signs(phrase, place)
    if labelled:
        return name_in(folded, token.start, token.end, Side.START), _LABELLED_BEHIND
    if previous is Kind.RESERVED:
        if following is Kind.CLAIM:
            return name_in(folded, token.start, token.end, Side.END), _BEFORE[Kind.CLAIM]
        return name_in(folded, token.start, token.end, Side.START), _AFTER_RESERVED
    closed = following is not None or any(t.kind is Kind.YEARS for t in tokens[place + 1 :])
    name = name_in(folded, token.start, token.end, Side.BOTH if closed else Side.START)
    if previous is Kind.SIGN:
        return name, _AFTER_SIGN
    return name, _AFTER_COLON if folded[: token.start].rstrip().endswith(":") else _AFTER_CLAIM


def _name_before_signs(phrase: Phrase, place: int) -> tuple[Name | None, int]:
    """The name that ends where the notice's first sign begins."""
    token = phrase.tokens[place]
    start, least = token.start, Form.TEMPLATE
    if place == 0 and phrase.before is not None and _is_filled(phrase, phrase.before):
        least = Form.CHINESE
    elif place == 0 and phrase.before is not None and phrase.before.kind in (Kind.STOP, Kind.CREDIT):
        # The first word is what the label names; after the verb of a sentence (不得…) it is more of the sentence.
        blank = _BLANK.search(phrase.folded, token.start, token.end)
        start = blank.end() if blank else token.end
        of_a_sentence = phrase.before.kind is Kind.STOP and not phrase.folded.endswith(
            ":", 0, phrase.before.end
        )
        least = Form.CHINESE if of_a_sentence else Form.BODY
    if phrase.folded.endswith(":", token.start, token.end):
        return None, 0
    dated = place > 0 and phrase.tokens[place - 1].kind is Kind.YEARS
    name = name_in(phrase.folded, start, token.end, Side.BOTH if dated else Side.END)
    first = phrase.anchors[0]
    signs = [sign.kind for sign in phrase.tokens[first : first + 2]]
    value = _BEFORE[Kind.CLAIM] if signs == [Kind.SIGN, Kind.CLAIM] else _BEFORE.get(signs[0])
    if value is None or name is None or name.form < least:
        return None, 0
    return name, value


def _is_filled(phrase: Phrase, stop: Token) -> bool:
    """Whether a delimiter names nothing behind it: a telephone number, a menu word."""
    apart = _BLANK.search(phrase.folded, stop.end - 1, phrase.tokens[0].start) is not None
    return (
        stop.kind is Kind.STOP and apart and _FILLED.search(phrase.folded, stop.start, stop.end) is not None
    )
