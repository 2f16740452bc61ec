"""What is no answer of the site is told apart from the site's own pages, through the whole check."""

import tomllib
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from icplint.collect.crawl.crawl import Crawl
from icplint.model.answer import Answer, FetchFailure, Hop, NotCheckedReason, Response
from icplint.model.ask import Ask
from icplint.model.outcome import Failed, Outcome
from icplint.model.rule import Unmeasured
from icplint.model.settings import Settings
from icplint.model.site import Site, WebAddress
from icplint.packs import load_rules
from icplint.run.pipeline import Tools, check_site, no_register

FOLDER = Path(__file__).parents[2] / "fixtures" / "no_answer"
HOME = "https://www.example.cn/"
PRESENCE = ("ICP001", "PSB001", "CPY001")
NUMBER = '<footer><a href="https://beian.miit.gov.cn/">浙ICP备2021009999号-1</a></footer>'


def cases(name: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = tomllib.loads((FOLDER / name).read_text(encoding="utf-8"))["case"]
    return found


REFUSED, REAL = cases("refused.toml"), cases("real.toml")


class OneAnswer:
    """Gives one answer as the fetcher would."""

    def __init__(self, case: dict[str, Any], html: str) -> None:
        self._case = case
        self._body = html.encode(case.get("charset", "utf-8"), "xmlcharrefreplace")

    async def fetch(self, ask: Ask) -> Answer | FetchFailure:
        if ask.candidates != (self._asked,):
            return FetchFailure(reason=NotCheckedReason.DNS, url=ask.candidates[0])
        status = self._case.get("status", 200)
        url = self._case.get("url", HOME)
        headers = tuple(self._case.get("headers", {}).items())
        hops = (Hop(self._asked, 302, url),) if url != self._asked else ()
        if status >= 400:
            reason = NotCheckedReason.HTTP_5XX if status >= 500 else NotCheckedReason.HTTP_4XX
            return FetchFailure(
                reason=reason, url=url, status=status, hops=hops, headers=headers, body=self._body
            )
        return Answer(Response(url=url, status=status, headers=headers, hops=hops), self._body)

    @property
    def _asked(self) -> str:
        return str(self._case.get("asked", self._case.get("url", HOME)))


async def outcome_of(case: dict[str, Any], html: str | None = None) -> Outcome:
    tools = Tools(
        crawl=Crawl(),
        fetcher=OneAnswer(case, case["html"] if html is None else html),
        look_up=no_register,
        rules=load_rules(),
        settings=Settings(),
        today=date(2026, 11, 25),
    )
    asked = case.get("asked", case.get("url", HOME))
    return await check_site(Site(index=0, label="x", target=WebAddress(asked)), tools)


def end_of(outcome: Outcome) -> str:
    """The class of a page's end, in the words of the table."""
    if outcome.not_checked is not None:
        return outcome.not_checked.value
    if any(page.blocked_by for page in outcome.pages):
        return "blocked"
    return "needs-rendering" if any(page.needs_rendering for page in outcome.pages) else "checked"


def test_there_are_many_of_both() -> None:
    assert len(REFUSED) >= 40
    assert len(REAL) >= 40
    classes = {case["ends"] for case in REFUSED}
    assert classes >= {"waf", "parked", "blocked", "login", "maintenance", "soft-404", "needs-rendering"}


@pytest.mark.parametrize("case", REFUSED, ids=lambda case: case["name"])
async def test_what_is_no_answer_is_told_as_what_it_is(case: dict[str, Any]) -> None:
    outcome = await outcome_of(case)

    assert end_of(outcome) == case["ends"]
    assert not any(isinstance(outcome.verdicts[rule], Failed) for rule in PRESENCE)
    if case["ends"] != "blocked":
        assert all(isinstance(outcome.verdicts[rule], Unmeasured) for rule in PRESENCE)
        assert not outcome.measured


@pytest.mark.parametrize("case", REAL, ids=lambda case: case["name"])
async def test_a_real_page_that_looks_alike_is_checked(case: dict[str, Any]) -> None:
    outcome = await outcome_of(case)

    assert end_of(outcome) == "checked"


@pytest.mark.parametrize(
    "case",
    [case for case in REFUSED if case.get("status", 200) == 200 and not case.get("keeps")],
    ids=lambda case: case["name"],
)
async def test_a_number_in_the_footer_makes_any_page_the_sites_own(case: dict[str, Any]) -> None:
    html = case["html"]
    whole = html.replace("</body>", f"{NUMBER}</body>") if "</body>" in html else html + NUMBER
    outcome = await outcome_of(case, whole)

    assert outcome.not_checked is None
    assert not any(page.blocked_by for page in outcome.pages)
