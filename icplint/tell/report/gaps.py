"""What of a site was not measured, for every format that must not let it look passed."""

from collections.abc import Iterator

from icplint.late import dataclass
from icplint.model.outcome import Outcome
from icplint.model.text import Text
from icplint.tell.report.sentences import not_checked_sentence
from icplint.tell.report.verdict_groups import verdict_groups
from icplint.words import reasons


@dataclass(frozen=True, slots=True, kw_only=True)
class Gap:
    """Rules of one site that could not judge for one reason."""

    reason: str
    """The code of `unmeasured:<reason>`."""
    rules: tuple[str, ...]
    """Sorted ids; empty for a site that was not checked and whose rules are not known."""
    whole: bool
    """The site was not checked at all."""
    sentence: Text


def gaps_of(outcome: Outcome) -> Iterator[Gap]:
    """The gaps of a site, needs that the run did not offer aside: the run counts those once for all."""
    sentence = not_checked_sentence(outcome)
    if outcome.not_checked is not None and sentence is not None:
        yield Gap(
            reason=outcome.not_checked, rules=tuple(sorted(outcome.verdicts)), whole=True, sentence=sentence
        )
        return
    for reason, rules in verdict_groups(outcome).unmeasured.items():
        yield Gap(reason=reason, rules=rules, whole=False, sentence=gap_sentence(reason))


def gap_sentence(reason: str) -> Text:
    """That something was not checked and why, by the code of the reason."""
    return reasons.not_measured(reasons.unmeasured_reason(reason))
