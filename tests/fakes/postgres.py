"""A real PostgreSQL server for the tests, started once and stopped with them."""

import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from uuid import uuid4

_PLACES = ("/usr/lib/postgresql/*/bin/{name}", "/opt/homebrew/opt/postgresql*/bin/{name}")


@dataclass
class Server:
    """A server that listens on a socket of its own folder alone."""

    folder: Path
    process: subprocess.Popen[bytes] | None = None

    def database(self) -> str:
        """The address of a new, empty database."""
        name = f"t{uuid4().hex[:12]}"
        self.ask(f"CREATE DATABASE {name}", "postgres")
        return f"postgresql://postgres@/{name}?host={self.folder}"

    def ask(self, statement: str, database: str) -> str:
        """Run one statement."""
        done = subprocess.run(
            [_program("psql"), "-h", self.folder, "-U", "postgres", "-d", database, "-Atqc", statement],
            capture_output=True,
            text=True,
            check=True,
            timeout=60,
        )
        return done.stdout.strip()

    def start(self) -> None:
        """Start it, and wait until it answers."""
        command = [_program("postgres"), "-D", self.folder / "data", "-k", self.folder, "-h", "", "-F"]
        self.process = subprocess.Popen(
            [*_as_nobody_special(), *map(str, command)],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
        for _ in range(200):
            with suppress(subprocess.CalledProcessError):
                self.ask("SELECT 1", "postgres")
                return
            time.sleep(0.1)  # noqa: TID251 - a process is waited for
        raise AssertionError("PostgreSQL did not start")

    def stop(self, how: signal.Signals = signal.SIGINT) -> None:
        """Stop it as an administrator does in a hurry: open connections are cut."""
        pid = int((self.folder / "data" / "postmaster.pid").read_text(encoding="utf-8").split()[0])
        os.kill(pid, how)
        if self.process is not None:
            self.process.wait(30)


@contextmanager
def postgresql() -> Iterator[Server]:
    """A server with its data in a temporary folder."""
    folder = Path(tempfile.mkdtemp(prefix="icplint-pg-", dir="/tmp"))
    try:
        if _as_nobody_special():
            shutil.chown(folder, "postgres")
        subprocess.run(
            [
                *_as_nobody_special(),
                *(_program("initdb"), "-D", str(folder / "data"), "-U", "postgres"),
                *("-A", "trust", "-E", "UTF8", "--no-sync", "--locale=C"),
            ],
            stdout=subprocess.DEVNULL,
            check=True,
        )
        server = Server(folder)
        server.start()
        try:
            yield server
        finally:
            with suppress(OSError):
                server.stop()
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _as_nobody_special() -> list[str]:
    """PostgreSQL refuses to run as root."""
    if sys.platform == "win32" or os.geteuid() != 0:
        return []
    return ["runuser", "-u", "postgres", "--"]


def _program(name: str) -> str:
    if found := shutil.which(name):
        return found
    for pattern in _PLACES:
        places = sorted(Path("/").glob(pattern.format(name=name).lstrip("/")))
        if places:
            return str(places[-1])
    raise AssertionError(f"{name} was not found")
