"""Finds copyright notices among the lines of a footer: who claims, and for which years."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from icplint.read.evidence.claims import Claim, claims_in
from icplint.read.evidence.notice_tokens import Kind, Line, cut, fold, fold_if_notice
from icplint.read.evidence.owners import Form, Name, Side, name_in


@dataclass(frozen=True, slots=True, kw_only=True)
class Notice:
    """One copyright notice."""

    line: int
    """Index of the line that it begins on."""
    raw: str
    """As it stands on the page, shortened to the notice; a name from the line before or after is joined by a line break."""
    owner: str | None
    """The name as written, trimmed; None: the notice names nobody."""
    first_year: int | None
    last_year: int | None
    """Equal to `first_year` where one year stands there; None: no year, or the range is open (至今)."""
    faults: tuple[str, ...] = ()
    """`template-owner`, `template-year`: a placeholder left in."""


@dataclass(frozen=True, slots=True)
class _Draft:
    """A claim with what other lines add to it."""

    claim: Claim
    owner: str | None
    form: Form | None
    years: tuple[int, int | None] | None
    faults: tuple[str, ...]
    raw: str
    line: int
    weight: int


_NEAR = 2
"""Lines apart that still make one notice."""

_SURE = 30
"""The weight of a Chinese name beside a rights phrase."""


def find_notices(lines: Sequence[str]) -> list[Notice]:
    """All notices, the main one first, the others in page order.

    The main notice is the one that most surely speaks for the site: an entity's name weighs more
    than a brand, a name more than a domain; a software's own notice and placeholders come last.
    A notice that is cut over two or three lines (years here, name there) is put together.

    Args:
        lines: What a reader sees of the footer, one text for each block-level box.
    """
    folded = [line for index, written in enumerate(lines) if (line := fold_if_notice(index, written))]
    drafts = [_draft(claim) for line in folded for claim in claims_in(line)]
    if not drafts:
        return []
    main = _in_chinese(max(drafts, key=lambda draft: draft.weight), drafts)
    others = [draft for draft in drafts if draft is not main]
    if main.owner is None or main.form is Form.HOST:
        main = _with_name_of_neighbour(main, lines)
    main, others = _with_years_of_neighbour(main, others)
    return [_notice(draft) for draft in (main, *others)]


def _in_chinese(main: _Draft, drafts: Sequence[_Draft]) -> _Draft:
    """The nearby claim that says the same notice with a Chinese name, where the main one is not Chinese."""
    if main.form not in (Form.HOST, Form.LATIN):
        return main
    for draft in drafts:
        chinese = draft.form is not None and draft.form >= Form.CHINESE and draft.weight >= _SURE
        if chinese and abs(draft.line - main.line) <= _NEAR and draft.years in (None, main.years):
            return draft
    return main


def _draft(claim: Claim) -> _Draft:
    owner = claim.owner
    return _Draft(
        claim=claim,
        owner=claim.line.name_between(owner.start, owner.end) if owner else None,
        form=owner.form if owner else None,
        years=claim.years,
        faults=claim.faults,
        raw=claim.line.written_between(claim.start, claim.end),
        line=claim.line.index,
        weight=claim.weight,
    )


def _notice(draft: _Draft) -> Notice:
    first, last = draft.years or (None, None)
    return Notice(
        line=draft.line,
        raw=draft.raw,
        owner=draft.owner,
        first_year=first,
        last_year=last,
        faults=draft.faults,
    )


def _with_name_of_neighbour(main: _Draft, lines: Sequence[str]) -> _Draft:
    """The notice with the entity's name that stands alone on the next or the previous line."""
    for step in (1, -1):
        index = main.line + step
        if not 0 <= index < len(lines):
            continue
        line = fold(index, lines[index])
        name = _leading_name(line) if step == 1 else _lone_name(line)
        needed = (
            Form.LATIN
            if step == 1 and main.claim.open_end
            else Form.BODY
            if main.owner is None
            else Form.COMPANY
        )
        if name is None or name.form < needed:
            continue
        written = line.written_between(name.start, name.end)
        if step == 1:
            rest = main.claim.line.written_between(main.claim.start, len(main.claim.line.folded))
            raw = f"{rest}\n{line.written_between(0, name.end)}"
        else:
            raw = f"{written}\n{main.claim.line.written_between(0, main.claim.end)}"
        return replace(
            main,
            owner=line.name_between(name.start, name.end),
            form=name.form,
            raw=raw,
            line=min(main.line, index),
        )
    return main


def _leading_name(line: Line) -> Name | None:
    """The name that a line begins with, where nothing but a delimiter follows it."""
    tokens = cut(line.folded)
    if not tokens or tokens[0].kind is not Kind.TEXT or _claims(line):
        return None
    name = name_in(line.folded, tokens[0].start, tokens[0].end, Side.START)
    return name if name and name.start == tokens[0].start and name.end >= tokens[0].end - 1 else None


def _lone_name(line: Line) -> Name | None:
    tokens = cut(line.folded)
    return _leading_name(line) if len(tokens) == 1 else None


def _claims(line: Line) -> bool:
    return next(claims_in(line), None) is not None


def _with_years_of_neighbour(main: _Draft, others: list[_Draft]) -> tuple[_Draft, list[_Draft]]:
    """The main notice with the years of a nearby one that names nobody else; ownerless parts are taken in."""
    rest: list[_Draft] = []
    for other in others:
        near = abs(other.line - main.line) <= _NEAR and other.weight > main.weight - 60
        if not near or not _same_notice(main, other):
            rest.append(other)
            continue
        if main.years is None and other.years is not None:
            main = replace(main, years=other.years)
        main = replace(
            main,
            faults=tuple(dict.fromkeys(main.faults + tuple(f for f in other.faults if f == "template-year"))),
        )
        if other.owner is not None:
            rest.append(other)
    return main, rest


def _same_notice(main: _Draft, other: _Draft) -> bool:
    """Whether a second claim only says the first again: no name, the same name, or a name in another script."""
    if other.owner is None or other.owner == main.owner:
        return True
    if other.form is None or main.form is None:
        return False
    return main.form >= Form.CHINESE and other.form in (Form.HOST, Form.LATIN)
