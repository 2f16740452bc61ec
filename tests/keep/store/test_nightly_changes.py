"""Thirty nights of two thousand sites: `diff` tells exactly what was planted between them."""

import random  # noqa: TID251 - seeded
from collections import Counter
from datetime import timedelta
from pathlib import Path

import pytest

from icplint.errors import StoreError
from icplint.keep.store.changes import Changes
from icplint.keep.store.history import sites_named, spells
from icplint.keep.store.opening import open_store
from icplint.keep.store.pruning import prune
from icplint.keep.store.run_names import two_runs
from icplint.keep.store.verifying import verify
from icplint.model.scan import Change, ChangeKind, RunState
from tests.fakes.nightly import DEAD, FACES, Fleet, site_of

SITES, NIGHTS, SEED = 2_000, 30, 20261124

_RULE = {"no-link": "ICP005", "no-number": "ICP001", "wrong-link": "ICP006"}

Told = tuple[ChangeKind, str, str | None]
"""What is told, of which site, about which rule."""


def told(change: Change) -> Told:
    return change.kind, change.label, None if change.finding is None else change.finding.rule


def planted(number: int, before: str, after: str) -> set[Told]:
    """What a site's change of face is to be told as."""
    label = site_of(number, 0).label
    if after == DEAD:
        return {(ChangeKind.UNMEASURED, label, None)}
    if before == DEAD:
        return {(ChangeKind.MEASURABLE, label, None)}
    found: set[Told] = set()
    if before in _RULE:
        found.add((ChangeKind.FIXED, label, _RULE[before]))
    if after in _RULE:
        found.add((ChangeKind.NEW, label, _RULE[after]))
    return found


def no_longer_asked(changes: set[Told], number: int, before: str, after: str) -> set[Told]:
    """A link's rules do not apply where no number is left: that is no mending."""
    if after == "no-number" and before in ("no-link", "wrong-link"):
        label = site_of(number, 0).label
        changes = changes - {(ChangeKind.FIXED, label, _RULE[before])}
        changes = changes | {(ChangeKind.CHANGED, label, _RULE[before])}
    return changes


@pytest.mark.slow
def test_the_changes_of_thirty_nights_are_exactly_those_that_were_planted(tmp_path: Path) -> None:
    chance = random.Random(SEED)
    with open_store(str(tmp_path / "fleet.db"), may_make=True) as store:
        fleet = Fleet(store, SITES)
        fleet.scan()
        counted: Counter[ChangeKind] = Counter()
        for _ in range(NIGHTS - 1):
            expected: set[Told] = set()
            leaving = set(chance.sample(sorted(fleet.members), 3))
            joining = set(range(fleet.count, fleet.count + 3))
            fleet.count += 3
            fleet.members = (fleet.members - leaving) | joining
            for number in sorted(joining):
                fleet.faces[number] = chance.choice([*FACES, DEAD])
                expected.add((ChangeKind.JOINED, site_of(number, 0).label, None))
            expected |= {(ChangeKind.LEFT, site_of(number, 0).label, None) for number in leaving}
            for number in chance.sample(sorted(fleet.members - joining), 40):
                before = fleet.faces[number]
                after = chance.choice([one for one in (*FACES, DEAD) if one != before])
                fleet.faces[number] = after
                expected |= no_longer_asked(planted(number, before, after), number, before, after)
            fleet.scan()

            nightly = Changes(store, *two_runs(fleet.runs, ()))
            found = [told(one) for one in nightly]

            assert len(found) == len(set(found))
            assert set(found) == expected
            assert nightly.counts() == {kind: sum(one[0] is kind for one in expected) for kind in ChangeKind}
            counted.update(one[0] for one in found)
        changes = Changes(store, *two_runs(fleet.runs, ()))
        assert min(counted[kind] for kind in ChangeKind if kind is not ChangeKind.UNCONFIRMED) > 25
        assert verify(store).is_whole

        # Old nights are pruned: the last ones still compare, and every site's history is as long as it was.
        [known] = sites_named(store, site_of(0, 0).label)
        every = [sites_named(store, site_of(number, 0).label)[0] for number in range(0, 200, 10)]
        lives = [list(spells(store, one)) for one in every]
        last = [told(one) for one in changes]
        with pytest.raises(StoreError, match="a scan of fleet is on"):
            prune(store, fleet.now, keep_evidence=timedelta(days=3), keep_ledger=timedelta(days=10))
        fleet.lock.release()
        pruned = prune(store, fleet.now, keep_evidence=timedelta(days=3), keep_ledger=timedelta(days=10))
        assert pruned.runs_thinned == 19
        assert pruned.blobs > 0
        assert [told(one) for one in changes] == last
        assert [list(spells(store, one)) for one in every] == lives
        assert verify(store).is_whole
        assert known.address == site_of(0, 0).label
        assert {one.state for one in fleet.runs.runs()} == {RunState.FINISHED}
