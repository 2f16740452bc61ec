"""What is no answer of the site is told apart from the site's own pages, through the whole check."""

import tomllib
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from icplint.collect.crawl.crawl import Crawl
from icplint.facts.refusals import signs
from icplint.model.answer import Answer, FetchFailure, Hop, NotCheckedReason, Response
from icplint.model.ask import Ask
from icplint.model.outcome import Failed, Outcome
from icplint.model.reading import Reading
from icplint.model.rule import Unmeasured
from icplint.model.settings import Settings
from icplint.model.site import Site, WebAddress
from icplint.packs import load_rules
from icplint.read.reader import read
from icplint.run.pipeline import Tools, check_site, no_register
from icplint.tell.report.sentences import not_checked_sentence

CORPUS = Path(__file__).parents[3] / "shared/corpus/pages"
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


@pytest.mark.parametrize(("status", "reason"), [(404, "http-4xx"), (410, "http-4xx"), (500, "http-5xx")])
async def test_the_status_of_an_error_page_says_more_than_that_nothing_is_there(
    status: int, reason: str
) -> None:
    case = next(case for case in REFUSED if case["ends"] == "soft-404")

    outcome = await outcome_of({**case, "status": status})

    assert end_of(outcome) == reason


async def test_a_reader_is_told_whose_page_it_is() -> None:
    case = next(case for case in REFUSED if case["name"] == "Alibaba Cloud, the slider")

    told = not_checked_sentence(await outcome_of(case))

    assert told is not None
    assert "Alibaba Cloud WAF" in told.en
    assert "防火墙拦截：阿里云 WAF" in told.zh


async def test_nobody_is_named_where_it_is_nobodys_page_in_particular() -> None:
    case = next(case for case in REFUSED if case["name"] == "maintenance, status 200")

    told = not_checked_sentence(await outcome_of(case))

    assert told is not None
    assert told.zh.startswith("本次未能核查（网站维护中）")


def signs_of_all() -> str:
    """Whatever tells a page that is no answer, in one string."""
    pieces = [piece for sign in signs() for piece in (*sign.source, *sign.script, *sign.link)]
    words = [word for sign in signs() for words in sign.words for word in words]
    return " ".join([*pieces, *words]).replace("'", "")


OWN = "<h1>青禾茶业</h1><p>高山茶叶，产地直供，欢迎来电洽谈。地址：杭州市西湖区某路 1 号。</p>"


@pytest.mark.parametrize("words", [" ".join(sign.words[0]) for sign in signs() if sign.words])
async def test_words_that_no_reader_sees_are_no_sign(words: str) -> None:
    page = f"<!doctype html><html><head><title>青禾茶业</title></head><body>{OWN}"

    shown = await outcome_of({}, f"{page}<div>{words}</div></body></html>")
    hidden = await outcome_of({}, f"{page}<div style='display:none'>{words}</div></body></html>")

    assert end_of(shown) != "checked"
    assert end_of(hidden) == "checked"


@pytest.mark.parametrize("hidden", ["<!-- {} -->", "<!-- {}"], ids=["comment", "comment without an end"])
async def test_a_comment_on_a_short_page_is_no_sign(hidden: str) -> None:
    written = signs_of_all().replace("--", "-").replace("<", "")
    html = f"<!doctype html><html><head><title>青禾茶业</title></head><body>{OWN}{hidden.format(written)}</body></html>"

    outcome = await outcome_of({}, html)

    assert end_of(outcome) == "checked"


async def test_an_article_about_such_pages_is_a_page_of_its_own() -> None:
    prose = f"<p>{'讲一讲常见的拦截页。' * 160}{signs_of_all().replace('<', '')}</p>"
    html = f"<!doctype html><html><head><title>笔记</title></head><body>{OWN}{prose}</body></html>"

    outcome = await outcome_of({}, html)

    assert end_of(outcome) == "checked"


@pytest.mark.skipif(not CORPUS.is_dir(), reason="the corpus of real pages lies beside the checkout")
def test_no_real_page_of_the_corpus_is_refused() -> None:
    refused = []
    for page in sorted(CORPUS.glob("*.html")):
        reading = read(Answer(Response(url=HOME, status=200), page.read_bytes()))
        if isinstance(reading, Reading) and (reading.refusal is not None or reading.blocked_by is not None):
            refused.append(page.name)

    assert refused == []
