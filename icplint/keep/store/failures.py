"""What a database's complaint means, and what to do about it."""

import errno
import sqlite3
from enum import StrEnum

from sqlalchemy.exc import DBAPIError, InterfaceError, OperationalError, SQLAlchemyError
from sqlalchemy.exc import TimeoutError as PoolTimeoutError

from icplint.errors import StoreError

_FULL_ERRNOS = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)
_FULL_SQLSTATES = ("53100", "53200")
"""PostgreSQL: disk full, out of memory."""
_PASSING_SQLSTATES = ("08", "40", "53", "55", "57")
"""Classes of PostgreSQL's states that pass: connection, serialisation, resources, locks, an administrator's restart."""


class Trouble(StrEnum):
    """What is wrong with a store, as far as it decides what to do."""

    PASSING = "passing"
    """Locked, or away: worth another try."""
    FULL = "full"
    """No room: nothing helps but somebody who makes some."""
    LASTING = "lasting"


def trouble_of(error: Exception) -> Trouble:
    """What an exception of the driver, or of the system, stands for."""
    if isinstance(error, OSError):
        return Trouble.FULL if error.errno in _FULL_ERRNOS else Trouble.LASTING
    if isinstance(error, PoolTimeoutError):
        return Trouble.PASSING
    origin = error.orig if isinstance(error, DBAPIError) else None
    if isinstance(origin, sqlite3.Error):
        told = getattr(origin, "sqlite_errorcode", 0)
        code = told & 0xFF
        # SQLite tells a full disk as such, but a quota, or a limit of the process, as a write that failed.
        if code == sqlite3.SQLITE_FULL or told in (sqlite3.SQLITE_IOERR_WRITE, sqlite3.SQLITE_IOERR_FSYNC):
            return Trouble.FULL
        return (
            Trouble.PASSING
            if code
            in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED, sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_IOERR)
            else Trouble.LASTING
        )
    state = getattr(origin, "sqlstate", None)
    if state in _FULL_SQLSTATES:
        return Trouble.FULL
    if isinstance(state, str):
        return Trouble.PASSING if state.startswith(_PASSING_SQLSTATES) else Trouble.LASTING
    # A server that is not there answers with no state at all.
    return Trouble.PASSING if isinstance(error, OperationalError | InterfaceError) else Trouble.LASTING


def refused(name: str, error: Exception) -> StoreError:
    """The line for a store that cannot be used."""
    why = reason_of(error)
    match trouble_of(error):
        case Trouble.FULL:
            return StoreError(
                en=f"{name}: there is no room left, or the disk fails ({why}); free some space, then go on with icplint scan --resume",
                zh=f"{name}：空间不足，或磁盘故障（{why}）；请清理空间，然后用 icplint scan --resume 继续",
            )
        case Trouble.PASSING:
            return StoreError(
                en=f"{name}: cannot be reached, or is locked by another program ({why}); try again later",
                zh=f"{name}：无法连接，或被其他程序锁定（{why}）；请稍后重试",
            )
        case Trouble.LASTING:
            return StoreError(
                en=f"{name}: cannot be used ({why}); name another store, or restore this one",
                zh=f"{name}：无法使用（{why}）；请换一个数据库，或恢复此数据库",
            )


def reason_of(error: Exception) -> str:
    """The driver's own words, in one line."""
    origin = error.orig if isinstance(error, DBAPIError) and error.orig is not None else error
    if isinstance(origin, OSError):
        return origin.strerror or str(origin)
    said = " ".join(str(origin).split()) or type(origin).__name__
    return said if len(said) <= _LONGEST else f"{said[:_LONGEST]}…"


_LONGEST = 200
"""Characters of a driver's words."""

StoreFailure = SQLAlchemyError | OSError
"""What reading or writing a store may raise, a `StoreError` of our own aside."""
