"""Counts outcomes as they stream by."""

from collections import Counter
from typing import assert_never

from icplint.model.finding import Severity, Status
from icplint.model.outcome import Outcome
from icplint.model.rule import Unmeasured
from icplint.model.run import Summary

_NOT_OFFERED = "not-offered:"


class Tally:
    """The counts of a run so far."""

    def __init__(self) -> None:
        self._sites: Counter[str] = Counter()
        self._findings: Counter[str] = Counter()
        self._not_offered: Counter[str] = Counter()

    def add(self, outcome: Outcome) -> None:
        """Count one site."""
        is_reported = False
        for finding in outcome.findings:
            match finding.status:
                case Status.REPORTED:
                    is_reported = True
                    self._findings[finding.severity] += 1
                case Status.SUPPRESSED | Status.BASELINED | Status.BELOW_CONFIDENCE as status:
                    self._findings[status] += 1
                case never:
                    assert_never(never)
        self._sites["sites"] += 1
        self._sites["measured"] += outcome.measured
        self._sites["clean"] += outcome.clean
        self._sites["incomplete"] += outcome.measured and not outcome.clean and not is_reported
        self._sites["crashed"] += len(outcome.crashed_rules)
        for verdict in outcome.verdicts.values():
            if isinstance(verdict, Unmeasured) and verdict.reason.startswith(_NOT_OFFERED):
                self._not_offered[verdict.reason.removeprefix(_NOT_OFFERED)] += 1

    def summary(self, *, rejected: int = 0) -> Summary:
        """The counts, with the rejected rows as declared sites that were not measured."""
        sites = self._sites["sites"] + rejected
        return Summary(
            sites=sites,
            measured=self._sites["measured"],
            unmeasured=sites - self._sites["measured"],
            clean=self._sites["clean"],
            incomplete=self._sites["incomplete"],
            errors=self._findings[Severity.ERROR],
            warnings=self._findings[Severity.WARNING],
            infos=self._findings[Severity.INFO],
            suppressed=self._findings[Status.SUPPRESSED],
            baselined=self._findings[Status.BASELINED],
            below_confidence=self._findings[Status.BELOW_CONFIDENCE],
            crashed=self._sites["crashed"],
            rejected=rejected,
            not_offered=dict(sorted(self._not_offered.items())),
        )
