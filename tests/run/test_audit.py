import io
import json
import os
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from icplint.collect.sites.site_list import SiteList
from icplint.errors import OutputError
from icplint.model.outcome import Outcome
from icplint.model.settings import Settings
from icplint.model.site import RejectedRow, SavedPage, Site
from icplint.model.text import Text, text
from icplint.packs import load_rules
from icplint.run.audit import Order, audit
from icplint.run.outputs import Output, ToFile, ToStandardOutput
from icplint.run.wiring import World
from icplint.tell.report.formats import Format
from icplint.tell.report.reporter import Manner
from tests.fakes.command_line import CLEAN_PAGE, FAULTY_PAGE

NOON = datetime(2026, 11, 24, 4, tzinfo=UTC)
WORLD = World(now=lambda: NOON, make_id=lambda _: "run-1")
RULES = load_rules()


class Watching:
    """A watcher that remembers, and may do something at each site."""

    def __init__(self) -> None:
        self.declared: int | None = None
        self.seen: list[int] = []
        self.failed: list[OutputError] = []
        self.notes: list[Text] = []

    @contextmanager
    def watch(self, sites: int) -> Iterator[None]:
        self.declared = sites
        yield

    def note(self, what: Text) -> None:
        self.notes.append(what)

    def see(self, outcome: Outcome) -> None:
        self.seen.append(outcome.site.index)

    def fail(self, error: OutputError) -> None:
        self.failed.append(error)


class InterruptingAfterOne(Watching):
    """The user presses Ctrl-C once when the first site is done."""

    def see(self, outcome: Outcome) -> None:
        super().see(outcome)
        if len(self.seen) == 1:
            signal.raise_signal(signal.SIGINT)


class ClosedPipe(io.BytesIO):
    """Standard output whose reader went away after the first line."""

    def write(self, written: Any) -> int:
        if self.tell():
            raise BrokenPipeError(32, "Broken pipe")
        return super().write(written)


def site_list(folder: Path, *pages: str, rejected: int = 0, declared: int | None = None) -> SiteList:
    made: list[Site | RejectedRow] = []
    for index, content in enumerate(pages):
        path = folder / f"{index}.html"
        path.write_text(content, encoding="utf-8")
        made.append(
            Site(index=index, label=path.name, target=SavedPage(path, f"https://www.example{index}.cn/"))
        )
    reason = text(en="A reason.", zh="原因。")
    made.extend(RejectedRow("list.csv", line, reason) for line in range(2, 2 + rejected))
    return SiteList(iter(made), declared=len(made) if declared is None else declared)


def order(sites: SiteList, *outputs: Output) -> Order:
    return Order(sites=sites, rules=RULES, settings=Settings(), outputs=outputs)


def to_stdout(out: io.BytesIO, form: Format = Format.JSONL) -> ToStandardOutput:
    return ToStandardOutput(format=form, out=out, manner=Manner())


def test_documents_hold_the_sites_in_list_order_with_clock_and_id_as_given(tmp_path: Path) -> None:
    report = tmp_path / "report.json"
    code = audit(
        order(site_list(tmp_path, CLEAN_PAGE, FAULTY_PAGE), ToFile(format=Format.JSON, path=report)),
        WORLD,
        Watching(),
    )
    document = json.loads(report.read_bytes())

    assert code == 1
    assert [one["target"] for one in document["sites"]] == ["0.html", "1.html"]
    assert (document["run"]["id"], document["run"]["started_at"]) == ("run-1", "2026-11-24T04:00:00Z")


def test_rejected_rows_are_declared_and_lower_the_coverage(tmp_path: Path) -> None:
    out, watching = io.BytesIO(), Watching()
    code = audit(order(site_list(tmp_path, CLEAN_PAGE, rejected=2), to_stdout(out)), WORLD, watching)
    summary = json.loads(out.getvalue().splitlines()[-1])["summary"]

    assert code == 3
    assert watching.declared == 3
    assert (summary["sites"], summary["measured"], summary["rejected"]) == (3, 1, 2)


def test_a_lost_site_is_a_fault_and_no_report_is_written(tmp_path: Path) -> None:
    report = tmp_path / "report.json"
    lost = order(site_list(tmp_path, CLEAN_PAGE, declared=2), ToFile(format=Format.JSON, path=report))

    with pytest.raises(AssertionError, match="2 sites were declared, 1 have an outcome"):
        audit(lost, WORLD, Watching())
    assert [path.name for path in tmp_path.iterdir()] == ["0.html"]


@pytest.mark.skipif(os.name == "nt", reason="Windows sends no signal to a single process")
def test_ctrl_c_reports_what_is_finished_and_the_others_as_interrupted(tmp_path: Path) -> None:
    report = tmp_path / "report.json"
    sites = site_list(tmp_path, CLEAN_PAGE, CLEAN_PAGE, CLEAN_PAGE)
    code = audit(order(sites, ToFile(format=Format.JSON, path=report)), WORLD, InterruptingAfterOne())
    document = json.loads(report.read_bytes())

    assert code == 130
    assert [one["reason"] for one in document["sites"]] == [None, "interrupted", "interrupted"]
    assert document["run"]["interrupted"] is True


def test_a_reader_that_went_away_ends_the_run_early_and_quietly(tmp_path: Path) -> None:
    watching = Watching()
    sites = site_list(tmp_path, CLEAN_PAGE, CLEAN_PAGE, CLEAN_PAGE, CLEAN_PAGE)
    code = audit(order(sites, to_stdout(ClosedPipe())), WORLD, watching)

    assert code == 130
    assert watching.seen == [0, 1]
    assert watching.failed == []


def test_a_reader_that_went_away_does_not_cost_the_file_its_report(tmp_path: Path) -> None:
    report = tmp_path / "report.json"
    sites = site_list(tmp_path, CLEAN_PAGE, CLEAN_PAGE, FAULTY_PAGE)
    outputs = (to_stdout(ClosedPipe()), ToFile(format=Format.JSON, path=report))
    code = audit(order(sites, *outputs), WORLD, Watching())

    assert code == 1
    assert len(json.loads(report.read_bytes())["sites"]) == 3


def test_an_output_that_fails_at_the_end_does_not_take_the_others_with_it(tmp_path: Path) -> None:
    class Full(io.BytesIO):
        def write(self, written: Any) -> int:  # noqa: ARG002 - a disk takes nothing more
            raise OSError(28, "No space left on device")

    report, watching = tmp_path / "report.json", Watching()
    outputs = (to_stdout(Full(), Format.JSON), ToFile(format=Format.JSON, path=report))
    code = audit(order(site_list(tmp_path, FAULTY_PAGE), *outputs), WORLD, watching)

    assert code == 2
    assert [error.en for error in watching.failed] == [
        "standard output: cannot be written (No space left on device); name another path"
    ]
    assert json.loads(report.read_bytes())["summary"]["sites"] == 1
