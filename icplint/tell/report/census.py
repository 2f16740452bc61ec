"""What a report must know of a whole run before it writes its first site."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import field
from typing import assert_never

from icplint.late import dataclass
from icplint.model.finding import Severity
from icplint.model.outcome import Failed, Outcome, OutOfScope, Passed
from icplint.model.rule import NotApplicable, Unmeasured
from icplint.tell.report.state import State, reported, state_of


@dataclass(slots=True)
class RuleCount:
    """The verdicts of one rule over a run."""

    rule: str
    name: str = ""
    """Known only from a finding."""
    severity: Severity | None = None
    """The gravest of its reported findings; None: none was reported."""
    failed: int = 0
    unmeasured: int = 0
    passed: int = 0
    not_applicable: int = 0
    out_of_scope: int = 0

    @property
    def total(self) -> int:
        """All declared sites, rejected rows among the unmeasured ones."""
        return self.failed + self.unmeasured + self.passed + self.not_applicable + self.out_of_scope


@dataclass(slots=True)
class Census:
    """Counts of sites by state, client and profile, and of verdicts by rule; it keeps no site."""

    states: Counter[State] = field(default_factory=Counter)
    clients: Counter[str] = field(default_factory=Counter)
    profiles: Counter[str | None] = field(default_factory=Counter)
    """Judged sites by profile; None: by the general rule alone."""
    rules: dict[str, RuleCount] = field(default_factory=dict)

    def add(self, outcome: Outcome) -> None:
        """Count one site."""
        self.states[state_of(outcome)] += 1
        if outcome.site.client:
            self.clients[outcome.site.client] += 1
        if outcome.not_checked is None:
            self.profiles[outcome.profile] += 1
        for rule, verdict in outcome.verdicts.items():
            count = self._of(rule)
            match verdict:
                case Passed():
                    count.passed += 1
                case Failed():
                    count.failed += 1
                case Unmeasured():
                    count.unmeasured += 1
                case NotApplicable():
                    count.not_applicable += 1
                case OutOfScope():
                    count.out_of_scope += 1
                case never:
                    assert_never(never)
        for finding in reported(outcome):
            count = self._of(finding.rule)
            count.name = finding.name
            if count.severity is None or finding.severity.rank < count.severity.rank:
                count.severity = finding.severity

    def add_rejected(self, rows: int) -> None:
        """Count rows that name no site: declared, and measured by no rule."""
        self.states[State.UNMEASURED] += rows
        for count in self.rules.values():
            count.unmeasured += rows

    def by_gravity(self) -> list[RuleCount]:
        """The rules with failures first, the gravest and most frequent on top; the others by id."""
        return sorted(
            self.rules.values(),
            key=lambda count: (
                not count.failed,
                count.severity.rank if count.severity else len(Severity),
                -count.failed,
                count.rule,
            ),
        )

    def _of(self, rule: str) -> RuleCount:
        return self.rules.setdefault(rule, RuleCount(rule))


def census(outcomes: Iterable[Outcome], rejected: int = 0) -> Census:
    """Count a run, one outcome at a time, and the rows of its list that were rejected."""
    counted = Census()
    for outcome in outcomes:
        counted.add(outcome)
    counted.add_rejected(rejected)
    return counted
