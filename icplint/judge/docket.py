"""Which rules are judged in a run, and what is the same for each of its sites: found out once."""

from collections.abc import Mapping, Sequence
from functools import lru_cache
from operator import is_

from icplint.judge import triage
from icplint.judge.scope import owes_presence
from icplint.late import dataclass
from icplint.model.rule import (
    JudgePage,
    JudgeSite,
    Need,
    NotApplicable,
    Rule,
    RuleInfo,
    Thing,
    Unmeasured,
    Without,
)
from icplint.model.settings import JudgeSettings

_NEVER_OFFERED_YET = (Need.DNS, Need.STYLESHEET, Need.PICTURE, Need.RENDER, Need.FLEET)
"""Needs that no part of this version can meet."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """A rule that is judged in this run."""

    rule: Rule
    id: str
    judge_page: JudgePage | None
    judge_site: JudgeSite | None
    """One of the two; `packs` admits no other rule."""
    options: Mapping[str, object]
    about: frozenset[Thing]
    without: NotApplicable | Without
    """The rule's verdict on a page that holds none of the things that it is about."""
    is_owed: bool
    """It asks for something to be there at all."""
    missing: Unmeasured | None
    """The need that the run does not offer; None: it offers all."""
    missing_for_a_saved_page: Unmeasured | None
    """The same for a page that no server answered with."""
    is_of_history: bool
    """It judges by the looks at a site: so it is asked also where this one failed."""


def docket(rules: Sequence[Rule], settings: JudgeSettings) -> tuple[Listed, ...]:
    """The rules of a run that are not switched off, in the order given."""
    return _docket(_Run(tuple(rules), settings))


class _Run:
    """What a docket is made for. The rules are told apart as objects: to compare what they say would cost too much."""

    __slots__ = ("rules", "settings")

    def __init__(self, rules: tuple[Rule, ...], settings: JudgeSettings) -> None:
        self.rules = rules
        self.settings = settings

    def __hash__(self) -> int:
        return hash((len(self.rules), self.settings.select, self.settings.ignore))

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, _Run):
            return NotImplemented
        return (
            len(self.rules) == len(other.rules)
            and all(map(is_, self.rules, other.rules))
            and self.settings == other.settings
        )


@lru_cache(maxsize=8)
def _docket(run: _Run) -> tuple[Listed, ...]:
    return tuple(
        Listed(
            rule=rule,
            id=rule.info.id,
            judge_page=rule.judge_page,
            judge_site=rule.judge_site,
            options=triage.options(rule.info, run.settings),
            about=frozenset(rule.info.about),
            without=_without(rule.info.without),
            is_owed=owes_presence(rule.info),
            missing=_missing(rule.info, run.settings, saved=False),
            missing_for_a_saved_page=_missing(rule.info, run.settings, saved=True),
            is_of_history=Need.HISTORY in rule.info.needs,
        )
        for rule in run.rules
        if triage.is_active(rule.info, run.settings)
    )


def _without(why: Without | str) -> NotApplicable | Without:
    return why if isinstance(why, Without) else NotApplicable(why)


def _missing(info: RuleInfo, settings: JudgeSettings, *, saved: bool) -> Unmeasured | None:
    for need in info.needs:
        if (
            need in _NEVER_OFFERED_YET
            or (saved and need is Need.RESPONSE)
            or (need is Need.HISTORY and not settings.has_history)
        ):
            return Unmeasured(f"not-offered:{need.value}")
    return None
