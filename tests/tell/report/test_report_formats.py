import io
import json
import subprocess
import sys
import tracemalloc
from pathlib import Path, PurePath
from typing import Any

import pytest

from icplint.errors import OutputError, UsageError
from icplint.model.outcome import Outcome
from icplint.tell.report.formats import (
    BINARY,
    SUFFIXES,
    Format,
    asked_for,
    format_of,
    hold_writable,
    published_schema,
    reporter_for,
)
from icplint.tell.report.reporter import Manner
from tests.fakes.outcomes import head_for
from tests.fakes.sample_run import Fleet, sample_head, sample_outcomes

ALONE = {
    Format.HTML: "jinja2",
    Format.XLSX: "openpyxl",
    Format.PARQUET: "pyarrow",
    Format.SARIF: "icplint.tell.report.sarif",
    Format.JUNIT: "icplint.tell.report.junit",
    Format.GITHUB: "icplint.tell.report.github",
    Format.GITLAB: "icplint.tell.report.gitlab",
    Format.CSV: "icplint.tell.report.csv_table",
    Format.MARKDOWN: "icplint.tell.report.markdown",
}
"""What one format needs and no other."""


def written(format_: Format, found: tuple[Outcome, ...] | Fleet) -> bytes:
    out = io.BytesIO()
    head = head_for(tuple(found)) if isinstance(found, Fleet) else sample_head(found)
    reporter_for(format_, Manner()).write(head, found, out)

    assert not out.closed
    return out.getvalue()


@pytest.mark.parametrize("format_", [one for one in Format if one not in BINARY])
def test_every_format_writes_the_sample_and_leaves_the_output_open(format_: Format) -> None:
    assert "shop.example.cn/" in written(format_, sample_outcomes()).decode("utf-8-sig")


def test_a_workbook_is_written_and_leaves_the_output_open() -> None:
    assert written(Format.XLSX, sample_outcomes()).startswith(b"PK")


def test_a_parquet_file_is_written_and_leaves_the_output_open() -> None:
    assert written(Format.PARQUET, sample_outcomes()).startswith(b"PAR1")


@pytest.mark.parametrize("format_", Format)
def test_every_format_writes_a_run_without_sites(format_: Format) -> None:
    assert written(format_, ())


@pytest.mark.parametrize("format_", Format)
def test_every_format_takes_outcomes_that_are_read_again_from_the_start(format_: Format) -> None:
    assert written(format_, Fleet(30))


@pytest.mark.parametrize("format_", Format)
def test_every_format_can_be_named_before_the_path(format_: Format) -> None:
    assert asked_for(f"{format_}:reports/out.bin") == (format_, Path("reports/out.bin"))


@pytest.mark.parametrize("format_", [one for one in Format if one is not Format.GITHUB])
def test_every_format_of_a_file_has_a_suffix(format_: Format) -> None:
    assert format_ in SUFFIXES.values()


@pytest.mark.parametrize(
    ("name", "format_"),
    [
        ("a.HTML", Format.HTML),
        ("b.json", Format.JSON),
        ("b.ndjson", Format.JSONL),
        ("报告.txt", Format.TEXT),
        ("b.sarif", Format.SARIF),
        ("b.sarif.json", Format.SARIF),
        ("gl.codequality.json", Format.GITLAB),
        ("b.xml", Format.JUNIT),
        ("b.CSV", Format.CSV),
    ],
)
def test_a_file_s_name_tells_its_format(name: str, format_: Format) -> None:
    assert format_of(PurePath(name)) is format_


@pytest.mark.parametrize("named", ["C:/reports/a.json", "./sarif:a.json", "svg:a.json", "a.json"])
def test_what_stands_before_a_colon_and_is_no_format_belongs_to_the_path(named: str) -> None:
    assert asked_for(named) == (Format.JSON, Path(named))


def test_a_path_of_a_program_has_no_format_in_front() -> None:
    assert asked_for(Path("sarif:a.json")) == (Format.JSON, Path("sarif:a.json"))


@pytest.mark.parametrize("name", ["report.pdf", "report", ".json", "sarif:"])
def test_an_unknown_suffix_names_the_known_ones(name: str) -> None:
    with pytest.raises(UsageError, match=r"\.html") as caught:
        asked_for(name)

    assert ".jsonl" in caught.value.zh


def test_a_missing_library_is_told_with_the_command_that_installs_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "openpyxl", None)
    for format_ in Format:
        if format_ is not Format.XLSX:
            hold_writable(format_, "report")

    with pytest.raises(OutputError, match=r'report\.xlsx: .*pip install "icplint\[xlsx\]"') as caught:
        hold_writable(Format.XLSX, "report.xlsx")
    assert "pip install" in caught.value.zh


@pytest.mark.slow
def test_a_format_is_imported_only_where_it_is_asked_for() -> None:
    call = (
        "import sys; from icplint.tell.report.formats import BINARY, Format, reporter_for;"
        "from icplint.tell.report.reporter import Manner;"
        f"before = [name for name in {sorted(ALONE.values())!r} if name in sys.modules];"
        "reporter_for(Format(sys.argv[1]), Manner());"
        f"print(before, [name for name in {sorted(ALONE.values())!r} if name in sys.modules])"
    )
    for format_, needs in ALONE.items():
        ended = subprocess.run(
            [sys.executable, "-c", call, format_], capture_output=True, text=True, check=True
        )

        assert ended.stdout.strip() == f"[] ['{needs}']"


class Sink(io.RawIOBase):
    """Takes bytes and keeps none."""

    def writable(self) -> bool:
        return True

    def write(self, given: Any) -> int:
        return len(given)


def peak(format_: Format, size: int) -> int:
    """The most bytes that Python held while a run of so many sites was reported."""
    head = head_for(tuple(Fleet(9)))
    tracemalloc.start()
    try:
        reporter_for(format_, Manner()).write(head, Fleet(size), io.BufferedWriter(Sink()))
        return tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()


@pytest.mark.slow
@pytest.mark.parametrize("format_", [one for one in Format if one is not Format.HTML])
def test_ten_times_the_sites_take_no_more_memory(format_: Format) -> None:
    peak(format_, 9)  # what is imported and cached once is not the sites'

    assert peak(format_, 600) < peak(format_, 60) + 200_000


def test_the_schema_is_published_as_json() -> None:
    assert json.loads(published_schema())["title"] == "icplint report v1"
