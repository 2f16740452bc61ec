"""Five hundred invented footers are read as a reader reads them, and nothing else is read into them."""

import re
from collections.abc import Iterable
from random import Random  # noqa: TID251 - a fixed seed makes the footers
from typing import TypeVar
from urllib.parse import urljoin

import pytest

from icplint.model.answer import Answer, Response
from icplint.model.block import Source
from icplint.model.reading import Evidence, Occurrence, Reading
from icplint.read.reader import read
from tests.read.generated.footers import MadeFooter, footer
from tests.read.generated.pages import page
from tests.read.generated.truth import Icp, Notice, Psb, Truth

T = TypeVar("T", bound=Occurrence)

COUNT = 500
BATCH = 25


def shown(items: Iterable[T]) -> list[T]:
    return [one for one in items if one.in_footer and one.visible and one.source is Source.HTML]


def without_blanks(text: str) -> str:
    return re.sub(r"\s", "", text)


def seen(evidence: Evidence, base: str) -> Truth:
    """The evidence as a reader would tell it, each number once."""
    icp: dict[str, Icp] = {}
    for filing in shown(evidence.icp):
        icp.setdefault(filing.number, Icp(filing.number, filing.kind.value, filing.href))
    psb: dict[str, Psb] = {}
    for police in shown(evidence.psb):
        icon = police.icon
        drawn = icon if icon is None or icon.startswith(("data:", "svg:", "css:")) else urljoin(base, icon)
        psb.setdefault(police.digits, Psb(police.digits, police.href, drawn))
    main = evidence.copyrights[0] if evidence.copyrights else None
    years = (main.first_year, main.last_year) if main and main.first_year else None
    return Truth(
        icp=tuple(icp.values()),
        psb=tuple(psb.values()),
        notice=Notice(main.owner and main.owner.rstrip("."), years) if main else None,
        licences=tuple(dict.fromkeys(one.number for one in shown(evidence.licences) if one.number)),
        meant=tuple(dict.fromkeys(one.meant or one.raw for one in shown(evidence.near_misses))),
        jokes=tuple(dict.fromkeys(one.raw for one in shown(evidence.parodies))),
    )


def read_page(html: str, base: str) -> Reading:
    found = read(Answer(Response(url=base), html.encode()))
    assert isinstance(found, Reading), f"{found}\n{html}"
    return found


@pytest.mark.slow
@pytest.mark.parametrize("batch", range(COUNT // BATCH))
def test_a_generated_footer_is_read_right(batch: int) -> None:
    for number in range(batch * BATCH, (batch + 1) * BATCH):
        chance = Random(number)
        made: MadeFooter = footer(chance)
        html = page(chance, made)
        reading = read_page(html, made.base)

        assert seen(reading.evidence, made.base) == made.truth, f"seed {number}\n{made.css}\n{html}"
        others = {one.owner.rstrip(".") for one in shown(reading.evidence.copyrights) if one.owner}
        assert others <= {made.truth.notice.owner if made.truth.notice else None}, f"seed {number}\n{html}"
