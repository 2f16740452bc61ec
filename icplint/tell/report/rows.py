"""Outcomes as rows of a table: which columns there are, and what stands in them."""

from collections.abc import Iterable, Iterator

from icplint.late import dataclass
from icplint.model.finding import Finding, Severity, Status
from icplint.model.outcome import Outcome
from icplint.model.run import ReportHead
from icplint.model.site import RejectedRow
from icplint.model.text import Language, Text
from icplint.tell.report.addresses import row_of
from icplint.tell.report.gaps import Gap, gaps_of
from icplint.tell.report.inert import inert, inert_line
from icplint.tell.report.sentences import bases_of, place_phrase, rules_phrase
from icplint.tell.report.state import STATES, State, name_of, reported, state_of
from icplint.words import report as report_words
from icplint.words import table as words

Cell = str | int
"""Texts are inert already; a number is a number."""

MOST_COLUMNS = 200
"""Columns of lists that a table passes through."""

_LONGEST_CODE = 4_000


@dataclass(frozen=True, slots=True)
class Column:
    """A heading, and the width that its content wants, in characters of a workbook."""

    title: Text
    width: int = 16


SITE_COLUMNS = (
    Column(words.RESULT, 12),
    Column(words.SITE, 32),
    Column(words.FINAL_URL, 32),
    Column(words.ID, 10),
    Column(words.ENTITY, 28),
    Column(words.RESPONSIBLE),
    Column(words.CLIENT),
    Column(words.TAGS),
    Column(words.LIST_ROW),
)
FINDING_COLUMNS = (
    Column(words.STATUS, 12),
    Column(words.SEVERITY, 10),
    Column(words.RULE, 10),
    Column(words.RULE_TITLE, 28),
    Column(words.MESSAGE, 60),
    Column(words.PAGE, 32),
    Column(words.PLACE, 28),
    Column(words.QUOTE, 40),
    Column(words.FIX, 40),
    Column(words.HTML, 40),
    Column(words.BASIS, 40),
    Column(words.CONFIDENCE, 8),
    Column(words.COUNT, 8),
    Column(words.DUE, 12),
    Column(words.REASON_CODE, 20),
    Column(words.FINGERPRINT),
)
COUNT_COLUMNS = (
    Column(words.TO_MEND, 10),
    Column(words.TO_VERIFY, 10),
    Column(words.ADVICE, 10),
    Column(words.SUPPRESSED, 10),
    Column(words.BASELINED, 10),
    Column(words.BELOW_CONFIDENCE, 16),
)
GAP_COLUMN = Column(words.NOT_CHECKED, 60)


class Rows:
    """Makes the cells of one report, in one language."""

    def __init__(self, language: Language, head: ReportHead, passed_through: tuple[str, ...]) -> None:
        self._language = language
        self._titles = head.rule_titles
        self._passed_through = passed_through

    def headings(self, columns: Iterable[Column]) -> list[str]:
        """The titles of our columns, then the list's own, told apart where they have the name of one of ours."""
        ours = [self.say(column.title) for column in columns]
        theirs = [inert_line(name, 120) for name in self._passed_through]
        told = [
            self.say(words.OF_LIST.fill(name=name)) if name in ours or name in theirs[:n] else name
            for n, name in enumerate(theirs)
        ]
        return [*ours, *told]

    def site(self, outcome: Outcome) -> list[Cell]:
        """The cells of `SITE_COLUMNS`."""
        site = outcome.site
        row = row_of(site)
        told = (
            self.say(STATES[state_of(outcome)]),
            name_of(site),
            outcome.final_url or "",
            site.id or "",
            site.entity or "",
            site.responsible or "",
            site.client or "",
            " ".join(site.tags),
            "" if row is None else f"{row[0]}:{row[1]}",
        )
        return [inert_line(cell) for cell in told]

    def finding(self, finding: Finding) -> list[Cell]:
        """The cells of `FINDING_COLUMNS`."""
        title = self._titles.get(finding.rule)
        between = "；" if self._language is Language.ZH else "; "
        return [
            self.say(report_words.STATUSES[finding.status]),
            self.say(report_words.SEVERITIES[finding.severity]),
            finding.rule,
            finding.name if title is None else self.say(title),
            inert_line(self.say(finding.message)),
            inert_line(finding.page or ""),
            inert_line(place_phrase(finding.place, self._language)),
            inert_line(finding.place.snippet),
            inert_line(self.say(finding.fix.what)),
            inert((finding.fix.html or "")[:_LONGEST_CODE]),
            inert_line(between.join(self.say(basis) for basis in bases_of(finding))),
            self.say(report_words.CONFIDENCES[finding.confidence]),
            finding.count,
            "" if finding.due is None else finding.due.isoformat(),
            inert_line(finding.reason_code or ""),
            inert_line(finding.fingerprint, 80),
        ]

    def counts(self, outcome: Outcome) -> list[Cell]:
        """The cells of `COUNT_COLUMNS`: reported findings by severity, the others by what became of them."""
        found = reported(outcome)
        return [
            *(sum(one.severity is severity for one in found) for severity in Severity),
            *(
                sum(one.status is status for one in outcome.findings)
                for status in (Status.SUPPRESSED, Status.BASELINED, Status.BELOW_CONFIDENCE)
            ),
        ]

    def gaps(self, outcome: Outcome) -> str:
        """The cell of `GAP_COLUMN`; empty where all was measured."""
        between = "；" if self._language is Language.ZH else "; "
        return inert_line(between.join(map(self._gap, gaps_of(outcome))))

    def passed_through(self, outcome: Outcome) -> list[Cell]:
        """The cells of the list's own columns."""
        return [inert_line(outcome.site.columns.get(name, "")) for name in self._passed_through]

    def rejected(self, row: RejectedRow) -> list[Cell]:
        """The cells of `SITE_COLUMNS` for a row that names no site."""
        named = inert_line(f"{row.source}:{row.line}")
        blanks = [""] * (len(SITE_COLUMNS) - 3)
        return [self.say(STATES[State.UNMEASURED]), named, *blanks, named]

    def say(self, text: Text) -> str:
        """A sentence in the table's language."""
        return text.of(self._language)

    def _gap(self, gap: Gap) -> str:
        if gap.whole:
            return self.say(gap.sentence)
        told = report_words.RULES_SAY.fill(rules=rules_phrase(gap.rules), sentence=gap.sentence)
        return self.say(told)


def list_columns(outcomes: Iterable[Outcome]) -> tuple[str, ...]:
    """The columns that lists brought along, in the order in which they come, up to `MOST_COLUMNS`."""
    found: dict[str, None] = {}
    for outcome in outcomes:
        found.update(dict.fromkeys(outcome.site.columns))
        if len(found) >= MOST_COLUMNS:
            break
    return tuple(found)[:MOST_COLUMNS]


def cells_of(rows: Rows, outcome: Outcome) -> Iterator[list[Cell]]:
    """A row for each finding of a site, or one for a site without any; each tells what was not checked."""
    site, gaps, rest = rows.site(outcome), rows.gaps(outcome), rows.passed_through(outcome)
    if not outcome.findings:
        yield [*site, *([""] * len(FINDING_COLUMNS)), gaps, *rest]
    for finding in outcome.findings:
        yield [*site, *rows.finding(finding), gaps, *rest]
