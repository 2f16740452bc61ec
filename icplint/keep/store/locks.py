"""Who is at work on a list: two scans of one list never overlap.

A lock is a row with an owner, and the time when that was last heard of. It is renewed within every transaction of
its owner, and a transaction whose lock somebody else has taken is not committed. So a scan that hangs for long and
wakes up again writes nothing over the one that took its place.
"""

import os
import socket
from collections.abc import Callable
from contextlib import suppress
from datetime import datetime, timedelta
from pathlib import Path

from sqlalchemy import Connection, insert, select, update
from sqlalchemy.exc import SQLAlchemyError

from icplint.errors import StoreError
from icplint.keep.store.opening import Store
from icplint.keep.store.schema import about, site_list
from icplint.late import dataclass

STALE = timedelta(minutes=3)
"""An owner that was not heard of for so long is gone."""
BEAT_S = 30.0
"""How often an owner without anything to write is heard of."""

_MAINTENANCE = "maintenance"


@dataclass(frozen=True, slots=True)
class Owner:
    """A process, told from all others."""

    host: str
    pid: int
    born: str
    """When it was started, as the system counts: a number is given to one process after another."""

    def __str__(self) -> str:
        return f"{self.host}/{self.pid}/{self.born}"


def this_process() -> Owner:
    """The owner of this process's locks."""
    return Owner(socket.gethostname(), os.getpid(), _born(os.getpid()))


def list_id_of(store: Store, name: str) -> int:
    """The number of a list, which is made where the store does not know it."""
    with store.writing() as connection:
        known = connection.scalar(select(site_list.c.id).where(site_list.c.name == name))
        if known is None:
            made = connection.execute(insert(site_list).values(name=name)).inserted_primary_key
            known = made[0] if made else 0
        return int(known)


class Lock:
    """The lock of one list, held by this process."""

    def __init__(self, store: Store, list_id: int, clock: Callable[[], datetime]) -> None:
        """Take it.

        Raises:
            StoreError: Another scan is at work on the list, or somebody on the whole store.
        """
        self._store = store
        self.list_id = list_id
        self._owner = str(this_process())
        now = clock()
        with store.writing() as connection:
            _hold_no_maintenance(connection, store.name, now)
            row = connection.execute(
                select(site_list).where(site_list.c.id == list_id).with_for_update()
            ).one()
            if row.lock_owner is not None and not _is_gone(row.lock_owner, row.lock_seen, now):
                host, _, rest = row.lock_owner.partition("/")
                who = f"{host}, pid {rest.partition('/')[0]}"
                since = row.lock_since.astimezone().strftime("%Y-%m-%d %H:%M")
                raise StoreError(
                    en=f"{row.name}: another scan is at work on this list ({who}, since {since}); wait until it ends",
                    zh=f"{row.name}：另一个扫描正在处理此清单（{who}，始于 {since}）；请等待其结束",
                )
            connection.execute(
                update(site_list)
                .where(site_list.c.id == list_id)
                .values(lock_owner=self._owner, lock_since=now, lock_seen=now)
            )

    def hold(self, connection: Connection, now: datetime) -> None:
        """Renew the lock within a transaction, so that nothing of it is committed without the lock.

        Raises:
            StoreError: Somebody else has it.
        """
        renewed = connection.execute(
            update(site_list)
            .where(site_list.c.id == self.list_id, site_list.c.lock_owner == self._owner)
            .values(lock_seen=now)
        )
        if not renewed.rowcount:
            raise StoreError(
                en="another scan has taken this list over while this one was held up; it goes on with it",
                zh="本次扫描停顿期间，另一个扫描已接手此清单并继续处理",
            )

    def beat(self, now: datetime) -> None:
        """Be heard of.

        Raises:
            StoreError: Somebody else has the lock.
        """
        with self._store.writing() as connection:
            self.hold(connection, now)

    def release_if_possible(self) -> None:
        """Give it back; where the store is away, its silence tells that its owner is gone."""
        with suppress(SQLAlchemyError):
            self.release()

    def release(self) -> None:
        """Give it back."""
        with self._store.writing() as connection:
            connection.execute(
                update(site_list)
                .where(site_list.c.id == self.list_id, site_list.c.lock_owner == self._owner)
                .values(lock_owner=None, lock_since=None, lock_seen=None)
            )


class Maintenance:
    """The lock of the whole store: no scan begins, and none is on."""

    def __init__(self, store: Store, clock: Callable[[], datetime]) -> None:
        """Take it.

        Raises:
            StoreError: A scan is on, or somebody has it.
        """
        self._store = store
        now = clock()
        with store.writing() as connection:
            _hold_no_maintenance(connection, store.name, now)
            busy = connection.execute(
                select(site_list).where(site_list.c.lock_owner.is_not(None)).order_by(site_list.c.id)
            ).all()
            for row in busy:
                if not _is_gone(row.lock_owner, row.lock_seen, now):
                    raise StoreError(
                        en=f"{store.name}: a scan of {row.name} is on; try again when it has ended",
                        zh=f"{store.name}：{row.name} 正在扫描；请在其结束后重试",
                    )
            connection.execute(about.delete().where(about.c.name == _MAINTENANCE))
            value = f"{now.isoformat()} {this_process()}"
            connection.execute(insert(about).values(name=_MAINTENANCE, value=value))

    def release(self) -> None:
        """Give it back."""
        with self._store.writing() as connection:
            connection.execute(about.delete().where(about.c.name == _MAINTENANCE))


def _hold_no_maintenance(connection: Connection, name: str, now: datetime) -> None:
    value = connection.scalar(select(about.c.value).where(about.c.name == _MAINTENANCE))
    if value is None:
        return
    at, _, owner = value.partition(" ")
    if not _is_gone(owner, datetime.fromisoformat(at), now, patience=_LONGEST_MAINTENANCE):
        raise StoreError(
            en=f"{name}: is being pruned; try again when that has ended",
            zh=f"{name}：正在清理；请在清理结束后重试",
        )


_LONGEST_MAINTENANCE = timedelta(hours=6)


def _is_gone(owner: str, seen: datetime | None, now: datetime, *, patience: timedelta = STALE) -> bool:
    """Whether an owner has died: at once where it was a process of this computer, else by its silence."""
    host, _, rest = owner.partition("/")
    pid, _, born = rest.partition("/")
    if host == socket.gethostname() and pid.isdigit() and born and Path("/proc/self").exists():
        return _born(int(pid)) != born
    return seen is None or now - seen > patience


def _born(pid: int) -> str:
    """When a process was started, in the system's ticks; empty where that cannot be told, or it is gone."""
    try:
        told = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8", errors="replace")
    except OSError:
        return ""
    fields = told.rpartition(")")[2].split()
    # A dead process whose parent has not taken note of it yet does nothing any more.
    return "" if fields[0] in ("Z", "X") else fields[19]
