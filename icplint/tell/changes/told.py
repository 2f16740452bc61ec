"""What is said of a change, whichever form it takes."""

from collections.abc import Iterable, Iterator

from icplint.model.finding import Finding
from icplint.model.scan import Change, ChangeKind
from icplint.model.text import Text
from icplint.words import changes as words
from icplint.words import reasons
from icplint.words import report as report_words

NOT_APPLICABLE, OUT_OF_SCOPE = "not-applicable:", "out-of-scope:"
_MOST_RULES = 6


def of_kind(changes: Iterable[Change], kind: ChangeKind) -> Iterator[Change]:
    """The changes of one kind."""
    return (one for one in changes if one.kind is kind)


def notes(change: Change) -> Iterator[Text]:
    """What is to be said beside site and finding, the most telling first."""
    if change.kind is ChangeKind.CHANGED and change.before is not None and change.after is not None:
        yield from _differences(change.before, change.after)
    elif change.reason is not None:
        why = reason_phrase(change.reason)
        yield words.PREVIOUSLY.fill(why=why) if change.kind is ChangeKind.MEASURABLE else why
    if change.found:
        rules = sorted({one.rule for one in change.found})
        shown = " ".join(rules[:_MOST_RULES]) + (" …" if len(rules) > _MOST_RULES else "")
        yield words.FOUND_RULES.fill(count=f"{len(change.found):,}", rules=shown)
    if change.responsible is not None:
        yield words.RESPONSIBLE.fill(name=change.responsible)


def reason_phrase(reason: str) -> Text:
    """Why something was not measured, or does not apply any more."""
    if reason.startswith(NOT_APPLICABLE):
        why = reasons.not_applicable_reason(reason.removeprefix(NOT_APPLICABLE))
        return words.NO_LONGER_APPLIES.fill(why=why)
    if reason.startswith(OUT_OF_SCOPE):
        why = reasons.out_of_scope_reason(reason.removeprefix(OUT_OF_SCOPE))
        return words.NO_LONGER_APPLIES.fill(why=why)
    if reason == "unmeasured":
        return words.PARTLY
    if reason == "not-asked":
        return words.NOT_ASKED
    return reasons.unmeasured_reason(reason)


def _differences(before: Finding, after: Finding) -> Iterator[Text]:
    pairs: list[tuple[Text, Text]] = []
    if before.severity is not after.severity:
        pairs.append((report_words.SEVERITIES[before.severity], report_words.SEVERITIES[after.severity]))
    if before.confidence is not after.confidence:
        levels = (report_words.CONFIDENCES[before.confidence], report_words.CONFIDENCES[after.confidence])
        pairs.append(
            (report_words.CONFIDENCE.fill(level=levels[0]), report_words.CONFIDENCE.fill(level=levels[1]))
        )
    if before.status is not after.status:
        pairs.append((report_words.STATUSES[before.status], report_words.STATUSES[after.status]))
    if before.count != after.count:
        pairs.append(
            (
                words.TIMES.fill(count=f"{before.count:,}"),
                words.TIMES.fill(count=f"{after.count:,}"),
            )
        )
    for was, is_now in pairs:
        yield words.WAS_AND_IS.fill(before=was, after=is_now)
