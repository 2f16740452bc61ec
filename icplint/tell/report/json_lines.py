"""Report v1 as JSON lines: one line for each site as it is done, then one line with the counts."""

from collections.abc import Iterable
from typing import BinaryIO

from icplint.model.outcome import Outcome
from icplint.model.run import ReportHead
from icplint.tell.report.json_text import json_bytes
from icplint.tell.report.v1 import end_object, site_object


def write_outcome(outcome: Outcome, out: BinaryIO) -> None:
    """Write the line of one site, with its `index` in the run; lines may come in any order."""
    out.write(json_bytes({"index": outcome.site.index} | site_object(outcome)) + b"\n")


def write_end(head: ReportHead, out: BinaryIO) -> None:
    """Write the last line: summary, run and tool."""
    out.write(json_bytes(end_object(head)) + b"\n")


class JsonLinesReporter:
    """Writes the lines after the run, in the order of the list."""

    def write(self, head: ReportHead, outcomes: Iterable[Outcome], out: BinaryIO) -> None:
        """Write one line for each outcome, then the last line."""
        for outcome in outcomes:
            write_outcome(outcome, out)
        write_end(head, out)
