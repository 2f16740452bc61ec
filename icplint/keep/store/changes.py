"""What changed from one run to another, site by site; only what differs is read."""

import json
from collections.abc import Iterator, Mapping
from typing import Any

from sqlalchemy import Connection, Select, exists, select

from icplint.errors import StoreError
from icplint.keep.store import codec
from icplint.keep.store.comparison import Named, Sight, changes_of
from icplint.keep.store.opening import Store
from icplint.keep.store.schema import declaration, result, site, task, verdicts
from icplint.model.answer import NotCheckedReason
from icplint.model.scan import Change, ChangeKind, RunRecord

_BATCH = 500


class Changes:
    """The changes between two runs; may be gone through more than once."""

    def __init__(self, store: Store, before: RunRecord, after: RunRecord) -> None:
        """Compare two runs.

        Raises:
            StoreError: The ledger of one of them was pruned.
        """
        for one in (before, after):
            if one.is_thinned:
                raise StoreError(
                    en=f"run {one.name}: its ledger was pruned, so that it can be compared with no other; "
                    "icplint history SITE still tells what became of a site",
                    zh=f"扫描 {one.name}：明细已清理，无法比较；仍可用 icplint history 查看单个网站的变化",
                )
        self._store = store
        self.before = before
        self.after = after

    def __iter__(self) -> Iterator[Change]:
        """In the order of the later run's list; those who left it come last."""
        yield from self._of_listed()
        yield from self._of_those_who_left()

    def counts(self) -> Mapping[ChangeKind, int]:
        """How many changes of each kind there are."""
        counted = dict.fromkeys(ChangeKind, 0)
        for change in self:
            counted[change.kind] += 1
        return counted

    def _of_listed(self) -> Iterator[Change]:
        old, new = task.alias("old"), task.alias("new")
        asked = (
            select(
                new.c.position,
                site.c.address,
                declaration.c.content.label("declared"),
                old.c.site_id.label("known"),
                old.c.result.label("old_result"),
                new.c.result.label("new_result"),
                old.c.unconfirmed.label("old_unconfirmed"),
                new.c.unconfirmed.label("new_unconfirmed"),
                old.c.reason.label("old_reason"),
                new.c.reason.label("new_reason"),
            )
            .select_from(new)
            .join(site, site.c.id == new.c.site_id)
            .join(declaration, declaration.c.digest == new.c.declaration)
            .outerjoin(old, (old.c.run_id == self.before.id) & (old.c.site_id == new.c.site_id))
            .where(
                new.c.run_id == self.after.id,
                new.c.result.is_distinct_from(old.c.result)
                | old.c.site_id.is_(None)
                | old.c.unconfirmed.is_not(None)
                | new.c.unconfirmed.is_not(None),
            )
            .order_by(new.c.position)
        )
        for row, sights in self._rows(asked, new):
            named = _named(row.address, row.declared)
            after = _sight(sights, row.new_result, row.new_unconfirmed, row.new_reason)
            if row.known is None:
                yield named.change(ChangeKind.JOINED, found=tuple(after.told.values()))
                continue
            before = _sight(sights, row.old_result, row.old_unconfirmed, row.old_reason)
            yield from changes_of(named, before, after)

    def _of_those_who_left(self) -> Iterator[Change]:
        old, new = task.alias("old"), task.alias("new")
        asked = (
            select(
                old.c.position,
                site.c.address,
                declaration.c.content.label("declared"),
                old.c.result.label("old_result"),
                old.c.result.label("new_result"),
            )
            .select_from(old)
            .join(site, site.c.id == old.c.site_id)
            .join(declaration, declaration.c.digest == old.c.declaration)
            .where(
                old.c.run_id == self.before.id,
                ~exists().where(new.c.run_id == self.after.id, new.c.site_id == old.c.site_id),
            )
            .order_by(old.c.position)
        )
        for row, _ in self._rows(asked, old):
            yield _named(row.address, row.declared).change(ChangeKind.LEFT)

    def _rows(self, asked: Select[Any], of: Any) -> Iterator[tuple[Any, Mapping[bytes, Sight]]]:  # noqa: ANN401 - a table by another name
        """Rows, some at a time, each with the results that they name."""
        last = -1
        while True:
            with self._store.reading() as connection:
                rows = connection.execute(asked.where(of.c.position > last).limit(_BATCH)).all()
                digests = {one for row in rows for one in (row.old_result, row.new_result) if one}
                sights = _sights(connection, digests)
            if not rows:
                return
            last = rows[-1].position
            for row in rows:
                yield row, sights


def _named(address: str, declared: str) -> Named:
    listed = codec.read_site(declared, index=0, line=None)
    return Named(address=address, label=listed.label, responsible=listed.responsible)


def _sights(connection: Connection, digests: set[bytes]) -> Mapping[bytes, Sight]:
    rows = connection.execute(
        select(result.c.digest, result.c.content, verdicts.c.content.label("verdicts"))
        .join(verdicts, verdicts.c.digest == result.c.verdicts)
        .where(result.c.digest.in_(digests))
    )
    return {
        row.digest: Sight(result=codec.read_result(row.content), verdicts=codec.read_verdicts(row.verdicts))
        for row in rows
    }


def _sight(
    sights: Mapping[bytes, Sight], digest: bytes | None, unconfirmed: str | None, reason: str | None
) -> Sight:
    known = None if digest is None else sights.get(digest)
    if known is None:
        why = NotCheckedReason.INTERRUPTED if reason is None else NotCheckedReason(reason)
        return Sight(result=codec.StoredResult(not_checked=why))
    if unconfirmed is None:
        return known
    return Sight(result=known.result, verdicts=known.verdicts, unconfirmed=frozenset(json.loads(unconfirmed)))
