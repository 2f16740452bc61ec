"""A site's verdicts, grouped as people read them."""

from collections.abc import Mapping
from typing import assert_never

from icplint.late import dataclass
from icplint.model.outcome import Failed, Outcome, OutOfScope, Passed, Verdict
from icplint.model.rule import NotApplicable, Unmeasured

NOT_OFFERED = "not-offered:"


@dataclass(frozen=True, slots=True, kw_only=True)
class VerdictGroups:
    """Rule ids by verdict, each in the order of ids; reasons in the order of their first rule."""

    passed: tuple[str, ...]
    failed: tuple[str, ...]
    unmeasured: Mapping[str, tuple[str, ...]]
    """By reason, what this run did not offer aside."""
    not_offered: Mapping[str, tuple[str, ...]]
    """By the need that this run did not offer."""
    not_applicable: Mapping[str, tuple[str, ...]]
    out_of_scope: Mapping[str, tuple[str, ...]]

    @property
    def unmeasured_count(self) -> int:
        """Rules that could not judge, what was not offered aside."""
        return sum(map(len, self.unmeasured.values()))


def verdict_groups(outcome: Outcome) -> VerdictGroups:
    """All verdicts of a site; every rule stands in exactly one group."""
    passed: list[str] = []
    failed: list[str] = []
    unmeasured: dict[str, list[str]] = {}
    not_offered: dict[str, list[str]] = {}
    not_applicable: dict[str, list[str]] = {}
    out_of_scope: dict[str, list[str]] = {}
    for rule in sorted(outcome.verdicts):
        verdict: Verdict = outcome.verdicts[rule]
        match verdict:
            case Passed():
                passed.append(rule)
            case Failed():
                failed.append(rule)
            case Unmeasured(reason) if reason.startswith(NOT_OFFERED):
                not_offered.setdefault(reason, []).append(rule)
            case Unmeasured(reason):
                unmeasured.setdefault(reason, []).append(rule)
            case NotApplicable(why):
                not_applicable.setdefault(why, []).append(rule)
            case OutOfScope(reason):
                out_of_scope.setdefault(reason, []).append(rule)
            case never:
                assert_never(never)
    return VerdictGroups(
        passed=tuple(passed),
        failed=tuple(failed),
        unmeasured=_frozen(unmeasured),
        not_offered=_frozen(not_offered),
        not_applicable=_frozen(not_applicable),
        out_of_scope=_frozen(out_of_scope),
    )


def _frozen(groups: Mapping[str, list[str]]) -> dict[str, tuple[str, ...]]:
    return {reason: tuple(rules) for reason, rules in groups.items()}
