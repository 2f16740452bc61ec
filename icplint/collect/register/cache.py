"""Remembers what services told, from run to run: the rows alone, and on which day they were told.

An answer without a row is never kept, nor is a failure: a later run asks again. What is kept has passed the
door of the importer, so that it holds no personal data.
"""

import json
import logging
import os
import sqlite3
import zlib
from collections.abc import Callable
from contextlib import closing, suppress
from datetime import date, timedelta
from pathlib import Path
from typing import Self

import trio

from icplint.collect.register.records import COLUMNS, Record
from icplint.late import dataclass
from icplint.model.text import Text, text

FILE_NAME = "register-answers.sqlite"

BUSY_S = 2.0
"""How long one process waits for another that is writing."""

_KEPT_DAYS = 400
"""Older answers are thrown away: no run asks for them."""

_SHAPE = zlib.crc32(" ".join(COLUMNS).encode()) & 0x7FFF_FFFF
"""Marks the file. It changes with the columns: what was kept in another shape is thrown away."""

_CREATE = """CREATE TABLE IF NOT EXISTS told (
    source TEXT NOT NULL, domain TEXT NOT NULL, told_on TEXT NOT NULL, records TEXT NOT NULL,
    PRIMARY KEY (source, domain)) WITHOUT ROWID"""
_RECALL = "SELECT told_on, records FROM told WHERE source = ? AND domain = ? AND told_on BETWEEN ? AND ?"
_KEEP = "INSERT OR REPLACE INTO told (source, domain, told_on, records) VALUES (?, ?, ?, ?)"

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Remembered:
    """What a service told once."""

    records: tuple[Record, ...]
    """The rows as a store holds them; at least one."""
    told_on: date
    """The day in Beijing."""


class AnswerCache:
    """Answers in one SQLite file, or in memory. Several processes may use the file at the same time.

    NOTE: SQLite is called in a thread. A call takes some microseconds, but may wait for another process.
    """

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._one_at_a_time = trio.CapacityLimiter(1)

    async def recall(self, source: str, domain: str, *, first: date, last: date) -> Remembered | None:
        """What a service told about a domain between two days; None: nothing, or nothing that can be read."""
        try:
            found = await self._call(_RECALL, (source, domain, first.isoformat(), last.isoformat()))
            for told_on, records in found:
                return Remembered(_records(records), date.fromisoformat(told_on))
        except (sqlite3.Error, ValueError, TypeError, RecursionError) as error:
            _log.debug("an answer was not recalled: %s", error)
        return None

    async def keep(self, source: str, domain: str, told: Remembered) -> None:
        """Remember what a service told; what cannot be written is forgotten."""
        try:
            records = json.dumps(told.records, ensure_ascii=False, separators=(",", ":"))
            await self._call(_KEEP, (source, domain, told.told_on.isoformat(), records))
        except (sqlite3.Error, ValueError) as error:
            _log.debug("an answer was not kept: %s", error)

    async def _call(self, statement: str, values: tuple[str, ...]) -> list[tuple[str, str]]:
        return await trio.to_thread.run_sync(
            lambda: self._connection.execute(statement, values).fetchall(), limiter=self._one_at_a_time
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        with suppress(sqlite3.Error):
            self._connection.close()


def in_memory() -> AnswerCache:
    """A cache that ends with the run."""
    return AnswerCache(_connect(":memory:", date.min))


def open_cache(folder: Path, *, today: date, warn: Callable[[Text], None]) -> AnswerCache:
    """The cache of a folder, made anew where there is none or a damaged one; else one in memory.

    Args:
        folder: See `cache_folder`. It is made where it is missing, for this user alone.
        today: The day in Beijing.
        warn: Told once where answers cannot be kept.
    """
    path = folder / FILE_NAME
    oldest = today - timedelta(days=_KEPT_DAYS)
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        with suppress(FileExistsError):  # before SQLite makes it, which would let others read it
            os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
        try:
            return AnswerCache(_connect(str(path), oldest))
        except sqlite3.DatabaseError as error:
            if not _is_damage(error):
                raise
            _log.debug("%s is replaced: %s", path, error)
            for suffix in ("", "-wal", "-shm"):
                path.with_name(path.name + suffix).unlink(missing_ok=True)
            return AnswerCache(_connect(str(path), oldest))
    except (OSError, sqlite3.Error) as error:
        warn(_not_kept(folder, error))
        return in_memory()


def _connect(path: str, oldest: date) -> sqlite3.Connection:
    connection = sqlite3.connect(path, timeout=BUSY_S, isolation_level=None, check_same_thread=False)
    try:
        with suppress(sqlite3.OperationalError):  # another process is just doing the same
            connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA synchronous = NORMAL")
        connection.execute("BEGIN IMMEDIATE")
        with closing(connection.execute("PRAGMA user_version")) as version:
            is_ours = version.fetchone()[0] == _SHAPE
        if not is_ours:
            connection.execute("DROP TABLE IF EXISTS told")
            connection.execute(f"PRAGMA user_version = {_SHAPE:d}")
        connection.execute(_CREATE)
        connection.execute("DELETE FROM told WHERE told_on < ?", (oldest.isoformat(),))
        connection.execute("COMMIT")
    except BaseException:
        connection.close()
        raise
    return connection


def _records(written: str) -> tuple[Record, ...]:
    records = tuple(map(tuple, json.loads(written)))
    if not records or not all(map(_is_record, records)):
        raise ValueError("no records")
    return records


def _is_record(cells: tuple[object, ...]) -> bool:
    return len(cells) == len(COLUMNS) and all(cell is None or isinstance(cell, str) for cell in cells)


def _is_damage(error: sqlite3.DatabaseError) -> bool:
    return error.sqlite_errorcode & 0xFF in {sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB}


def _not_kept(folder: Path, error: Exception) -> Text:
    return text(
        en=f"The register's answers cannot be kept in {folder} ({error}); this run remembers them in memory",
        zh=f"备案数据无法缓存到 {folder}（{error}），本次仅保存在内存中",
    )
