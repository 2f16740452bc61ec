"""The lines of `-v` and `-vv`: what became of each site, and how it went."""

from collections.abc import Iterable, Iterator

from icplint.model.answer import Hop, HopKind, Try
from icplint.model.finding import Status
from icplint.model.outcome import Outcome
from icplint.model.text import Text
from icplint.words import cli_talk
from icplint.words.reasons import NOT_CHECKED

HOW_IT_WENT = 2
"""The verbosity from which tries, redirects and readings are told."""


def log_lines(outcome: Outcome, verbosity: int) -> Iterator[Text]:
    """The lines for one site. They hold text of strangers: make it harmless before a terminal shows it."""
    yield cli_talk.DONE.fill(site=outcome.site.label, what=_what(outcome))
    if verbosity < HOW_IT_WENT:
        return
    if outcome.failure:
        yield from _way(outcome.failure.tries, outcome.failure.hops)
    for page in outcome.pages:
        yield from _way(page.response.tries, page.response.hops)
        footer = page.footer.selector or "–"
        yield cli_talk.PAGE.fill(
            url=page.response.url or outcome.site.label, charset=page.charset, footer=footer
        )
        for piece in page.taken:
            yield cli_talk.TOOK.fill(url=piece.url, result=piece.failure or "200")
    if outcome.crashed_rules:
        yield cli_talk.CRASHED.fill(rules=", ".join(outcome.crashed_rules))


def _what(outcome: Outcome) -> Text:
    if outcome.not_checked:
        return cli_talk.NOT_CHECKED.fill(why=NOT_CHECKED[outcome.not_checked])
    count = sum(finding.status is Status.REPORTED for finding in outcome.findings)
    if count:
        return cli_talk.ONE_FINDING if count == 1 else cli_talk.FINDINGS.fill(count=str(count))
    if outcome.clean:
        return cli_talk.NO_FINDING
    return cli_talk.PARTLY if outcome.measured else cli_talk.UNMEASURED


def _way(tries: Iterable[Try], hops: Iterable[Hop]) -> Iterator[Text]:
    """The addresses that were tried, and the redirects followed."""
    for one in tries:
        yield cli_talk.TRIED.fill(url=one.url, result=f"{one.result} {one.detail}".strip())
    for hop in hops:
        by = str(hop.status) if hop.kind is HopKind.HTTP else hop.kind.value
        yield cli_talk.HOP.fill(status=by, url=hop.url, location=hop.location)
