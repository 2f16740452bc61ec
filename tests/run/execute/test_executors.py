"""What every executor promises: in this process, and in several."""

import json
import multiprocessing
import os
import signal
import ssl
import subprocess
import sys
import textwrap
from collections import Counter
from datetime import date
from pathlib import Path
from threading import Event, Thread
from typing import Any

import pytest

from icplint.errors import OutputError
from icplint.model.answer import NotCheckedReason
from icplint.model.outcome import Outcome
from icplint.model.settings import CrawlSettings, FetchSettings, Settings
from icplint.model.site import Site, WebAddress
from icplint.run.execute import in_this_process, processes
from icplint.run.execute.executor import Executor, RunEnd
from tests.fakes.web import website

TODAY = date(2026, 11, 24)
ROOT = Path(__file__).parents[3]

executors = pytest.mark.parametrize(
    "run_sites",
    [
        pytest.param(in_this_process.run_sites, id="this process"),
        pytest.param(processes.run_sites, id="processes", marks=pytest.mark.slow),
    ],
)

AT_ONCE = CrawlSettings(host_interval_s=0, host_concurrency=100)
"""All sites of these tests live on one host of our own."""


def settings_of(concurrency: int = 10) -> Settings:
    fetch = FetchSettings(allow_private=True, concurrency=concurrency)
    return Settings(fetch=fetch, crawl=AT_ONCE, jobs=2)


def sites_at(address: str, count: int) -> list[Site]:
    return [
        Site(index=index, label=str(index), target=WebAddress(f"{address}/{index}")) for index in range(count)
    ]


def times_given(outcomes: list[Outcome]) -> Counter[int]:
    return Counter(outcome.site.index for outcome in outcomes)


@executors
def test_each_site_ends_in_one_outcome(run_sites: Executor) -> None:
    outcomes: list[Outcome] = []
    with website() as address:
        end = run_sites(iter(sites_at(address, 70)), settings_of(), outcomes.append, today=TODAY)

    assert end is RunEnd.COMPLETE
    assert times_given(outcomes) == Counter(range(70))
    assert {outcome.not_checked for outcome in outcomes} == {None}


@executors
def test_an_empty_list_is_a_complete_run(run_sites: Executor) -> None:
    assert run_sites((), settings_of(), lambda _: None, today=TODAY) is RunEnd.COMPLETE


@executors
def test_a_report_that_cannot_be_written_ends_the_run_as_what_it_is(run_sites: Executor) -> None:
    given: list[Outcome] = []

    def give(outcome: Outcome) -> None:
        given.append(outcome)
        if len(given) == 3:
            raise OutputError(en="the disk is full", zh="磁盘已满")

    with website() as address, pytest.raises(OutputError, match="the disk is full"):
        run_sites(sites_at(address, 70), settings_of(), give, today=TODAY)

    assert len(given) == 3
    assert multiprocessing.active_children() == []


@executors
def test_a_run_may_be_driven_from_a_thread(run_sites: Executor) -> None:
    outcomes: list[Outcome] = []
    with website() as address:
        thread = Thread(
            target=run_sites,
            args=(sites_at(address, 5), settings_of(), outcomes.append),
            kwargs={"today": TODAY},
        )
        thread.start()
        thread.join()

    assert times_given(outcomes) == Counter(range(5))


def test_a_run_builds_one_tls_context(monkeypatch: pytest.MonkeyPatch) -> None:
    built = 0
    real: Any = ssl.SSLContext.__new__

    def counting(*args: Any, **settings: Any) -> Any:
        nonlocal built
        built += 1
        return real(*args, **settings)

    monkeypatch.setattr(ssl.SSLContext, "__new__", counting)
    with website() as address:
        in_this_process.run_sites(sites_at(address, 40), settings_of(), lambda _: None, today=TODAY)

    assert built == 1


