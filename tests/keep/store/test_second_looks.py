"""One bad minute is no alarm: what is new counts only where a second look sees it as well."""

import pytest

from icplint.keep.store.changes import Changes
from icplint.keep.store.history import sites_named, spells
from icplint.keep.store.opening import Store
from icplint.keep.store.run_names import two_runs
from icplint.keep.store.verifying import verify
from icplint.model.scan import ChangeKind
from tests.fakes.nightly import DEAD, Fleet, site_of


@pytest.fixture
def fleet(store: Store) -> Fleet:
    made = Fleet(store, 12, confirms=True)
    made.faces[11] = "no-link"
    made.scan()
    return made


def changes(fleet: Fleet) -> list[tuple[ChangeKind, str, str | None]]:
    compared = Changes(fleet.store, *two_runs(fleet.runs, ()))
    return [(one.kind, one.label, None if one.finding is None else one.finding.rule) for one in compared]


def label(number: int) -> str:
    return site_of(number, 0).label


def test_what_both_looks_see_is_new(fleet: Fleet) -> None:
    fleet.faces[3] = "no-number"
    fleet.scan()

    assert changes(fleet) == [(ChangeKind.NEW, label(3), "ICP001")]


def test_what_the_second_look_does_not_see_again_never_was(fleet: Fleet) -> None:
    fleet.scan(blinks={3: "no-number", 4: DEAD})

    assert changes(fleet) == []
    [known] = sites_named(fleet.store, label(3))
    assert len(list(spells(fleet.store, known))) == 1
    assert verify(fleet.store).is_whole


def test_a_site_that_is_dead_at_both_looks_became_unmeasured(fleet: Fleet) -> None:
    fleet.faces[3] = DEAD
    fleet.scan()
    assert changes(fleet) == [(ChangeKind.UNMEASURED, label(3), None)]

    fleet.faces[3] = "fine"
    fleet.scan()
    assert changes(fleet) == [(ChangeKind.MEASURABLE, label(3), None)]


def test_what_only_the_second_look_sees_waits_for_the_next_run(fleet: Fleet) -> None:
    fleet.faces[3] = "no-link"
    fleet.scan(blinks={3: "no-number"})
    # Something is new at both looks, but not the same.
    assert changes(fleet) == [(ChangeKind.UNCONFIRMED, label(3), "ICP005")]

    fleet.scan()
    assert changes(fleet) == [(ChangeKind.NEW, label(3), "ICP005")]

    fleet.scan()
    assert changes(fleet) == []


def test_what_is_found_at_the_first_look_alone_waits_where_the_second_one_fails(fleet: Fleet) -> None:
    fleet.faces[3] = DEAD
    fleet.scan(blinks={3: "no-number"})
    assert changes(fleet) == [(ChangeKind.UNCONFIRMED, label(3), "ICP001")]
    record = fleet.runs.runs()[-1]
    assert record.summary is not None
    assert record.summary.measured == 12  # the first look measured it

    fleet.faces[3] = "no-number"
    fleet.scan()
    assert changes(fleet) == [(ChangeKind.NEW, label(3), "ICP001")]


def test_what_was_unconfirmed_and_is_gone_is_not_told_as_mended(fleet: Fleet) -> None:
    fleet.faces[3] = "no-link"
    fleet.scan(blinks={3: "no-number"})
    fleet.faces[3] = "fine"
    fleet.scan()

    assert changes(fleet) == []


def test_what_is_mended_needs_no_second_look(fleet: Fleet) -> None:
    fleet.faces[11] = "fine"
    fleet.scan(blinks={11: "fine"})

    assert changes(fleet) == [(ChangeKind.FIXED, label(11), "ICP005")]


def test_the_first_run_of_a_list_has_nothing_to_confirm(store: Store) -> None:
    made = Fleet(store, 3, confirms=True)
    made.faces = dict.fromkeys(range(3), "no-number")

    record = made.scan(blinks={0: "fine"})

    assert record.summary is not None
    assert (record.summary.warnings, record.done) == (2, 3)
