"""What the store promises, whichever database keeps it."""

import itertools
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import select

from icplint.errors import StoreError
from icplint.keep.store import locks
from icplint.keep.store.commits import Commits
from icplint.keep.store.ledger import Ledger
from icplint.keep.store.locks import Lock, list_id_of
from icplint.keep.store.opening import Store, open_store
from icplint.keep.store.outcomes import StoredOutcomes
from icplint.keep.store.runs import Beginning, Runs
from icplint.keep.store.schema import task
from icplint.keep.store.states import DONE, DUE
from icplint.model.outcome import Outcome
from icplint.model.run import Summary
from icplint.model.scan import RunRecord, RunState
from icplint.model.site import RejectedRow, Site, WebAddress
from icplint.model.text import Text
from icplint.run.count import Tally
from tests.fakes.sample_run import sample_outcomes

START = datetime(2026, 11, 24, 2, tzinfo=UTC)


class Clock:
    """Stands still unless it is moved."""

    def __init__(self) -> None:
        self.now = START

    def __call__(self) -> datetime:
        return self.now


class Desk:
    """A store with all that works on it."""

    def __init__(self, store: Store) -> None:
        self.store = store
        self.clock = Clock()
        self.runs = Runs(store, self.clock)
        self.ledger = Ledger(store, self.clock)
        self.commits = Commits(store, self.clock)
        self.list_id = list_id_of(store, "sites.csv")
        self.lock = Lock(store, self.list_id, self.clock)
        self._names = itertools.count(1)

    def begin(self, sites: Sequence[Site], *, rejected: Sequence[RejectedRow] = ()) -> RunRecord:
        beginning = Beginning(
            name=f"run-{next(self._names)}",
            list_id=self.list_id,
            started_at=self.clock(),
            settings_digest="d",
            facts={},
        )
        record = self.runs.begin(beginning, self.lock)
        self.ledger.declare(record, sites, self.lock)
        return self.runs.declared(record, self.lock, rejected=rejected, left_out=0)

    def commit(self, record: RunRecord, outcomes: Sequence[Outcome]) -> None:
        self.commits.commit(record, outcomes, self.lock, look=1, confirms=False)

    def stored(self, record: RunRecord) -> list[Outcome]:
        return list(StoredOutcomes(self.store, record.id, _never))

    def finish(self, record: RunRecord) -> RunRecord:
        return self.runs.finish(record, self.lock, exit_code=0, summary=self.runs.summary(record))


def _never(site: Site) -> Outcome:
    raise AssertionError(site.label)


def fleet() -> list[Outcome]:
    """The sample run, every site at an address of the web."""
    return [
        replace(one, site=replace(one.site, index=index, target=WebAddress(f"https://a{index}.example.cn/")))
        for index, one in enumerate(sample_outcomes())
    ]


def counted(outcomes: Sequence[Outcome], *, rejected: int = 0) -> Summary:
    tally = Tally()
    for one in outcomes:
        tally.add(one)
    return tally.summary(rejected=rejected)


@pytest.fixture
def desk(store: Store) -> Desk:
    return Desk(store)


def test_what_is_committed_is_read_back_as_it_was(desk: Desk) -> None:
    outcomes = fleet()
    record = desk.begin([one.site for one in outcomes])
    desk.commit(record, outcomes[::2])
    desk.commit(record, outcomes[1::2])

    assert desk.stored(record) == outcomes


def test_the_ledger_counts_as_a_run_counts(desk: Desk) -> None:
    outcomes = fleet()
    rejected = [RejectedRow("sites.csv", 7, Text(en="no address", zh="没有网址"))]
    record = desk.begin([one.site for one in outcomes], rejected=rejected)
    desk.commit(record, outcomes)

    assert desk.runs.summary(record) == counted(outcomes, rejected=1)
    assert desk.runs.rejected(record) == tuple(rejected)


def test_what_is_due_is_what_was_declared_and_has_no_outcome(desk: Desk) -> None:
    outcomes = fleet()
    record = desk.begin([one.site for one in outcomes])
    assert desk.ledger.due(record, DUE) == [one.site for one in outcomes]

    desk.commit(record, outcomes[:3])

    assert desk.ledger.due(record, DUE) == [one.site for one in outcomes[3:]]
    assert desk.ledger.due(record, DUE, after=5) == [one.site for one in outcomes[6:]]
    assert desk.runs.run(record.id).done == 3


