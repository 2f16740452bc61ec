"""CSV for spreadsheets: a row for each finding, and one for each site and row of the list without any."""

import csv
from collections.abc import Iterable
from io import TextIOWrapper
from typing import BinaryIO

from icplint.late import pattern
from icplint.model.outcome import Outcome
from icplint.model.run import ReportHead
from icplint.tell.report.inert import inert_line
from icplint.tell.report.reporter import Manner
from icplint.tell.report.rows import (
    FINDING_COLUMNS,
    GAP_COLUMN,
    SITE_COLUMNS,
    Cell,
    Rows,
    cells_of,
    list_columns,
)

_FORMULA = pattern(r"\s*[=+\-@|＝＋－＠]")
"""What a spreadsheet may take for a formula, in full width as well."""


class CsvReporter:
    """Writes UTF-8 with a byte order mark, by which Excel knows it, and lines as RFC 4180 has them."""

    def __init__(self, manner: Manner) -> None:
        self._manner = manner

    def write(self, head: ReportHead, outcomes: Iterable[Outcome], out: BinaryIO) -> None:
        """Write the table, going over the outcomes once for the columns of their lists and once for the rows."""
        rows = Rows(self._manner.language, head, list_columns(outcomes))
        columns = (*SITE_COLUMNS, *FINDING_COLUMNS, GAP_COLUMN)
        wrapper = TextIOWrapper(out, encoding="utf-8", newline="", write_through=True)
        try:
            wrapper.write("\ufeff")
            table = csv.writer(wrapper, lineterminator="\r\n")
            headings = rows.headings(columns)
            table.writerow(map(harmless, headings))
            for outcome in outcomes:
                table.writerows(map(harmless, cells) for cells in cells_of(rows, outcome))
            for row in head.rejected:
                reason = inert_line(rows.say(row.reason))
                cells = [*rows.rejected(row), *([""] * len(FINDING_COLUMNS)), reason]
                cells += [""] * (len(headings) - len(cells))  # the list's own columns
                table.writerow(map(harmless, cells))
        finally:
            wrapper.detach()


def harmless(cell: Cell) -> Cell:
    """The cell with an apostrophe before what would be a formula: spreadsheets show the text and compute nothing."""
    return f"'{cell}" if isinstance(cell, str) and _FORMULA.match(cell) else cell
