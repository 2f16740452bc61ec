"""The canonical store: one SQLite file, written whole or not at all, and opened by all workers at once."""

import json
import os
import sqlite3
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from datetime import date
from operator import itemgetter
from pathlib import Path
from types import TracebackType
from typing import Self

from icplint.collect.register import records
from icplint.collect.register.look_up import NAMES_AT_MOST, Answering, names_of
from icplint.collect.register.row import RegisterHead, RegisterRow
from icplint.collect.register.sniff import refuse_other_store
from icplint.errors import RegisterError
from icplint.model.filing import RegisterAnswer, Unknown

_LONGEST_VALUE = 64 * 1024
"""Bytes. Nothing that was imported is longer; a store of somebody else's making might be."""
_MOST_ROWS = 1000
"""Rows of one look-up."""
_SELECT = tuple(
    f"SELECT * FROM rows WHERE domain IN ({', '.join('?' * names)}) LIMIT {_MOST_ROWS}"  # noqa: S608 - no data in it
    for names in range(NAMES_AT_MOST + 1)
)
"""By the number of names that are looked for: one statement for each look-up, prepared once."""


def write_store(
    path: Path, head: RegisterHead | Callable[[], RegisterHead], rows: Iterable[RegisterRow]
) -> int:
    """Write a store in the place of whatever was there, in one step.

    Args:
        path: The file; where it is a link, the file that it leads to is replaced.
        head: What the register says of itself; where the rows have a say in it, it is asked for after the last.
        rows: Taken one by one, in one transaction; `rows` may raise.

    Returns:
        How many rows were written.

    Raises:
        RegisterError: It cannot be written. The old file is as it was then, whatever was the cause.
    """
    try:
        place = path.resolve()
        beside = place.with_name(f".{place.name}.{os.getpid()}-{os.urandom(4).hex()}.part")
        try:
            beside.touch(
                exist_ok=False
            )  # by us rather than SQLite: a folder that is closed is told by the system
            written = _write(beside, head, rows)
            _sync(beside)
            if place.exists() and not place.is_file():
                raise IsADirectoryError(0, "no regular file")
            beside.replace(place)
        finally:
            with suppress(OSError):
                beside.unlink()
        with suppress(OSError):  # where a folder cannot be opened, its file system keeps it in order itself
            _sync(place.parent)
    except (OSError, RuntimeError, ValueError, sqlite3.Error) as error:
        why = getattr(error, "strerror", None) or str(error)
        raise RegisterError(
            en=f"{path}: the register cannot be written ({why}); free some space, or name another path",
            zh=f"{path}：无法写入备案数据（{why}），请清理空间或换一个路径",
        ) from error
    return written


def _write(path: Path, head: RegisterHead | Callable[[], RegisterHead], rows: Iterable[RegisterRow]) -> int:
    """Fill an empty file that nobody else knows yet: no journal is needed, and one sync at the end."""
    database = sqlite3.connect(path, isolation_level=None)
    try:
        for pragma in (
            "journal_mode = OFF",
            "synchronous = OFF",
            "secure_delete = OFF",
            "locking_mode = EXCLUSIVE",
            f"application_id = {records.APPLICATION_ID}",
            f"user_version = {records.SCHEMA_VERSION}",
        ):
            database.execute(f"PRAGMA {pragma}")
        database.execute("BEGIN")
        database.execute(records.HEAD_TABLE)
        database.execute(records.ROWS_TABLE)
        entries = records.Entries(rows)
        database.executemany(records.INSERT, entries)
        told = head if isinstance(head, RegisterHead) else head()
        database.execute(
            "INSERT INTO head VALUES (?, ?, ?)",
            (told.source, told.as_of.isoformat(), json.dumps(told.complete_for, ensure_ascii=False)),
        )
        database.execute(records.ROWS_INDEX)
        database.execute("COMMIT")
    finally:
        database.close()
    return entries.rows


def _sync(path: Path) -> None:
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


