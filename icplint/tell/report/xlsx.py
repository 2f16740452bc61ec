"""A workbook: a summary, the sites, the findings. Written row by row, so that memory stays flat."""

from collections.abc import Iterable, Iterator, Sequence
from typing import BinaryIO

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet._write_only import WriteOnlyWorksheet

from icplint.late import pattern
from icplint.model.outcome import Outcome
from icplint.model.run import ReportHead
from icplint.model.text import Text
from icplint.tell.report.gaps import gap_sentence
from icplint.tell.report.inert import inert_line
from icplint.tell.report.moments import utc
from icplint.tell.report.reporter import Manner
from icplint.tell.report.rows import (
    COUNT_COLUMNS,
    FINDING_COLUMNS,
    GAP_COLUMN,
    SITE_COLUMNS,
    Cell,
    Column,
    Rows,
    list_columns,
)
from icplint.tell.report.sentences import head_phrases
from icplint.tell.report.verdict_groups import NOT_OFFERED
from icplint.words import report as report_words
from icplint.words import table as words

MOST_ROWS = 1_048_576
"""Rows of a sheet, the heading among them; what is more goes on in the next sheet."""

LONGEST = 32_767
"""UTF-16 units that a cell holds."""

_NO_CHARACTERS = pattern("[\ufffe\uffff]")
_ESCAPED = pattern(r"_(?=x[0-9A-Fa-f]{4}_)")
"""What a workbook would read as a character by its number."""

_BESIDE_SITE = "C2"
"""The first cell that scrolls: heading, result and site stay."""

_WIDTH = 16
_OVERVIEW_COLUMNS = (Column(words.ITEM, 60), Column(words.VALUE, 60))
_HEADING = Font(bold=True)
_TOP = Alignment(vertical="top", wrap_text=True)


class XlsxReporter:
    """Writes the workbook; each cell is a text or a number, never a formula."""

    def __init__(self, manner: Manner, *, most_rows: int = MOST_ROWS) -> None:
        self._manner = manner
        self._most_rows = most_rows

    def write(self, head: ReportHead, outcomes: Iterable[Outcome], out: BinaryIO) -> None:
        """Write the workbook, going over the outcomes once for the columns of their lists and once for the rows."""
        rows = Rows(self._manner.language, head, list_columns(outcomes))
        book = Workbook(write_only=True)
        book.properties.creator = f"icplint {head.tool.version}"
        book.properties.created = head.run.started_at.replace(tzinfo=None)
        overview = self._sheets(book, rows, words.SHEET_SUMMARY, _OVERVIEW_COLUMNS)
        site_columns = (*SITE_COLUMNS, *COUNT_COLUMNS, GAP_COLUMN)
        finding_columns = (*SITE_COLUMNS, *FINDING_COLUMNS)
        sites = self._sheets(book, rows, words.SHEET_SITES, site_columns)
        findings = self._sheets(book, rows, words.SHEET_FINDINGS, finding_columns)
        for line in self._overview(head, rows):
            overview.add(line)
        for outcome in outcomes:
            site, rest = rows.site(outcome), rows.passed_through(outcome)
            sites.add([*site, *rows.counts(outcome), rows.gaps(outcome), *rest])
            for finding in outcome.findings:
                findings.add([*site, *rows.finding(finding), *rest])
        for row in head.rejected:
            reason = inert_line(rows.say(row.reason))
            sites.add([*rows.rejected(row), *([0] * len(COUNT_COLUMNS)), reason])
        for sheets in (overview, sites, findings):
            sheets.close()
        book.save(out)

    def _sheets(self, book: Workbook, rows: Rows, title: Text, columns: Sequence[Column]) -> "_Sheets":
        is_table = columns is not _OVERVIEW_COLUMNS
        return _Sheets(
            book,
            title=rows.say(title),
            columns=columns,
            headings=rows.headings(columns) if is_table else [rows.say(one.title) for one in columns],
            cut=words.CUT.of(self._manner.language),
            most_rows=self._most_rows,
        )

    def _overview(self, head: ReportHead, rows: Rows) -> Iterator[list[Cell]]:
        run, summary = head.run, head.summary
        for phrase in head_phrases(head, self._manner):
            yield [rows.say(report_words.TITLE), inert_line(phrase)]
        yield [rows.say(words.RUN), inert_line(run.id)]
        yield [rows.say(words.TIME), f"{utc(run.started_at)} – {utc(run.finished_at)}"]
        if run.interrupted:
            yield [rows.say(words.INTERRUPTED), rows.say(report_words.INTERRUPTED)]
        counts: Sequence[tuple[Text, int]] = (
            (words.DECLARED, summary.sites),
            (words.MEASURED, summary.measured),
            (words.UNMEASURED, summary.unmeasured),
            (words.CLEAN, summary.clean),
            (words.INCOMPLETE, summary.incomplete),
            (words.REJECTED, summary.rejected),
            (words.TO_MEND, summary.errors),
            (words.TO_VERIFY, summary.warnings),
            (words.ADVICE, summary.infos),
            (words.SUPPRESSED, summary.suppressed),
            (words.BASELINED, summary.baselined),
            (words.BELOW_CONFIDENCE, summary.below_confidence),
            (words.CRASHED, summary.crashed),
        )
        for title, n in counts:
            yield [rows.say(title), n]
        for need, n in summary.not_offered.items():
            yield [rows.say(gap_sentence(f"{NOT_OFFERED}{need}")), n]


