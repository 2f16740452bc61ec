"""How verdicts add up."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import assert_never

from icplint.model.finding import Status
from icplint.model.outcome import Failed, Outcome, OutOfScope, Passed, Verdict
from icplint.model.rule import NotApplicable, Unmeasured

NOT_OFFERED = "not-offered:"
"""Begins the reason of what this run was not given the means for."""


def worst(verdicts: Sequence[Verdict]) -> Verdict:
    """The verdict of several pages: fail > unmeasured > pass > not applicable > out of scope.

    A need that the run does not offer yields to what another page left unmeasured for its own reason.
    """
    if not verdicts:
        return NotApplicable("no-page")
    if len(verdicts) == 1:
        return verdicts[0]
    # Most pages share their verdict with others, as one value: each is ranked once.
    return min({id(one): one for one in verdicts}.values(), key=_rank)


def is_measured(verdicts: Mapping[str, Verdict], owed: Iterable[str]) -> bool:
    """Whether every presence rule, of which the ids are given, found its answer."""
    return not any(is_gap(verdicts[one]) for one in owed)


def summed_up(outcome: Outcome) -> Outcome:
    """The outcome with what its findings, each with its status, leave of `measured` and `clean`.

    A rule that failed on one page may be open on another. As long as the fault is reported, that is enough; once it
    is an old debt or suppressed, what is open must not hide behind it.
    """
    reported = {finding.rule for finding in outcome.findings if finding.status is Status.REPORTED}
    hidden = [rule for rule in outcome.open_beside_faults if rule not in reported]
    measured = outcome.measured and not any(outcome.open_beside_faults[rule] for rule in hidden)
    clean = measured and not reported and not hidden and not any(map(is_gap, outcome.verdicts.values()))
    return replace(outcome, measured=measured, clean=clean)


def is_gap(verdict: Verdict) -> bool:
    """Whether a verdict leaves open what the run had the means to find out."""
    return isinstance(verdict, Unmeasured) and not verdict.reason.startswith(NOT_OFFERED)


def _rank(verdict: Verdict) -> int:
    match verdict:
        case Failed():
            return 0
        case Unmeasured(reason=reason):
            return 2 if reason.startswith(NOT_OFFERED) else 1
        case Passed():
            return 3
        case NotApplicable():
            return 4
        case OutOfScope():
            return 5
        case never:
            assert_never(never)
