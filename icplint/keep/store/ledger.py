"""The ledger: each declared site of a run ends exactly once, and what was found is committed with that.

A run is declared whole before anything is asked for. Then outcomes come in batches: what the rules said, the
evidence and the rows of the ledger are one transaction. Whatever kills a scan, a run that goes on later finds the
sites that are still due.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime

from sqlalchemy import Connection, func, insert, select

from icplint.keep.store import codec
from icplint.keep.store.additions import add_contents, insert_new
from icplint.keep.store.locks import Lock
from icplint.keep.store.opening import Store
from icplint.keep.store.schema import declaration, run, site, task
from icplint.keep.store.states import DONE, DUE
from icplint.model.answer import NotCheckedReason
from icplint.model.history import Look
from icplint.model.scan import RunRecord
from icplint.model.site import BareDomain, Site, WebAddress

BATCH = 500
"""Sites that are read from the ledger at a time."""

_MOST_LOOKS = 400
"""Runs that are looked back at: a year of nights and more."""


def address_of(site: Site) -> str:
    """What a site is known by from run to run, whatever else its list says of it."""
    match site.target:
        case WebAddress(url):
            return url
        case BareDomain(host, path):
            return f"{host}{path}"
        case _:
            raise ValueError(f"{site.label}: is no site of the web")


class Ledger:
    """The declared sites of runs."""

    def __init__(self, store: Store, clock: Callable[[], datetime]) -> None:
        self._store = store
        self._clock = clock

    def declare(self, record: RunRecord, sites: Sequence[Site], lock: Lock) -> None:
        """Add sites to a run that is being declared. Their indices are their positions."""
        addresses = [address_of(one) for one in sites]
        contents = [codec.site_bytes(one) for one in sites]
        digests = [codec.short_digest(one) for one in contents]
        with self._store.writing() as connection:
            lock.hold(connection, self._clock())
            add_contents(connection, declaration, dict(zip(digests, contents, strict=True)))
            ids = self._site_ids(connection, record.id, addresses)
            connection.execute(
                insert(task),
                [
                    {
                        "run_id": record.id,
                        "position": one.index,
                        "site_id": site_id,
                        "declaration": digest,
                        "line": one.line,
                        "state": DUE,
                    }
                    for one, site_id, digest in zip(sites, ids, digests, strict=True)
                ],
            )

    def due(self, record: RunRecord, state: int, *, after: int = -1) -> list[Site]:
        """Some sites that a run still owes, in the order of the list; none: there are no more.

        Args:
            record: The run.
            state: `DUE`, or `SECOND_LOOK_DUE`.
            after: The position of the last one that was given.
        """
        with self._store.reading() as connection:
            rows = connection.execute(
                select(task.c.position, task.c.line, task.c.site_id, declaration.c.content)
                .join(declaration, declaration.c.digest == task.c.declaration)
                .where(task.c.run_id == record.id, task.c.state == state, task.c.position > after)
                .order_by(task.c.position)
                .limit(BATCH)
            ).all()
            looks = self._looks(connection, record, [row.site_id for row in rows])
        return [
            replace(
                codec.read_site(row.content, index=row.position, line=row.line),
                looks=looks.get(row.site_id, ()),
            )
            for row in rows
        ]

    def _site_ids(self, connection: Connection, run_id: int, addresses: Sequence[str]) -> list[int]:
        """The sites of these rows; an address that the run has already is the next one of its name."""
        names = sorted(set(addresses))
        taken: dict[str, int] = {
            one: int(many)
            for one, many in connection.execute(
                select(site.c.address, func.count())
                .join(task, task.c.site_id == site.c.id)
                .where(task.c.run_id == run_id, site.c.address.in_(names))
                .group_by(site.c.address)
            )
        }
        keys: list[tuple[str, int]] = []
        for address in addresses:
            nth = taken.get(address, 0)
            taken[address] = nth + 1
            keys.append((address, nth))
        asked = select(site.c.id, site.c.address, site.c.nth).where(site.c.address.in_(names))
        known = {(row.address, row.nth): row.id for row in connection.execute(asked)}
        if missing := [key for key in keys if key not in known]:
            insert_new(connection, site, [{"address": one, "nth": nth} for one, nth in missing])
            known = {(row.address, row.nth): row.id for row in connection.execute(asked)}
        return [known[key] for key in keys]

    def _looks(
        self, connection: Connection, record: RunRecord, sites: Sequence[int]
    ) -> Mapping[int, tuple[Look, ...]]:
        """Earlier looks at those sites that the run before could not check: of others no rule asks."""
        if record.previous_id is None or not sites:
            return {}
        failed = connection.scalars(
            select(task.c.site_id).where(
                task.c.run_id == record.previous_id, task.c.site_id.in_(sites), task.c.reason.is_not(None)
            )
        ).all()
        if not failed:
            return {}
        rows = connection.execute(
            select(task.c.site_id, task.c.ended_at, task.c.reason)
            .join(run, run.c.id == task.c.run_id)
            .where(
                task.c.site_id.in_(failed),
                run.c.list_id == record.list_id,
                task.c.run_id < record.id,
                task.c.run_id >= record.id - _MOST_LOOKS,
                task.c.state == DONE,
                task.c.ended_at.is_not(None),
            )
            .order_by(task.c.run_id)
        ).all()
        looks: dict[int, tuple[Look, ...]] = {}
        for row in rows:
            if row.reason == NotCheckedReason.INTERRUPTED.value:
                continue  # the run was, not the site
            reason = None if row.reason is None else NotCheckedReason(row.reason)
            day = codec.beijing_day(row.ended_at)
            looks[row.site_id] = (*looks.get(row.site_id, ()), Look(day, reason))
        return looks