class RegisterFile:
    """An open store. Processes that open the same one share its pages; none may write it meanwhile."""

    def __init__(
        self, database: sqlite3.Connection, head: RegisterHead, rows: int, *, max_age_days: int
    ) -> None:
        self.head = head
        self.rows = rows
        """How many names its rows have."""
        self._database = database
        self._answering = Answering(head, max_age_days=max_age_days)

    def look_up(self, host: str, today: date, *, entity: str | None = None) -> RegisterAnswer:
        """What was filed for a host. Never raises for a host.

        Args:
            host: Lower case, punycode, without a port; the one that is judged.
            today: In Beijing.
            entity: The filing entity as the site's list names it: what a register complete for that entity
                does not hold was not filed by it.
        """
        stale = self._answering.stale(today)
        if stale is not None:
            return stale
        names = names_of(host)
        try:
            rows = self._database.execute(_SELECT[len(names)], names).fetchall()
            if len(rows) < _MOST_ROWS:
                rows.sort(key=itemgetter(0))
                found = [(place, *records.record(domain, told)) for place, domain, told in rows]
                return self._answering.answer(host, names, found, entity=entity)
        except (sqlite3.Error, ValueError, TypeError, LookupError, AttributeError, RecursionError):
            # What was not written by us, or has rotted since, is found only where it is read.
            pass
        return Unknown("register-damaged", self.head.source, self.head.as_of)

    def names(self) -> Iterator[str]:
        """All names that have rows, each once, in their order.

        Raises:
            RegisterError: The file has rotted.
        """
        try:
            for (name,) in self._database.execute("SELECT DISTINCT domain FROM rows ORDER BY domain"):
                yield str(name)
        except sqlite3.Error as error:
            raise _damaged(self.head.source) from error

    def close(self) -> None:
        """Give the file back."""
        self._database.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


def open_store(path: Path, *, max_age_days: int = 30, is_checked: bool = False) -> RegisterFile:
    """Open a store for reading; it must not change while it is open, and a new one may take its place.

    Args:
        path: The file.
        max_age_days: How old its data may be.
        is_checked: Whether somebody went through the whole file already, as a run does before its workers.

    Raises:
        RegisterError: It is no store, a newer one, or damaged.
    """
    refuse_other_store(path)
    try:
        database = sqlite3.connect(
            f"{path.absolute().as_uri()}?mode=ro&immutable=1", uri=True, isolation_level=None
        )
        try:
            return _opened(database, path, max_age_days=max_age_days, is_checked=is_checked)
        except BaseException:
            database.close()
            raise
    except (sqlite3.Error, OSError, ValueError, TypeError, RecursionError) as error:
        raise _damaged(str(path)) from error


def _damaged(named: str) -> RegisterError:
    return RegisterError(
        en=f"{named}: the register is damaged; make it anew with 'icplint register import'",
        zh=f"{named}：备案数据已损坏，请用 icplint register import 重新生成",
    )


def _opened(database: sqlite3.Connection, path: Path, *, max_age_days: int, is_checked: bool) -> RegisterFile:
    database.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, _LONGEST_VALUE)
    # All pages come from the shared mapping; the cache of our own holds next to nothing.
    database.execute(f"PRAGMA mmap_size = {path.stat().st_size}")
    database.execute("PRAGMA cache_size = -64")
    schema = {str(sql) for (sql,) in database.execute("SELECT sql FROM sqlite_schema LIMIT 9")}
    if schema != records.SCHEMA:
        raise ValueError(schema)
    if not is_checked and database.execute("PRAGMA quick_check(1)").fetchall() != [("ok",)]:
        raise ValueError(path)
    ((source, as_of, covers),) = database.execute("SELECT * FROM head LIMIT 2").fetchall()
    head = RegisterHead(
        source=str(source), as_of=date.fromisoformat(as_of), complete_for=tuple(map(str, json.loads(covers)))
    )
    ((rows,),) = database.execute("SELECT coalesce(max(id), 0) FROM rows")
    return RegisterFile(database, head, rows, max_age_days=max_age_days)
