"""Every finding is in one pile, and exit codes follow what is reported and measured alone."""

from hypothesis import given
from hypothesis import strategies as st

from icplint.keep.old_debts import OldDebts
from icplint.model.exit_code import ExitCode
from icplint.model.finding import Severity, Status
from icplint.model.outcome import Outcome
from icplint.run.count import Tally
from icplint.run.exit_code import exit_code, gravest, is_covered
from icplint.run.old_debts import without_old_debts
from tests.fakes.outcomes import outcomes

runs = st.lists(outcomes, max_size=5)
PRECEDENCE = [130, 4, 2, 3, 1, 0]


def tally_of(found: list[Outcome]) -> Tally:
    tally = Tally()
    for outcome in found:
        tally.add(outcome)
    return tally


@given(found=runs, allowed=st.integers(0, 3))
def test_the_piles_add_up_to_all_findings(found: list[Outcome], allowed: int) -> None:
    counts = {one.fingerprint: allowed for outcome in found for one in outcome.findings}
    debts = OldDebts(counts)
    sorted_out = [without_old_debts(outcome, debts) for outcome in found]
    summary = tally_of(sorted_out).summary()
    everything = [one for outcome in sorted_out for one in outcome.findings]
    reported = summary.errors + summary.warnings + summary.infos
    sure = [one for one in everything if one.status is not Status.BELOW_CONFIDENCE]

    assert reported + summary.suppressed + summary.baselined == len(sure)
    assert len(sure) + summary.below_confidence == len(everything)
    assert sum(one.count for one in everything) == sum(
        one.count for outcome in found for one in outcome.findings
    )
    for outcome in sorted_out:
        assert not outcome.clean or (outcome.measured and not outcome.reported)


@given(
    found=runs,
    rejected=st.integers(0, 2),
    fail_on=st.none() | st.sampled_from(Severity),
    coverage=st.none() | st.floats(0, 1),
    interrupted=st.booleans(),
)
def test_the_exit_code_is_the_gravest_of_what_happened(
    *,
    found: list[Outcome],
    rejected: int,
    fail_on: Severity | None,
    coverage: float | None,
    interrupted: bool,
) -> None:
    summary = tally_of(found).summary(rejected=rejected)
    measured = sum(outcome.measured for outcome in found)
    failing = fail_on is not None and any(
        one.severity.rank <= fail_on.rank for outcome in found for one in outcome.reported
    )
    happened = {
        130: interrupted,
        4: any(outcome.crashed_rules for outcome in found),
        3: not is_covered(summary, coverage),
        1: failing,
    }
    ended = exit_code(summary, fail_on=fail_on, min_coverage=coverage, interrupted=interrupted)

    assert ended == next((code for code in PRECEDENCE if happened.get(code)), 0)
    if not measured:
        assert ended in (130, 4, 3)


@given(codes=st.lists(st.sampled_from(ExitCode)))
def test_of_several_codes_the_gravest_stands(codes: list[ExitCode]) -> None:
    assert gravest(codes) == next((code for code in PRECEDENCE if code in codes), 0)
