"""What becomes of entries when a baseline is made anew or pruned."""

from dataclasses import replace
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from icplint.keep.baseline import Baseline, Entry
from icplint.keep.old_debts import OldDebts
from icplint.keep.renewal import Sight, created, pruned
from icplint.model.finding import Finding, Status
from tests.fakes.outcomes import findings
from tests.fakes.sample_run import ICON_MISSING, LINK_MISSING

THEN, NOW = date(2026, 1, 1), date(2026, 11, 25)
OLD = Entry(fingerprint=LINK_MISSING.fingerprint, rule="ICP005", site="a.cn", count=2, since=THEN)
GONE = Entry(fingerprint="f" * 32, rule="ICP005", site="a.cn", since=THEN)


def sight(*found: Finding, site: str = "a.cn", rules: tuple[str, ...] = ("ICP005", "PSB009")) -> Sight:
    seen = Sight()
    seen.see(site, rules, reported=found, all_of_it=found)
    return seen


def test_days_are_kept_and_new_findings_begin_today() -> None:
    renewed = created(Baseline(entries=(OLD, GONE)), sight(LINK_MISSING, ICON_MISSING), NOW)

    assert {(one.rule, one.since) for one in renewed.entries} == {("ICP005", THEN), ("PSB009", NOW)}
    assert (renewed.added, renewed.dropped, renewed.unmeasured) == (1, 1, 0)


def test_entries_of_a_site_that_was_not_measured_are_kept() -> None:
    renewed = created(Baseline(entries=(OLD, GONE)), sight(rules=()), NOW)

    assert set(renewed.entries) == {OLD, GONE}
    assert (renewed.dropped, renewed.unmeasured) == (0, 2)


def test_pruning_never_adds_and_lowers_counts() -> None:
    renewed = pruned(Baseline(entries=(OLD, GONE)), sight(LINK_MISSING, ICON_MISSING))

    assert renewed.entries == (replace(OLD, count=1),)
    assert renewed.dropped == 1


def test_pruning_leaves_what_the_run_could_not_tell() -> None:
    elsewhere = pruned(Baseline(entries=(OLD, GONE)), sight(site="b.cn"))
    another_rule = pruned(Baseline(entries=(OLD, GONE)), sight(rules=("PSB009",)))

    assert elsewhere.entries == another_rule.entries == (OLD, GONE)
    assert elsewhere.unmeasured == another_rule.unmeasured == 2


def test_the_surplus_over_what_was_there_before_is_new() -> None:
    debts = OldDebts({LINK_MISSING.fingerprint: 2})

    first, second = debts.sort((replace(LINK_MISSING, count=3),))
    again = debts.sort((LINK_MISSING,))

    assert (first.status, first.count) == (Status.REPORTED, 1)
    assert (second.status, second.count) == (Status.BASELINED, 2)
    assert again == (LINK_MISSING,)


@given(found=st.lists(findings(), max_size=6).map(tuple), counts=st.lists(st.integers(0, 6), max_size=6))
def test_sorting_loses_no_finding_and_moves_only_what_is_reported(
    found: tuple[Finding, ...], counts: list[int]
) -> None:
    allowed = {one.fingerprint: count for one, count in zip(found, counts, strict=False)}
    piles = OldDebts(allowed).sort(found)
    baselined = sum(one.count for one in piles if one.status is Status.BASELINED)
    before = sum(one.count for one in found if one.status is Status.BASELINED)

    assert sum(one.count for one in piles) == sum(one.count for one in found)
    assert baselined - before <= sum(allowed.values())
    for status in (Status.SUPPRESSED, Status.BELOW_CONFIDENCE):
        assert [one for one in piles if one.status is status] == [
            one for one in found if one.status is status
        ]
