"""A store that fails while a scan writes into it: one clear line, nothing lost, and on it goes."""

import json
import os
import shutil
import signal
import sqlite3
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import IO

import pytest

from icplint.keep.store.opening import open_store
from icplint.keep.store.verifying import verify
from tests.fakes.command_line import environment, icplint
from tests.fakes.origins import origins, write_list
from tests.fakes.postgres import Server

SITES = 400
pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(sys.platform == "win32", reason="signals and mounts of POSIX"),
]


def scan_arguments(listing: Path, store: str, *more: str) -> list[str]:
    return [
        *("scan", str(listing), "--store", store, "--allow-private", "--keep-bodies", "all"),
        *("--address-concurrency", "1000", "--exit-zero", "--lang", "en", *more),
    ]


class Scan:
    """A scan under way, and what it has said so far."""

    def __init__(self, arguments: list[str]) -> None:
        self.said: list[str] = []
        self._process = subprocess.Popen(
            [sys.executable, "-m", "icplint", *arguments, "-v"],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            text=True,
            env=environment(),
        )
        assert self._process.stderr is not None
        self._reader = threading.Thread(target=self._read, args=(self._process.stderr,))
        self._reader.start()

    def _read(self, stream: IO[str]) -> None:
        self.said.extend(line.rstrip() for line in stream)

    def wait_for(self, what: str, *, times: int = 1) -> None:
        """Wait until so many lines hold something."""
        for _ in range(600):
            if sum(what in line for line in tuple(self.said)) >= times:
                return
            assert self._process.poll() is None, self.said[-5:]
            time.sleep(0.05)  # noqa: TID251 - a process is waited for
        raise AssertionError((what, self.said[-5:]))

    def interrupt(self) -> None:
        """Press Ctrl-C."""
        self.signal(signal.SIGINT)

    def signal(self, number: signal.Signals) -> None:
        self._process.send_signal(number)

    def end(self) -> int:
        """Its exit code."""
        code = self._process.wait(120)
        self._reader.join()
        self._process.stderr and self._process.stderr.close()
        assert not any("Traceback" in line for line in self.said), self.said[-30:]
        return code

    def told(self, what: str) -> list[str]:
        return [line for line in self.said if what in line]


def hold_whole(store: str, cwd: Path, *, sites: int = SITES) -> None:
    told = icplint("runs", "--store", store, "--format", "json", cwd=cwd)
    runs = json.loads(told.stdout)["runs"]
    assert [(run["state"], run["done"], run["sites"]) for run in runs] == [("finished", sites, sites)]
    with open_store(store) as opened:
        found = verify(opened)
    assert found.is_whole, (found.told, found.wrong_runs, found.missing)


@pytest.fixture
def listing(tmp_path: Path) -> Iterator[Path]:
    with origins(SITES, paragraphs=5) as addresses:
        yield write_list(tmp_path / "sites.csv", addresses)


def test_a_store_that_another_program_has_locked_is_waited_for(listing: Path, tmp_path: Path) -> None:
    store = tmp_path / "fleet.db"
    scan = Scan(scan_arguments(listing, str(store)))
    scan.wait_for("nothing found", times=20)
    other = sqlite3.connect(store, isolation_level=None, timeout=30)
    other.execute("BEGIN IMMEDIATE")
    scan.wait_for("cannot be written at the moment")
    other.execute("COMMIT")
    other.close()

    assert scan.end() == 0

    assert len(scan.told("cannot be written at the moment (database is locked)")) == 1
    assert len(scan.told("can be written again; going on")) == 1
    hold_whole(str(store), tmp_path)


def test_a_store_that_stays_locked_ends_the_scan_which_is_resumed(listing: Path, tmp_path: Path) -> None:
    store = tmp_path / "fleet.db"
    scan = Scan(scan_arguments(listing, str(store), "--store-patience", "3"))
    scan.wait_for("nothing found", times=20)
    other = sqlite3.connect(store, isolation_level=None, timeout=30)
    other.execute("BEGIN IMMEDIATE")

    assert scan.end() == 2

    assert len(scan.told("is locked by another program (database is locked)")) == 1
    other.execute("ROLLBACK")
    other.close()
    resumed = icplint(*scan_arguments(listing, str(store)), "--resume", cwd=tmp_path)
    assert resumed.returncode == 0, resumed.stderr.decode()
    hold_whole(str(store), tmp_path)


@pytest.mark.postgresql
def test_a_server_that_goes_away_and_comes_back_is_waited_for(
    listing: Path, tmp_path: Path, postgres: Server
) -> None:
    store = postgres.database()
    scan = Scan(scan_arguments(listing, store, "--evidence", str(tmp_path / "evidence")))
    scan.wait_for("nothing found", times=20)
    postgres.stop()
    try:
        scan.wait_for("cannot be written at the moment")
    finally:
        postgres.start()

    assert scan.end() == 0

    assert len(scan.told("can be written again; going on")) == 1
    hold_whole(store, tmp_path)


