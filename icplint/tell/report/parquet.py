"""Parquet for analysts: a row for each finding, and one for each site and row of the list without any.

Column names are those of report v1 where it has them, and are the same in every language.
"""

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Any, BinaryIO

import pyarrow as pa
import pyarrow.parquet as pq

from icplint import __version__
from icplint.model.finding import Finding
from icplint.model.outcome import Outcome
from icplint.model.run import ReportHead
from icplint.model.site import RejectedRow
from icplint.tell.report.reporter import Manner

_ROWS = 2_000
"""Of a row group."""
_AT_ONCE = 50
"""Rows that are values of Python at a time: Arrow holds the others of a group in a fraction of the room."""

Row = dict[str, Any]

_SCHEMA = pa.schema(
    [
        ("target", pa.string()),
        ("id", pa.string()),
        ("entity", pa.string()),
        ("responsible", pa.string()),
        ("client", pa.string()),
        ("provider", pa.string()),
        ("province", pa.string()),
        ("filing_status", pa.string()),
        ("tags", pa.list_(pa.string())),
        ("columns", pa.map_(pa.string(), pa.string())),
        ("source", pa.string()),
        ("line", pa.int64()),
        ("domain", pa.string()),
        ("final_url", pa.string()),
        ("outcome", pa.string()),
        ("reason", pa.string()),
        ("measured", pa.bool_()),
        ("clean", pa.bool_()),
        ("status", pa.int64()),
        ("fetched_at", pa.timestamp("us", tz="UTC")),
        ("address", pa.string()),
        ("icp", pa.list_(pa.string())),
        ("psb", pa.list_(pa.string())),
        ("footer_fingerprint", pa.string()),
        ("rule", pa.string()),
        ("name", pa.string()),
        ("fault", pa.string()),
        ("severity", pa.string()),
        ("confidence", pa.string()),
        ("finding_status", pa.string()),
        ("message", pa.string()),
        ("page", pa.string()),
        ("about", pa.string()),
        ("due", pa.date32()),
        ("reason_code", pa.string()),
        ("count", pa.int64()),
        ("fingerprint", pa.string()),
    ]
)


class ParquetReporter:
    """Writes the table, some rows at a time, so that memory stays flat."""

    def __init__(self, manner: Manner) -> None:
        self._language = manner.language

    def write(self, head: ReportHead, outcomes: Iterable[Outcome], out: BinaryIO) -> None:
        """Write the table, going over the outcomes once."""
        facts = {"icplint": __version__, "run": head.run.id}
        schema = _SCHEMA.with_metadata(facts)
        rows = self._rows(head, outcomes)
        with pq.ParquetWriter(out, schema, compression="zstd") as writer:
            waiting: list[pa.RecordBatch] = []
            while some := list(islice(rows, _AT_ONCE)):
                waiting.append(pa.RecordBatch.from_pylist(some, schema=schema))
                if len(waiting) * _AT_ONCE >= _ROWS:
                    writer.write_table(pa.Table.from_batches(waiting, schema=schema), row_group_size=_ROWS)
                    waiting.clear()
            if waiting:
                writer.write_table(pa.Table.from_batches(waiting, schema=schema), row_group_size=_ROWS)

    def _rows(self, head: ReportHead, outcomes: Iterable[Outcome]) -> Iterator[Row]:
        for outcome in outcomes:
            site = _site(outcome)
            for finding in outcome.findings:
                yield _sound(site | self._finding(finding))
            if not outcome.findings:
                yield _sound(site)
        for row in head.rejected:
            yield _sound(self._rejected(row))

    def _finding(self, finding: Finding) -> Row:
        return {
            "rule": finding.rule,
            "name": finding.name,
            "fault": finding.fault,
            "severity": finding.severity.value,
            "confidence": finding.confidence.value,
            "finding_status": finding.status.value,
            "message": finding.message.of(self._language),
            "page": finding.page,
            "about": finding.about,
            "due": finding.due,
            "reason_code": finding.reason_code,
            "count": finding.count,
            "fingerprint": finding.fingerprint,
        }

    def _rejected(self, row: RejectedRow) -> Row:
        return {
            "source": row.source,
            "line": row.line,
            "outcome": "rejected",
            "reason": row.reason.of(self._language),
            "measured": False,
            "clean": False,
        }


def _site(outcome: Outcome) -> Row:
    site = outcome.site
    page = outcome.pages[0] if outcome.pages else None
    return {
        "target": site.label,
        "id": site.id,
        "entity": site.entity,
        "responsible": site.responsible,
        "client": site.client,
        "provider": site.provider,
        "province": site.province,
        "filing_status": None if site.filing_status is None else site.filing_status.value,
        "tags": list(site.tags),
        "columns": list(site.columns.items()),
        "source": site.source,
        "line": site.line,
        "domain": outcome.domain,
        "final_url": outcome.final_url,
        "outcome": "checked" if outcome.not_checked is None else "not-checked",
        "reason": None if outcome.not_checked is None else outcome.not_checked.value,
        "measured": outcome.measured,
        "clean": outcome.clean,
        "status": None if page is None else page.response.status,
        "fetched_at": None if page is None else page.response.fetched_at,
        "address": None if page is None else page.response.address,
        "icp": [one.number for shown in outcome.pages for one in shown.evidence.icp],
        "psb": [one.number for shown in outcome.pages for one in shown.evidence.psb],
        "footer_fingerprint": None if page is None else page.footer.fingerprint or None,
    }


def _sound(row: Row) -> Row:
    """The row without halves of characters, which no UTF-8 can hold."""
    return {name: _sound_value(value) for name, value in row.items()}


def _sound_value(value: object) -> object:
    if isinstance(value, str):
        return value.encode("utf-8", "replace").decode()
    if isinstance(value, list):
        return [_sound_value(one) for one in value]
    if isinstance(value, tuple):
        return tuple(_sound_value(one) for one in value)
    return value
