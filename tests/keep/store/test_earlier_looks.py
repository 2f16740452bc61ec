"""Rules that ask for history are given the earlier looks at a site, and are asked where none succeeds."""

from datetime import date, timedelta

from icplint.judge.engine import judge
from icplint.keep.store.opening import Store
from icplint.keep.store.states import DUE
from icplint.model.answer import FetchFailure, NotCheckedReason
from icplint.model.case import Case
from icplint.model.filing import Filing
from icplint.model.history import Look
from icplint.model.outcome import Failed
from icplint.model.rule import Unmeasured
from icplint.model.settings import JudgeSettings
from icplint.model.site import Site, WebAddress
from icplint.packs import load_rules
from tests.fakes.nightly import DEAD, Fleet

TODAY = date(2026, 11, 24)
FILED = Filing(domain="www.example.cn", subject="京ICP备16059763号", source="register.csv")
HISTORY = JudgeSettings(has_history=True)


def unreachable(looks: tuple[Look, ...]) -> Case:
    site = Site(index=0, label="x", target=WebAddress("https://www.example.cn/"), looks=looks)
    failure = FetchFailure(reason=NotCheckedReason.TIMEOUT, url="https://www.example.cn/")
    return Case(site, failures=(failure,), filing=FILED)


def dead(days_ago: int) -> Look:
    return Look(TODAY - timedelta(days=days_ago), NotCheckedReason.DNS)


def test_a_filed_site_that_is_out_of_reach_for_a_week_is_found() -> None:
    outcome = judge(unreachable((dead(8), dead(1))), load_rules(), HISTORY, TODAY)

    assert outcome.not_checked is NotCheckedReason.TIMEOUT
    assert not outcome.measured
    assert [finding.rule for finding in outcome.findings] == ["SITE006"]
    assert "2026-11-16" in outcome.findings[0].message.en
    others = {rule: one for rule, one in outcome.verdicts.items() if rule != "SITE006"}
    assert outcome.verdicts["SITE006"] == Failed()
    assert set(map(type, others.values())) == {Unmeasured}


def test_a_look_that_succeeded_in_between_or_too_few_days_leave_it_unmeasured() -> None:
    for looks in ((dead(8), Look(TODAY - timedelta(days=2))), (dead(6), dead(1)), ()):
        outcome = judge(unreachable(looks), load_rules(), HISTORY, TODAY)

        assert outcome.findings == ()
        assert outcome.verdicts["SITE006"] == Unmeasured("timeout")


def test_a_run_without_a_store_asks_nothing_of_the_past() -> None:
    outcome = judge(unreachable((dead(8),)), load_rules(), JudgeSettings(), TODAY)

    assert outcome.findings == ()


def test_the_ledger_gives_the_earlier_looks_at_sites_that_failed_last_time(store: Store) -> None:
    fleet = Fleet(store, 3)
    fleet.scan()
    fleet.faces[1] = DEAD
    fleet.scan()
    fleet.scan()
    record = fleet.begin()

    sites = fleet.ledger.due(record, DUE)

    assert [len(site.looks) for site in sites] == [0, 3, 0]
    assert [look.not_checked for look in sites[1].looks] == [
        None,
        NotCheckedReason.TIMEOUT,
        NotCheckedReason.TIMEOUT,
    ]
    assert [look.on for look in sites[1].looks] == sorted({look.on for look in sites[1].looks})
