"""The report as one HTML page that needs nothing but itself."""

from collections.abc import Callable, Iterable, Iterator
from functools import cache, partial
from typing import BinaryIO

from jinja2 import Environment

from icplint.late import dataclass
from icplint.model.outcome import Outcome
from icplint.model.run import ReportHead
from icplint.model.text import Text
from icplint.tell.report import moments, sentences, state
from icplint.tell.report.census import Census, RuleCount, census
from icplint.tell.report.exhibits import exhibits
from icplint.tell.report.inert import inert_line, web_address
from icplint.tell.report.page_assets import asset, environment
from icplint.tell.report.quotes import quoted_footer
from icplint.tell.report.reporter import Manner
from icplint.tell.report.verdict_groups import verdict_groups
from icplint.words import reasons, report_page, suppressions
from icplint.words import report as words

_FOLDER = "tell/report/templates"
_BUFFERED = 200
"""Pieces of the template that are written at a time."""

_FIRST_ROWS = 300
"""Rows of the list that stand open at once: a browser is slow to lay out ten thousand."""

_CHART_ROWS = 12
"""Rules without findings that the chart shows at once where no rule has findings."""


class HtmlReporter:
    """Writes the page; nothing of a site is kept after its panel is written."""

    def __init__(self, manner: Manner) -> None:
        self._manner = manner

    def write(self, head: ReportHead, outcomes: Iterable[Outcome], out: BinaryIO) -> None:
        """Write the page, going over the outcomes once for the counts and once for each list."""
        counted = census(outcomes, rejected=len(head.rejected))
        template = _environment().get_template("report.html.j2")
        stream = template.stream(
            head=head,
            census=counted,
            chart=_chart(counted),
            outcomes=outcomes,
            page=_Page(self._manner, head),
            first_rows=_FIRST_ROWS,
            style=asset(f"{_FOLDER}/report.css"),
            script=asset(f"{_FOLDER}/report.js"),
        )
        stream.enable_buffering(_BUFFERED)
        out.writelines(part.encode() for part in stream)


class _Page:
    """What the template may ask: words of one language, phrases, times."""

    def __init__(self, manner: Manner, head: ReportHead) -> None:
        self.language = manner.language
        self.titles = head.rule_titles
        self.zone = manner.zone
        self.manner = manner
        self.local: Callable[..., str] = partial(moments.local, zone=manner.zone, language=manner.language)

    def say(self, text: Text, **details: str | Text) -> str:
        """A sentence in the page's language."""
        return (text.fill(**details) if details else text).of(self.language)

    def title(self, rule: str, name: str = "") -> str:
        """A rule's title, or its name where the title is not known here."""
        known = self.titles.get(rule)
        return self.say(known) if known is not None else name

    def not_measured(self, reason: str) -> str:
        """The sentence about rules that could not judge."""
        return self.say(reasons.not_measured(reasons.unmeasured_reason(reason)))


@dataclass(frozen=True, slots=True, kw_only=True)
class _Chart:
    """The chart's rows, and those that are folded away below it."""

    shown: tuple[RuleCount, ...]
    folded: tuple[RuleCount, ...]


def _chart(counted: Census) -> _Chart:
    rows = counted.by_gravity()
    failed = sum(1 for row in rows if row.failed)
    first = failed or min(len(rows), _CHART_ROWS)
    return _Chart(shown=tuple(rows[:first]), folded=tuple(rows[first:]))


def _with_findings(outcomes: Iterable[Outcome]) -> Iterator[Outcome]:
    return (outcome for outcome in outcomes if state.reported(outcome))


def _without_findings(outcomes: Iterable[Outcome]) -> Iterator[Outcome]:
    return (outcome for outcome in outcomes if not state.reported(outcome))


@cache
def _environment() -> Environment:
    made = environment(_FOLDER)
    made.globals |= {
        "State": state.State,
        "STATES": state.STATES,
        "exhibits": exhibits,
        "headline": state.headline,
        "inert_line": inert_line,
        "percent": _percent,
        "quoted_footer": quoted_footer,
        "reasons": reasons,
        "reported": state.reported,
        "sentences": sentences,
        "state_of": state.state_of,
        "suppressions": suppressions,
        "name_of": state.name_of,
        "verdict_groups": verdict_groups,
        "web_address": web_address,
        "with_findings": _with_findings,
        "without_findings": _without_findings,
        "words": words,
        "ui": report_page,
    }
    return made


def _percent(part: int, whole: int) -> str:
    return f"{100 * part / whole:.3f}%" if whole else "0%"
