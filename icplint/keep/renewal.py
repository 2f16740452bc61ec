"""A baseline made anew, or pruned, from what a run found."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import field, replace
from datetime import date

from icplint.keep.baseline import Baseline, Entry
from icplint.late import dataclass
from icplint.model.finding import Finding


@dataclass(slots=True)
class Sight:
    """What a run saw, filled while its outcomes stream by."""

    judged: dict[str, set[str]] = field(default_factory=dict)
    """By site: the rules that were measured there. A site of which nothing was is there with none."""
    found: dict[str, tuple[str, Finding]] = field(default_factory=dict)
    """By fingerprint: a site and a reported finding; of several the first by site."""
    counts: Counter[str] = field(default_factory=Counter)
    """By fingerprint: how often it is reported."""
    occurring: Counter[str] = field(default_factory=Counter)
    """By fingerprint: how often it occurs, in whatever pile."""

    def see(
        self, site: str, rules: Iterable[str], reported: Iterable[Finding], all_of_it: Iterable[Finding]
    ) -> None:
        """Note one site: the rules measured on it, the findings that are reported, and all of them."""
        known = self.judged.get(site)
        # A site that is listed twice counts as measured where both looks measured it.
        self.judged[site] = set(rules) if known is None else known & set(rules)
        for finding in reported:
            first = self.found.get(finding.fingerprint)
            if first is None or site < first[0]:
                self.found[finding.fingerprint] = (site, finding)
            self.counts[finding.fingerprint] += finding.count
        for finding in all_of_it:
            self.occurring[finding.fingerprint] += finding.count


@dataclass(frozen=True, slots=True, kw_only=True)
class Renewal:
    """The entries of the new file, and what became of the old ones."""

    entries: tuple[Entry, ...]
    added: int = 0
    dropped: int = 0
    unmeasured: int = 0
    """Old entries that are kept because the run could not tell."""


def created(old: Baseline, sight: Sight, today: date) -> Renewal:
    """All that is reported now; days are kept, and so are entries of declared sites that were not measured."""
    known = {entry.fingerprint: entry for entry in old.entries}
    entries = {
        fingerprint: _entry(site, finding, sight.counts[fingerprint], known, today)
        for fingerprint, (site, finding) in sight.found.items()
    }
    kept = [
        entry
        for entry in old.entries
        if entry.fingerprint not in entries
        and entry.site in sight.judged
        and entry.rule not in sight.judged[entry.site]
    ]
    added = len(entries.keys() - known.keys())
    return Renewal(
        entries=(*entries.values(), *kept),
        added=added,
        dropped=len(known) - (len(entries) - added) - len(kept),
        unmeasured=len(kept),
    )


def pruned(old: Baseline, sight: Sight) -> Renewal:
    """What still occurs, as often as it still does, and what the run could not tell. Never more than before."""
    kept: list[Entry] = []
    unmeasured = 0
    for entry in old.entries:
        times = sight.occurring[entry.fingerprint]
        if entry.rule not in sight.judged.get(entry.site, ()):
            unmeasured += not times
            kept.append(entry)
        elif times:
            kept.append(replace(entry, count=min(times, entry.count)))
    return Renewal(entries=tuple(kept), dropped=len(old.entries) - len(kept), unmeasured=unmeasured)


def _entry(site: str, finding: Finding, count: int, known: Mapping[str, Entry], today: date) -> Entry:
    before = known.get(finding.fingerprint)
    return Entry(
        fingerprint=finding.fingerprint,
        rule=finding.rule,
        site=site,
        page=finding.page,
        about=finding.about,
        count=count,
        since=before.since if before is not None else today,
    )
