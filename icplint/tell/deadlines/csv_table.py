"""Deadlines as a table for spreadsheets."""

import csv
from io import StringIO

from icplint.model.deadline import Deadline
from icplint.model.text import Language
from icplint.tell.deadlines.agenda import Agenda, days_left, why
from icplint.tell.report.csv_table import harmless
from icplint.tell.report.inert import inert_line
from icplint.words import deadlines as words


def deadlines_csv(agenda: Agenda, language: Language) -> bytes:
    """A row for each deadline, in UTF-8 with a byte order mark; no cell is taken for a formula."""
    table = StringIO()
    writer = csv.writer(table, lineterminator="\r\n")
    writer.writerow(column.of(language) for column in words.COLUMNS.values())
    for one in agenda.deadlines:
        writer.writerow([harmless(cell) for cell in _cells(one, agenda, language)])
    return table.getvalue().encode("utf-8-sig", "replace")


def _cells(one: Deadline, agenda: Agenda, language: Language) -> list[str | int]:
    between = words.LIST_BETWEEN.of(language)
    cells: dict[str, str | int] = {
        "due": f"{one.due}",
        "days_left": days_left(one, agenda.today),
        "standing": words.STANDINGS[one.standing(agenda.today)].of(language),
        "what": words.KINDS[one.kind].of(language),
        "names": inert_line(between.join(one.names)),
        "entity": inert_line(one.entity or ""),
        "number": inert_line(one.number or ""),
        "since": f"{one.since}",
        "longer_earliest": f"{one.longer.earliest}" if one.longer else "",
        "longer_latest": f"{one.longer.latest}" if one.longer else "",
        "basis": words.BASES[one.basis].of(language),
        "why": why(one).of(language),
    }
    return [cells[column] for column in words.COLUMNS]