def test_a_second_outcome_of_a_site_is_refused_with_all_that_comes_along(desk: Desk) -> None:
    outcomes = fleet()
    record = desk.begin([one.site for one in outcomes])
    desk.commit(record, outcomes[:2])

    with pytest.raises(AssertionError, match="already"):
        desk.commit(record, outcomes[1:4])

    assert desk.runs.run(record.id).done == 2


def test_a_run_that_owes_sites_cannot_be_finished(desk: Desk) -> None:
    outcomes = fleet()
    record = desk.begin([one.site for one in outcomes])
    desk.commit(record, outcomes[1:])

    with pytest.raises(AssertionError, match="owes 1"):
        desk.finish(record)

    assert desk.runs.run(record.id).state is RunState.RUNNING


def test_an_address_that_is_listed_twice_is_two_sites_in_every_run(desk: Desk) -> None:
    sites = [
        Site(index=index, label=url, target=WebAddress(f"https://{url}/"))
        for index, url in enumerate(["a.cn", "b.cn", "a.cn"])
    ]
    first, second = desk.begin(sites), desk.begin(sites)

    ids = [_site_ids(desk.store, one.id) for one in (first, second)]

    assert len(set(ids[0])) == 3
    assert ids[0] == ids[1]


def _site_ids(store: Store, run_id: int) -> list[int]:
    with store.reading() as connection:
        return list(
            connection.scalars(
                select(task.c.site_id).where(task.c.run_id == run_id).order_by(task.c.position)
            )
        )


def test_equal_evidence_is_stored_once(desk: Desk) -> None:
    outcomes = fleet()
    runs = [desk.begin([one.site for one in outcomes]) for _ in range(2)]
    for record in runs:
        desk.commit(record, outcomes)
        desk.finish(record)
    assert desk.store.evidence is not None

    names = list(desk.store.evidence.names())

    assert len(names) == 1  # the second night brought nothing that was not there
    assert [desk.stored(record) for record in runs] == [outcomes, outcomes]


def test_a_run_that_is_given_up_accounts_for_all_its_sites(desk: Desk) -> None:
    outcomes = fleet()
    record = desk.begin([one.site for one in outcomes])
    desk.commit(record, outcomes[:3])

    desk.runs.abandon(record, desk.lock)

    given_up = desk.runs.run(record.id)
    assert (given_up.state, given_up.done, given_up.declared) == (RunState.ABANDONED, 9, 9)
    assert desk.runs.count(record, DONE) == 9
    assert desk.runs.unfinished() is None
    summary = desk.runs.summary(record)
    assert summary.unmeasured == 9 - sum(one.measured for one in outcomes[:3])


def test_two_scans_of_one_list_do_not_overlap(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(locks, "this_process", lambda: locks.Owner("elsewhere", 7, "1"))
    other = list_id_of(desk.store, "other.csv")
    Lock(desk.store, other, desk.clock)  # another list is nobody's business

    with pytest.raises(StoreError, match=r"sites\.csv: another scan is at work on this list \(.*since"):
        Lock(desk.store, desk.list_id, desk.clock)

    desk.lock.release()
    Lock(desk.store, desk.list_id, desk.clock)


def test_a_lock_whose_owner_is_silent_is_taken_and_the_owner_writes_nothing_more(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    outcomes = fleet()
    record = desk.begin([one.site for one in outcomes])
    monkeypatch.setattr("socket.gethostname", lambda: "elsewhere")
    desk.clock.now += locks.STALE - timedelta(seconds=1)
    with pytest.raises(StoreError, match="another scan"):
        Lock(desk.store, desk.list_id, desk.clock)
    desk.lock.beat(desk.clock())
    desk.clock.now += locks.STALE + timedelta(seconds=1)
    taken = Lock(desk.store, desk.list_id, desk.clock)

    with pytest.raises(StoreError, match="taken this list over"):
        desk.commit(record, outcomes)

    assert desk.runs.run(record.id).done == 0
    desk.commits.commit(record, outcomes, taken, look=1, confirms=False)
    assert desk.stored(record) == outcomes


def test_a_store_is_found_again_with_its_evidence(address: str, desk: Desk) -> None:
    outcomes = fleet()
    record = desk.begin([one.site for one in outcomes])
    desk.commit(record, outcomes)

    with open_store(address) as again:
        assert list(StoredOutcomes(again, record.id, _never)) == outcomes
        assert again.evidence is not None
        assert desk.store.evidence is not None
        assert again.evidence.path == desk.store.evidence.path
