"""Groups a line's tokens into phrases: the stretches that hold one copyright notice each."""

from collections.abc import Iterator, Sequence

from icplint.late import dataclass
from icplint.read.evidence.notice_tokens import ANCHORS, Kind, Token, cut

_DELIMITERS = (Kind.BREAK, Kind.STOP, Kind.CREDIT, Kind.NUMBER, Kind.MAIL)


@dataclass(frozen=True, slots=True)
class Phrase:
    """Tokens between two delimiters."""

    folded: str
    """The whole line."""
    before: Token | None
    """What it follows; None at the start of the line."""
    tokens: tuple[Token, ...]

    @property
    def anchors(self) -> list[int]:
        """Places of the tokens that make a notice."""
        return [place for place, token in enumerate(self.tokens) if token.kind in ANCHORS]


def phrases_in(folded: str) -> list[Phrase]:
    """The line cut at its delimiters, without gaps: the delimiter of one is the `before` of the next."""
    tokens = cut(folded)
    phrases: list[Phrase] = []
    before: Token | None = None
    current: list[Token] = []
    for place, token in enumerate(tokens):
        if token.kind not in _DELIMITERS:
            current.append(token)
        elif not _hangs_on(tokens, place):
            phrases.append(Phrase(folded, before, tuple(current)))
            before, current = token, []
    phrases.append(Phrase(folded, before, tuple(current)))
    return phrases


def _hangs_on(tokens: Sequence[Token], place: int) -> bool:
    """Whether a delimiter stands inside a notice: a mail address glued to the name, a number in the owner's place."""
    match tokens[place].kind:
        case Kind.MAIL:
            return place + 1 < len(tokens) and tokens[place + 1].kind in ANCHORS
        case Kind.NUMBER:
            return place > 0 and tokens[place - 1].kind is Kind.SIGN
        case _:
            return False


def notices_in(phrase: Phrase) -> Iterator[Phrase]:
    """The phrase cut before each sign that opens a further notice: © 2014 A. © 2012 B."""
    tokens = phrase.tokens
    start = 0
    before = phrase.before
    text_since_sign = signed = False
    for place, token in enumerate(tokens):
        if token.kind is Kind.TEXT:
            text_since_sign = True
        elif token.kind is Kind.SIGN:
            if signed and text_since_sign:
                cut_at = place - 1 if _years_precede(tokens, place) else place
                yield Phrase(phrase.folded, before, tokens[start:cut_at])
                start, before = cut_at, tokens[cut_at - 1]
            signed, text_since_sign = True, False
    yield Phrase(phrase.folded, before, tokens[start:])


def _years_precede(tokens: Sequence[Token], place: int) -> bool:
    """Whether a sign's years stand before it: none follow, but something does."""
    followed = place + 1 < len(tokens) and tokens[place + 1].kind is not Kind.YEARS
    return followed and tokens[place - 1].kind is Kind.YEARS
