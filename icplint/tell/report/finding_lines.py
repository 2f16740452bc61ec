"""A finding in a few plain lines, for fields that machines carry and people read."""

from collections.abc import Iterator

from icplint.model.finding import Finding
from icplint.model.text import Language
from icplint.tell.report.inert import inert, inert_line
from icplint.tell.report.sentences import bases_of, place_phrase
from icplint.words import machine_reports as words

_LONGEST_CODE = 4_000


def finding_lines(finding: Finding, language: Language) -> Iterator[str]:
    """Message, page, place, quote, fix, the HTML to paste and the basis; what is not known has no line."""
    yield inert_line(finding.message.of(language))
    place = place_phrase(finding.place, language)
    for template, name, value in (
        (words.PAGE, "address", finding.page or ""),
        (words.WHERE, "place", place),
        (words.QUOTE, "snippet", finding.place.snippet),
        (words.FIX, "fix", finding.fix.what.of(language)),
    ):
        if value:
            yield inert_line(template.fill(**{name: value}).of(language))
    if finding.fix.html:
        yield inert(words.PASTE.fill(html=finding.fix.html[:_LONGEST_CODE]).of(language))
    for basis in bases_of(finding):
        yield inert_line(words.BASIS.fill(basis=basis).of(language))