@pytest.mark.postgresql
def test_a_server_that_stays_away_ends_the_scan_with_one_line(
    listing: Path, tmp_path: Path, postgres: Server
) -> None:
    store = postgres.database()
    arguments = scan_arguments(listing, store, "--evidence", str(tmp_path / "evidence"))
    scan = Scan([*arguments, "--store-patience", "2"])
    scan.wait_for("nothing found", times=20)
    postgres.stop()
    try:
        assert scan.end() == 2
        assert len(scan.told("cannot be reached, or is locked by another program")) == 1
        away = icplint("runs", "--store", store, "--lang", "en", cwd=tmp_path)
        assert away.returncode == 2
        [line] = away.stderr.decode().splitlines()
        assert "cannot be reached" in line
    finally:
        postgres.start()
    resumed = icplint(*arguments, cwd=tmp_path)
    assert resumed.returncode == 0, resumed.stderr.decode()
    hold_whole(store, tmp_path)


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A file system of 24 MB."""
    folder = tmp_path / "disk"
    folder.mkdir()
    mounted = shutil.which("mount") and subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=24m", "none", folder], capture_output=True, check=False
    )
    if not mounted or mounted.returncode:
        pytest.skip("only root may mount a small disk, where the machine lets it")
    yield folder
    subprocess.run(["umount", "-l", folder], check=True)


@pytest.mark.parametrize("what", ["database", "evidence"])
def test_a_full_disk_ends_the_scan_and_nothing_is_lost(
    listing: Path, tmp_path: Path, small_disk: Path, what: str
) -> None:
    filler = small_disk / "filler"
    store = (small_disk if what == "database" else tmp_path) / "fleet.db"
    evidence = (small_disk if what == "evidence" else tmp_path) / "evidence"
    arguments = scan_arguments(listing, str(store), "--evidence", str(evidence))
    scan = Scan(arguments)
    scan.wait_for("nothing found", times=20)
    scan.signal(signal.SIGSTOP)  # so that most of it is still to be written, however fast this machine is
    try:
        with filler.open("wb") as file:
            while True:
                file.write(bytes(4096))
                file.flush()
    except OSError:
        pass
    scan.signal(signal.SIGCONT)

    assert scan.end() == 2

    assert len(scan.told("there is no room left")) == 1
    filler.unlink()
    resumed = icplint(*arguments, cwd=tmp_path)
    assert resumed.returncode == 0, resumed.stderr.decode()
    assert "goes on with run" in resumed.stderr.decode()
    hold_whole(str(store), tmp_path)


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_ctrl_c_is_heard_while_the_store_is_locked(listing: Path, tmp_path: Path, jobs: str) -> None:
    store = tmp_path / "fleet.db"
    scan = Scan(scan_arguments(listing, str(store), "--jobs", jobs))
    scan.wait_for("nothing found", times=20)
    other = sqlite3.connect(store, isolation_level=None, timeout=30)
    other.execute("BEGIN IMMEDIATE")
    scan.wait_for("cannot be written at the moment")
    scan.interrupt()

    assert scan.end() in (2, 130)  # the store gave up, or all had been written

    other.execute("ROLLBACK")
    other.close()
    resumed = icplint(*scan_arguments(listing, str(store)), "--resume", cwd=tmp_path)
    assert resumed.returncode == 0, resumed.stderr.decode()
    hold_whole(str(store), tmp_path)


def test_outside_its_hours_a_scan_begins_nothing_and_hears_ctrl_c(listing: Path, tmp_path: Path) -> None:
    store = tmp_path / "fleet.db"
    hour = datetime.now().hour  # noqa: DTZ005, TID251 - as the scan's own clock shows it
    later = f"{(hour + 3) % 24:02}:00-{(hour + 4) % 24:02}:00"
    scan = Scan(scan_arguments(listing, str(store), "--window", later))
    scan.wait_for(f"outside the hours {later}: no site is begun before")
    scan.interrupt()

    assert scan.end() == 130

    assert len(scan.told(f"interrupted: 0 of {SITES} sites")) == 1
    now = f"{(hour - 1) % 24:02}:00-{(hour + 2) % 24:02}:00"
    resumed = icplint(*scan_arguments(listing, str(store), "--window", now), cwd=tmp_path)
    assert resumed.returncode == 0, resumed.stderr.decode()
    hold_whole(str(store), tmp_path)


def test_a_quota_ends_the_scan_and_nothing_is_lost(listing: Path, tmp_path: Path) -> None:
    store = tmp_path / "fleet.db"
    arguments = scan_arguments(listing, str(store))
    limited = subprocess.run(
        ["bash", "-c", 'ulimit -f 512; exec "$@"', "-", sys.executable, "-m", "icplint", *arguments],
        capture_output=True,
        text=True,
        check=False,
        env=environment(),
    )

    assert limited.returncode == 2, limited.stderr
    assert limited.stderr.count("there is no room left, or the disk fails") == 1
    assert "Traceback" not in limited.stderr
    resumed = icplint(*arguments, cwd=tmp_path)
    assert resumed.returncode == 0, resumed.stderr.decode()
    hold_whole(str(store), tmp_path)


def test_two_scans_of_one_list_do_not_overlap(listing: Path, tmp_path: Path) -> None:
    store = tmp_path / "fleet.db"
    scan = Scan(scan_arguments(listing, str(store)))
    scan.wait_for("nothing found", times=20)

    scan.signal(signal.SIGSTOP)  # so that it is still at work, however fast this machine is

    other = icplint(*scan_arguments(listing, str(store)), cwd=tmp_path)

    scan.signal(signal.SIGCONT)
    assert other.returncode == 2
    assert f"another scan is at work on this list ({os.uname().nodename}, pid " in other.stderr.decode()
    assert scan.end() == 0
    hold_whole(str(store), tmp_path)
