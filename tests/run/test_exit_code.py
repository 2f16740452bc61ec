from hypothesis import given
from hypothesis import strategies as st

from icplint.model.exit_code import ExitCode
from icplint.model.finding import Severity
from icplint.model.run import Summary
from icplint.run.exit_code import exit_code, gravest, is_covered

counts = st.integers(0, 40)
severities = st.sampled_from([None, *Severity])
coverages = st.none() | st.floats(0, 1)


@st.composite
def summaries(draw: st.DrawFn) -> Summary:
    measured, unmeasured = draw(counts), draw(counts)
    return Summary(
        sites=measured + unmeasured,
        measured=measured,
        unmeasured=unmeasured,
        errors=draw(counts),
        warnings=draw(counts),
        infos=draw(counts),
        crashed=draw(st.integers(0, 2)),
        below_confidence=draw(counts),
        suppressed=draw(counts),
    )


@given(st.permutations(list(ExitCode)), st.integers(0, len(ExitCode)))
def test_the_gravest_code_stands_in_any_order(codes: list[ExitCode], how_many: int) -> None:
    order = [130, 4, 2, 3, 1, 0]
    some = codes[:how_many]

    assert gravest(some) == (min(some, key=order.index) if some else 0)


@given(summary=summaries(), fail_on=severities, coverage=coverages, zero=st.booleans())
def test_an_interrupted_run_is_130_whatever_it_found(
    summary: Summary, fail_on: Severity | None, coverage: float | None, *, zero: bool
) -> None:
    code = exit_code(summary, fail_on=fail_on, min_coverage=coverage, exit_zero=zero, interrupted=True)

    assert code == 130


@given(summaries(), severities, coverages)
def test_the_precedence_holds_for_every_summary(
    summary: Summary, fail_on: Severity | None, coverage: float | None
) -> None:
    code = exit_code(summary, fail_on=fail_on, min_coverage=coverage)

    if summary.crashed:
        assert code == 4
    elif not is_covered(summary, coverage):
        assert code == 3
    else:
        failing = {
            None: 0,
            Severity.ERROR: summary.errors,
            Severity.WARNING: summary.errors + summary.warnings,
            Severity.INFO: summary.errors + summary.warnings + summary.infos,
        }[fail_on]
        assert code == (1 if failing else 0)


@given(summary=summaries(), fail_on=severities, coverage=coverages, interrupted=st.booleans())
def test_exit_zero_turns_one_into_zero_and_nothing_else(
    summary: Summary, fail_on: Severity | None, coverage: float | None, *, interrupted: bool
) -> None:
    plain = exit_code(summary, fail_on=fail_on, min_coverage=coverage, interrupted=interrupted)
    zero = exit_code(summary, fail_on=fail_on, min_coverage=coverage, interrupted=interrupted, exit_zero=True)

    assert zero == (0 if plain == 1 else plain)


@given(summaries())
def test_nothing_measured_is_never_covered_even_at_a_minimum_of_zero(summary: Summary) -> None:
    nothing = Summary(sites=summary.sites, measured=0, unmeasured=summary.sites)

    assert exit_code(nothing, fail_on=None, min_coverage=0.0) == 3


@given(st.integers(1, 1000), st.integers(1, 100))
def test_a_coverage_written_in_percent_is_met_by_exactly_that_share(hundreds: int, percent: int) -> None:
    sites = 100 * hundreds
    enough = Summary(sites=sites, measured=percent * hundreds)
    short = Summary(sites=sites, measured=percent * hundreds - 1)

    assert is_covered(enough, percent / 100)
    assert not is_covered(short, percent / 100)


def test_twenty_targets_must_all_be_measured_where_no_minimum_is_named() -> None:
    assert not is_covered(Summary(sites=20, measured=19), None)
    assert is_covered(Summary(sites=20, measured=20), None)


def test_of_more_than_twenty_targets_nine_in_ten_must_be_measured() -> None:
    assert is_covered(Summary(sites=30, measured=27), None)
    assert not is_covered(Summary(sites=30, measured=26), None)


def test_a_finding_below_the_minimum_confidence_does_not_fail_the_run() -> None:
    summary = Summary(sites=1, measured=1, below_confidence=3, suppressed=2, baselined=1)

    assert exit_code(summary, fail_on=Severity.INFO, min_coverage=None) == 0
