"""Finds the names behind 主办单位: the line that says whose a government page is."""

from collections.abc import Iterator, Sequence

from icplint.late import pattern
from icplint.read.evidence.notice_lines import Line, fold
from icplint.read.evidence.notice_tokens import Kind, Token, cut
from icplint.read.evidence.owners import Form, Name, Side, name_in

_GATE = pattern(r"主\s?[办辦]")
_LABEL = pattern(r"主\s?办(?:单位|方|机关)?\s?(?::|\s|$)")
_HOSTED = pattern(r"(?<=\S)\s?主\s?办(?:单位)?(?=\s|$)")
_LAST_LABEL = pattern(r"主\s?办(?:单位|方|机关)?\s?:?\s?$")
_SENTENCE = pattern(r"[,，、](?=\S)")
_LIST = pattern(r"[\s、]+")

_LONGEST_LINE = 600
"""Signs of a line beyond which it is an article that tells of an event."""


def find_organisers(lines: Sequence[str]) -> list[str]:
    """The names behind 主办单位, 主办方 or 主办, in page order, each once."""
    found: dict[str, None] = {}
    for index, written in enumerate(lines):
        if _GATE.search(written) is None or len(written) > _LONGEST_LINE:
            continue
        line = fold(index, written)
        tokens = cut(line.folded)
        names = [*_labelled(line, tokens), *_hosted(line, tokens)]
        if not names and _ends_in_label(line) and index + 1 < len(lines):
            following = fold(index + 1, lines[index + 1][:_LONGEST_LINE])
            line, names = following, list(_listed(following, cut(following.folded)[:1]))
        found.update(dict.fromkeys(line.name_between(name.start, name.end) for name in names))
    return list(found)


def _labelled(line: Line, tokens: Sequence[Token]) -> Iterator[Name]:
    """Names after the label."""
    for place, token in enumerate(tokens):
        if token.kind is Kind.OWNER_LABEL and _LABEL.match(line.folded, token.start, token.end):
            yield from _listed(line, tokens[place + 1 : place + 2])
        elif token.kind is Kind.TEXT and (label := _LABEL.match(line.folded, token.start, token.end)):
            yield from _listed(line, (Token(Kind.TEXT, label.end(), token.end),))


def _hosted(line: Line, tokens: Sequence[Token]) -> Iterator[Name]:
    """The name before 主办 in a short phrase: 某某办公室主办."""
    for place, token in enumerate(tokens):
        labelled = place > 0 and tokens[place - 1].kind is Kind.OWNER_LABEL
        if token.kind is not Kind.TEXT or labelled:
            continue
        for hosted in _HOSTED.finditer(line.folded, token.start, token.end):
            if _SENTENCE.search(line.folded, token.start, hosted.start()):
                break
            name = name_in(line.folded, token.start, hosted.start(), Side.END)
            if name is not None and name.form >= Form.BODY:
                yield name


def _listed(line: Line, tokens: Sequence[Token]) -> Iterator[Name]:
    """The first name of a stretch and the bodies that follow it: 甲局 乙局, 甲会、乙会."""
    for token in tokens:
        if token.kind is not Kind.TEXT:
            continue
        start = token.start
        bounds = [*_LIST.finditer(line.folded, start, token.end), None]
        for place, gap in enumerate(bounds):
            name = name_in(line.folded, start, gap.start() if gap else token.end, Side.BOTH)
            if name is None or (place and name.form < Form.BODY):
                break
            yield name
            start = gap.end() if gap else token.end


def _ends_in_label(line: Line) -> bool:
    label = _LAST_LABEL.search(line.folded)
    return label is not None and not line.folded[: label.start()].strip()
