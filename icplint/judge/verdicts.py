"""How verdicts add up."""

from collections.abc import Iterable, Mapping, Sequence
from typing import assert_never

from icplint.model.finding import Finding, Status
from icplint.model.outcome import Failed, OutOfScope, Passed, Verdict
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
    return min(verdicts, key=_rank)


def is_measured(verdicts: Mapping[str, Verdict], owed: Iterable[str]) -> bool:
    """Whether every presence rule, of which the ids are given, found its answer."""
    return not any(_is_gap(verdicts[one]) for one in owed)


def is_clean(verdicts: Mapping[str, Verdict], findings: Sequence[Finding]) -> bool:
    """Whether nothing is reported, and nothing unmeasured but what the run was not given the means for."""
    reported = any(finding.status is Status.REPORTED for finding in findings)
    return not reported and not any(_is_gap(verdict) for verdict in verdicts.values())


def _is_gap(verdict: Verdict) -> bool:
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
