"""Report v1 as one JSON document, written site by site so that memory stays flat."""

from collections.abc import Iterable
from typing import BinaryIO

from icplint.model.outcome import Outcome
from icplint.model.run import ReportHead
from icplint.tell.report.json_text import json_bytes, members
from icplint.tell.report.v1 import (
    SCHEMA,
    rejected_objects,
    run_object,
    site_object,
    summary_object,
    tool_object,
)


class JsonDocumentReporter:
    """Writes the document; each site stands on a line of its own."""

    def write(self, head: ReportHead, outcomes: Iterable[Outcome], out: BinaryIO) -> None:
        """Write head, sites in list order, and the summary after them."""
        before = {
            "schema": SCHEMA,
            "tool": tool_object(head.tool),
            "run": run_object(head.run),
            "rejected_rows": rejected_objects(head.rejected),
        }
        out.write(b"{" + members(before) + b',"sites":[')
        separator = b"\n"
        for outcome in outcomes:
            out.write(separator + json_bytes(site_object(outcome)))
            separator = b",\n"
        out.write(b"\n]," + members({"summary": summary_object(head.summary)}) + b"}\n")
