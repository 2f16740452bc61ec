"""Compares what was found with what was planted."""

from collections import Counter
from collections.abc import Iterable, Iterator

from icplint.model.outcome import Outcome
from icplint.model.rule import Unmeasured
from icplint.model.text import Text
from icplint.run.demo.fleet import Expected, Fleet, FleetSite, Planted
from icplint.words import demo as words

_NOT_OFFERED = "not-offered:"


def differences(fleet: Fleet, outcomes: Iterable[Outcome]) -> tuple[Text, ...]:
    """One sentence for each difference between the fleet's manifest and a run; none: exactly as planted.

    Args:
        fleet: What was audited.
        outcomes: In any order; their sites' indexes are places in the fleet.
    """
    by_index = {outcome.site.index: outcome for outcome in outcomes}
    return tuple(
        difference
        for index, site in enumerate(fleet.sites)
        for difference in _of_site(site, by_index.get(index))
    )


def found_in(outcome: Outcome) -> Counter[Planted]:
    """The findings of an outcome, whatever became of them, as the manifest names them."""
    return Counter(
        {
            Planted(finding.rule, finding.fault, finding.severity): finding.count
            for finding in outcome.findings
        }
    )


def end_of(outcome: Outcome) -> tuple[Expected, str | None]:
    """How a site ended, and why where it was not measured throughout."""
    if outcome.not_checked is not None:
        return Expected.NOT_CHECKED, outcome.not_checked.value
    reasons = {
        verdict.reason
        for verdict in outcome.verdicts.values()
        if isinstance(verdict, Unmeasured) and not verdict.reason.startswith(_NOT_OFFERED)
    }
    reason = ", ".join(sorted(reasons)) or None
    return (Expected.CHECKED if outcome.measured else Expected.UNMEASURED), reason


def _of_site(site: FleetSite, outcome: Outcome | None) -> Iterator[Text]:
    if outcome is None:
        yield words.NO_OUTCOME.fill(site=site.folder)
        return
    expected, ended = (site.expected, site.reason), end_of(outcome)
    if ended != expected:
        yield words.OTHER_END.fill(site=site.folder, expected=_told(*expected), ended=_told(*ended))
    planted, found = Counter(site.planted), found_in(outcome)
    for finding in sorted(planted - found):
        yield words.NOT_FOUND.fill(site=site.folder, finding=str(finding))
    for finding in sorted(found - planted):
        yield words.NOT_PLANTED.fill(site=site.folder, finding=str(finding))


def _told(end: Expected, reason: str | None) -> str:
    return f"{end} ({reason})" if reason else end
