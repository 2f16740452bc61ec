"""The Parquet report, read back by pyarrow."""

from collections.abc import Sequence
from dataclasses import replace
from io import BytesIO
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from icplint.errors import OutputError
from icplint.model.outcome import Outcome
from icplint.model.site import RejectedRow
from icplint.model.text import Language, Text
from icplint.tell.report import formats
from icplint.tell.report.parquet import ParquetReporter
from icplint.tell.report.reporter import Manner
from icplint.tell.report.v1 import site_object
from tests.fakes.outcomes import head_for
from tests.fakes.sample_run import sample_outcomes


def written(outcomes: Sequence[Outcome], *, rejected: Sequence[RejectedRow] = ()) -> pa.Table:
    out = BytesIO()
    head = replace(head_for(tuple(outcomes)), rejected=tuple(rejected))
    ParquetReporter(Manner(language=Language.EN)).write(head, outcomes, out)
    out.seek(0)
    return pq.read_table(out)


def test_each_finding_and_each_site_without_one_has_a_row_that_says_what_the_json_says() -> None:
    outcomes = list(sample_outcomes())
    rows = written(outcomes).to_pylist()

    assert len(rows) == sum(max(len(one.findings), 1) for one in outcomes)
    told = iter(rows)
    for outcome in outcomes:
        said: Any = site_object(outcome)
        for finding in said["findings"] or [None]:
            row = next(told)
            for name in (
                "target",
                "entity",
                "domain",
                "final_url",
                "outcome",
                "reason",
                "measured",
                "clean",
                "tags",
            ):
                assert row[name] == said[name]
            assert dict(row["columns"]) == said["columns"]
            for name in ("rule", "name", "fault", "severity", "page", "about", "count", "fingerprint"):
                assert row[name] == (None if finding is None else finding[name])
            assert row["finding_status"] == (None if finding is None else finding["status"])
            assert row["message"] == (None if finding is None else finding["message"]["en"])


def test_columns_have_their_types_and_the_file_says_whose_it_is() -> None:
    table = written(list(sample_outcomes()))

    types = {
        name: str(table.schema.field(name).type) for name in ("line", "measured", "fetched_at", "due", "icp")
    }
    assert types == {
        "line": "int64",
        "measured": "bool",
        "fetched_at": "timestamp[us, tz=UTC]",
        "due": "date32[day]",
        "icp": "list<element: string>",
    }
    assert set(table.schema.metadata) >= {b"icplint", b"run"}


def test_hostile_text_and_rejected_rows_come_through() -> None:
    [first, *_] = sample_outcomes()
    label = "\ud800=1+1\x00\x1b[31m\u202e"
    hostile = replace(first, site=replace(first.site, label=label), findings=())
    reason = Text(en="no address", zh="没有网址")

    site, rejected = written([hostile], rejected=[RejectedRow("list.csv", 7, reason)]).to_pylist()

    assert site["target"] == "?=1+1\x00\x1b[31m\u202e"
    assert (rejected["outcome"], rejected["source"], rejected["line"]) == ("rejected", "list.csv", 7)
    assert rejected["reason"] == "no address"
    assert rejected["measured"] is False


def test_rows_are_written_in_groups() -> None:
    [first, *_] = sample_outcomes()
    outcomes = [replace(first, findings=(), site=replace(first.site, index=n)) for n in range(4_500)]
    out = BytesIO()
    ParquetReporter(Manner()).write(head_for(tuple(outcomes)), outcomes, out)
    out.seek(0)

    assert [pq.ParquetFile(out).metadata.row_group(n).num_rows for n in range(3)] == [2_000, 2_000, 500]


def test_without_its_library_one_line_says_how_to_get_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(formats, "find_spec", lambda _: None)

    with pytest.raises(OutputError, match=r'report\.parquet: Parquet needs pyarrow; .*"icplint\[parquet\]"'):
        formats.hold_writable(formats.Format.PARQUET, "report.parquet")
