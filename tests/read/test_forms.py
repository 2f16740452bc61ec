"""Each form of footer that was met on real pages has a small page of its own, and is read as a reader reads it.

Beside `fixtures/pages/forms/NAME.html` stands `NAME.toml` with what a reader sees in the footer. What a file
does not speak of must not be there; `NOT_COVERED.md` names the forms without a page, and why.
"""

import tomllib
from collections.abc import Iterable
from pathlib import Path
from typing import Any, TypeVar

import pytest

from icplint.model.answer import Answer, Response
from icplint.model.block import Source
from icplint.model.reading import Evidence, Occurrence, Reading
from icplint.read.reader import read

FORMS = Path(__file__).parents[2] / "fixtures/pages/forms"
NAMES = sorted(path.stem for path in FORMS.glob("*.html"))
BASE = "https://www.example.cn/"

T = TypeVar("T", bound=Occurrence)


def shown(items: Iterable[T]) -> list[T]:
    """What a reader sees in the footer."""
    return [one for one in items if one.in_footer and one.visible and one.source is Source.HTML]


def told(**facts: object) -> dict[str, object]:
    """The facts that are there."""
    return {name: fact for name, fact in facts.items() if fact is not None and fact != []}


def seen_in_footer(evidence: Evidence) -> dict[str, object]:
    """The footer's evidence in the words of the files."""
    main = evidence.copyrights[0] if evidence.copyrights else None
    icp = {one.number: told(number=one.number, href=one.href) for one in reversed(shown(evidence.icp))}
    psb = {
        one.digits: told(digits=one.digits, href=one.href, icon=one.icon, faults=list(one.faults))
        for one in reversed(shown(evidence.psb))
    }
    return told(
        icp=[*icp.values()][::-1],
        psb=[*psb.values()][::-1],
        near=[
            told(raw=one.raw, meant=one.meant, faults=list(one.faults)) for one in shown(evidence.near_misses)
        ],
        jokes=[one.raw for one in shown(evidence.parodies)],
        notice=told(owner=main.owner, first=main.first_year, last=main.last_year, faults=list(main.faults))
        if main
        else None,
        licences=[one.number for one in shown(evidence.licences) if one.number],
        organisers=list(evidence.organisers),
        link_only=[one.raw for one in evidence.unreadable_psb],
        not_as_text=[one.raw for one in evidence.unreadable_icp],
    )


def seen_elsewhere(evidence: Evidence) -> list[str]:
    """Numbers outside the footer, hidden, commented out, or in scripts, each with where it stands."""
    numbers = [*evidence.icp, *evidence.psb]
    visible = shown(numbers)
    return [
        f"{one.raw} ({one.source if one.source is not Source.HTML else 'hidden' if not one.visible else one.role})"
        for one in numbers
        if one not in visible
    ]


def reading_of(name: str, url: str) -> Reading:
    found = read(Answer(Response(url=url), (FORMS / f"{name}.html").read_bytes()))
    assert isinstance(found, Reading), found
    return found


@pytest.mark.parametrize("name", NAMES)
def test_a_form_is_read_as_a_reader_reads_it(name: str) -> None:
    wanted: dict[str, Any] = tomllib.loads((FORMS / f"{name}.toml").read_text(encoding="utf-8"))
    reading = reading_of(name, wanted.pop("url", BASE))
    page = told(
        charset=None if reading.charset == "utf-8" else reading.charset,
        charset_note=reading.charset_note,
        needs_rendering=reading.needs_rendering,
        refusal=reading.refusal,
        blocked_by=reading.blocked_by,
        elsewhere=seen_elsewhere(reading.evidence),
    )

    assert seen_in_footer(reading.evidence) | page == wanted


def test_every_page_has_its_reading_and_every_reading_its_page() -> None:
    assert NAMES
    assert sorted(path.stem for path in FORMS.glob("*.toml")) == NAMES
