"""What a report's receiver would not take whole, told to whoever writes it."""

from icplint.model.run import Summary
from icplint.model.text import Text
from icplint.tell.report.formats import Format
from icplint.words import machine_reports as words

STORED_BY_GITHUB = 5_000
"""Results of one upload, the gravest first; an upload with more than 25,000 is refused."""


def limit_passed(format_: Format, summary: Summary) -> Text | None:
    """The limit that a report goes beyond; None: it goes beyond none, or tells so itself."""
    if format_ is not Format.SARIF:
        return None
    aside = summary.suppressed + summary.baselined + summary.below_confidence
    results = summary.errors + summary.warnings + summary.infos + aside
    return words.GITHUB_STORES.fill(n=f"{results:,}") if results > STORED_BY_GITHUB else None