class _Sheets:
    """One table, in as many sheets as its rows need; each has its heading, frozen, and a filter."""

    def __init__(
        self,
        book: Workbook,
        *,
        title: str,
        columns: Sequence[Column],
        headings: Sequence[str],
        cut: str,
        most_rows: int,
    ) -> None:
        self._book = book
        self._title = title
        self._columns = columns
        self._headings = headings
        self._cut = cut
        self._most_rows = most_rows
        self._number = 0
        self._rows = 0
        self._sheet = self._next()

    def add(self, cells: Sequence[Cell]) -> None:
        """Add a row."""
        if self._rows >= self._most_rows:
            self.close()
            self._sheet = self._next()
        self._sheet.append([_cell(self._sheet, cell, self._cut) for cell in cells])
        self._rows += 1

    def close(self) -> None:
        """Set the filter over what was written."""
        self._sheet.auto_filter.ref = f"A1:{get_column_letter(len(self._headings))}{self._rows}"

    def _next(self) -> WriteOnlyWorksheet:
        self._number += 1
        name = self._title if self._number == 1 else f"{self._title} {self._number}"
        sheet = self._book.create_sheet(name)
        widths = [column.width for column in self._columns]
        widths += [_WIDTH] * (len(self._headings) - len(widths))
        for n, width in enumerate(widths):
            sheet.column_dimensions[get_column_letter(n + 1)].width = width
        sheet.freeze_panes = _BESIDE_SITE if len(self._headings) > 2 else "A2"
        sheet.append([_cell(sheet, title, self._cut, _HEADING) for title in self._headings])
        self._rows = 1
        return sheet


def _cell(sheet: WriteOnlyWorksheet, value: Cell, cut: str, font: Font | None = None) -> WriteOnlyCell:
    cell = WriteOnlyCell(sheet, value if isinstance(value, int) else fitting(value, cut))
    cell.alignment = _TOP
    if isinstance(value, str):
        # NOTE: openpyxl takes a text that begins with = for a formula and #N/A for an error.
        cell.data_type = "s"
        cell.quotePrefix = value.startswith(("=", "+", "-", "@"))
    if font is not None:
        cell.font = font
    return cell


def fitting(text: str, cut: str) -> str:
    """A text as a cell holds it: no character that XML forbids, none by its number, and not too long."""
    text = _ESCAPED.sub("_x005F_", _NO_CHARACTERS.sub("\ufffd", text))
    if len(text.encode("utf-16-le", "replace")) // 2 <= LONGEST:
        return text
    kept = text.encode("utf-16-le", "replace")[: 2 * (LONGEST - len(cut))].decode("utf-16-le", "ignore")
    return kept + cut