@pytest.mark.slow
@pytest.mark.skipif(sys.platform == "win32", reason="kills as POSIX does")
def test_processes_that_die_once_cost_no_site() -> None:
    outcomes: list[Outcome] = []

    def give(outcome: Outcome) -> None:
        outcomes.append(outcome)
        if len(outcomes) == 5:
            for process in multiprocessing.active_children():
                process.kill()

    with website() as address:
        end = processes.run_sites(sites_at(address, 70), settings_of(), give, today=TODAY)

    assert end is RunEnd.COMPLETE
    assert times_given(outcomes) == Counter(range(70))
    assert {outcome.not_checked for outcome in outcomes} == {None}


@pytest.mark.slow
@pytest.mark.skipif(sys.platform == "win32", reason="kills as POSIX does")
def test_a_site_that_kills_its_process_each_time_is_not_checked_and_few_go_down_with_it() -> None:
    outcomes: list[Outcome] = []

    def kill_at_poison(path: str) -> None:
        if path == "/33":
            for process in multiprocessing.active_children():
                process.kill()
            Event().wait(5)

    with website(kill_at_poison) as address:
        end = processes.run_sites(sites_at(address, 70), settings_of(), outcomes.append, today=TODAY)
    lost = {outcome.site.index: outcome for outcome in outcomes if outcome.not_checked}

    assert end is RunEnd.COMPLETE
    assert times_given(outcomes) == Counter(range(70))
    assert lost[33].not_checked is NotCheckedReason.OVERLOAD
    assert lost[33].failure is not None
    assert "-9" in lost[33].failure.detail
    assert len(lost) < 20


INTERRUPTED_RUN = """
    import json, sys
    from datetime import date
    from icplint.model.settings import CrawlSettings, FetchSettings, Settings
    from icplint.model.site import Site, WebAddress
    from icplint.run.execute import in_this_process, processes

    def main():
        address, where, ready_after = sys.argv[1], sys.argv[2], int(sys.argv[3])
        run_sites = {"this process": in_this_process.run_sites, "processes": processes.run_sites}[where]
        sites = (
            Site(index=index, label=str(index), target=WebAddress(f"{address}/{index}"))
            for index in range(1000)
        )
        fetch = FetchSettings(allow_private=True, concurrency=10)
        settings = Settings(fetch=fetch, crawl=CrawlSettings(host_interval_s=0, host_concurrency=100), jobs=2)
        given = []

        def give(outcome):
            given.append((outcome.site.index, outcome.not_checked))
            if len(given) == ready_after:
                print("ready", flush=True)

        end = run_sites(sites, settings, give, today=date(2026, 11, 24))
        print(json.dumps({"end": end, "given": given}))

    if __name__ == "__main__":
        main()
"""


@pytest.mark.slow
@pytest.mark.skipif(sys.platform == "win32", reason="sends a signal as POSIX does")
@pytest.mark.parametrize("where", ["this process", "processes"])
@pytest.mark.parametrize("whom", ["the run alone", "its whole group, as a terminal does"])
def test_ctrl_c_reports_what_is_finished_and_accounts_for_the_rest(
    where: str, whom: str, tmp_path: Path
) -> None:
    finished = 30
    script = tmp_path / "interrupted_run.py"
    script.write_text(textwrap.dedent(INTERRUPTED_RUN), encoding="utf-8")
    is_over = Event()

    def hang_in_the_end(path: str) -> None:
        if int(path.removeprefix("/")) >= finished:
            is_over.wait(60)

    with website(hang_in_the_end) as address:
        run = subprocess.Popen(
            [sys.executable, str(script), address, where, str(finished)],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            cwd=ROOT,
            start_new_session=True,
            text=True,
        )
        assert run.stdout is not None
        assert run.stdout.readline() == "ready\n"
        (os.kill if whom == "the run alone" else os.killpg)(run.pid, signal.SIGINT)
        said, complained = run.communicate(timeout=60)
        is_over.set()
    told = json.loads(said)
    reasons = dict(told["given"])

    assert complained == ""
    assert run.returncode == 0
    assert told["end"] == "interrupted"
    assert Counter(index for index, _ in told["given"]) == Counter(range(1000))
    assert {index for index, reason in reasons.items() if reason is None} == set(range(finished))
    assert {reasons[index] for index in range(finished, 1000)} == {"interrupted"}
