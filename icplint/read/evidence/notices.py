"""Finds copyright notices among the lines of a footer: who claims, and for which years."""

from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache

from icplint.late import dataclass
from icplint.read.evidence.claims import Claim, claims_in
from icplint.read.evidence.notice_lines import Line, fold, fold_if_notice
from icplint.read.evidence.notice_tokens import Kind, cut
from icplint.read.evidence.owners import Form, Name, Side, name_in


@dataclass(frozen=True, slots=True, kw_only=True)
class Notice:
    """One copyright notice."""

    line: int
    """Index of the line that it begins on."""
    raw: str
    """As it stands on the page, shortened to the notice; a line break joins a name from the line before or after."""
    owner: str | None
    """The name as written, trimmed; None: the notice names nobody."""
    first_year: int | None
    last_year: int | None
    """Equal to `first_year` where one year stands there; None: no year, or the range is open (至今)."""
    faults: tuple[str, ...] = ()
    """`template-owner`, `template-year`: a placeholder left in."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Draft:
    """A claim, and what other lines add to it."""

    claim: Claim
    line: int
    raw: str
    owner: str | None
    form: Form | None
    years: tuple[int, int | None] | None
    faults: tuple[str, ...]


_NEAR = 2
"""Lines apart that still make one notice."""

REMEMBERED = 2_000
"""Characters of the lines that are remembered."""

_SURE = 30
"""The weight of a Chinese name beside a rights phrase."""


def find_notices(lines: Sequence[str]) -> list[Notice]:
    """All notices, the main one first, the others in page order.

    The main notice is the one that most surely speaks for the site: an entity's name weighs more
    than a brand, a name more than a domain; a program's own notice and placeholders come last.
    A notice that is cut over two or three lines (years here, name there) is put together.

    Args:
        lines: What a reader sees of the footer, one text for each block-level box.
    """
    if sum(map(len, lines)) <= REMEMBERED:
        return list(_remembered(tuple(lines)))
    return _found(lines)


@lru_cache(maxsize=64)
def _remembered(lines: tuple[str, ...]) -> tuple[Notice, ...]:
    """The pages of a site have one footer: its notice is read once."""
    return tuple(_found(lines))


def _found(lines: Sequence[str]) -> list[Notice]:
    folded = [line for index, written in enumerate(lines) if (line := fold_if_notice(index, written))]
    drafts = [_draft(claim) for line in folded for claim in claims_in(line)]
    if not drafts:
        return []
    main = _in_chinese(max(drafts, key=lambda draft: draft.claim.weight), drafts)
    others = [draft for draft in drafts if draft is not main]
    if main.form in (None, Form.HOST):
        main = _with_name_of_neighbour(main, lines)
    return [_notice(draft) for draft in _merged(main, others)]


def _draft(claim: Claim) -> _Draft:
    line, owner = claim.line, claim.owner
    return _Draft(
        claim=claim,
        line=line.index,
        raw=line.written_between(claim.start, claim.end),
        owner=line.name_between(owner.start, owner.end) if owner else None,
        form=owner.form if owner else None,
        years=claim.years,
        faults=claim.faults,
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


def _in_chinese(main: _Draft, drafts: Sequence[_Draft]) -> _Draft:
    """The nearby claim that makes the same notice in Chinese, where the main one is in Latin letters."""
    if main.form not in (Form.HOST, Form.LATIN):
        return main
    for draft in drafts:
        chinese = draft.form is not None and draft.form >= Form.CHINESE and draft.claim.weight >= _SURE
        if chinese and abs(draft.line - main.line) <= _NEAR and draft.years in (None, main.years):
            return draft
    return main


def _with_name_of_neighbour(main: _Draft, lines: Sequence[str]) -> _Draft:
    """The notice with the entity's name that stands alone on the next or the previous line."""
    for index in (main.line + 1, main.line - 1):
        if not 0 <= index < len(lines):
            continue
        line = fold(index, lines[index])
        name = _lone_name(line, may_go_on=index > main.line)
        if name is None or name.form < _least_form(main, follows=index > main.line):
            continue
        written = line.written_between(name.start, name.end)
        raw = f"{main.raw}\n{written}" if index > main.line else f"{written}\n{main.raw}"
        owner = line.name_between(name.start, name.end)
        return replace(main, owner=owner, form=name.form, raw=raw, line=min(main.line, index))
    return main


def _least_form(main: _Draft, *, follows: bool) -> Form:
    """What a name on a neighbouring line must look like to be believed."""
    if main.form is Form.HOST:
        return Form.COMPANY
    return Form.LATIN if follows and main.claim.open_end else Form.BODY


def _lone_name(line: Line, *, may_go_on: bool) -> Name | None:
    """The name that makes a line, or begins it where only a label or number may follow."""
    tokens = cut(line.folded)
    if not tokens or tokens[0].kind is not Kind.TEXT or (len(tokens) > 1 and not may_go_on):
        return None
    if next(claims_in(line), None) is not None:
        return None
    first = tokens[0]
    name = name_in(line.folded, first.start, first.end, Side.START)
    if name is None or name.start != first.start or line.folded[name.end : first.end].strip(" .,:)"):
        return None
    return name


def _merged(main: _Draft, others: Sequence[_Draft]) -> list[_Draft]:
    """The main notice with what claims nearby add to it, then the claims that name somebody else."""
    rest: list[_Draft] = []
    for other in others:
        near = abs(other.line - main.line) <= _NEAR
        if not near or other.claim.of_software or not _says_the_same(main, other):
            rest.append(other)
            continue
        year_faults = tuple(fault for fault in other.faults if fault == "template-year")
        main = replace(
            main,
            years=main.years or other.years,
            faults=tuple(dict.fromkeys(main.faults + year_faults)),
        )
        if other.owner is not None:
            rest.append(other)
    return [main, *rest]


def _says_the_same(main: _Draft, other: _Draft) -> bool:
    """Whether a second claim makes the notice again: without a name, with the same, or in another script."""
    if other.owner is None or other.owner == main.owner:
        return True
    if other.form is None or main.form is None:
        return False
    return main.form >= Form.CHINESE and other.form in (Form.HOST, Form.LATIN)
