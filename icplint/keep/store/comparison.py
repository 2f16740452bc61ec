"""What changed at one site between two looks: pure, and never more than both have measured."""

from collections.abc import Iterator, Mapping
from dataclasses import field

from icplint.keep.store import codec
from icplint.late import dataclass
from icplint.model.answer import NotCheckedReason
from icplint.model.finding import Finding, Status
from icplint.model.outcome import OutOfScope, Verdict
from icplint.model.rule import NotApplicable, Unmeasured
from icplint.model.scan import Change, ChangeKind

_NOT_OFFERED = "not-offered:"


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """The site that is compared."""

    address: str
    label: str
    responsible: str | None = None

    def change(
        self,
        kind: ChangeKind,
        *,
        before: Finding | None = None,
        after: Finding | None = None,
        reason: str | None = None,
        found: tuple[Finding, ...] = (),
    ) -> Change:
        """A change of this site."""
        return Change(
            kind=kind,
            address=self.address,
            label=self.label,
            responsible=self.responsible,
            before=before,
            after=after,
            reason=reason,
            found=found,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Sight:
    """What one run saw of a site."""

    result: codec.StoredResult
    verdicts: Mapping[str, Verdict] = field(default_factory=dict)
    unconfirmed: frozenset[str] = frozenset()
    """What only one of two looks saw: for this run it counts as not found."""

    @property
    def told(self) -> Mapping[str, Finding]:
        """What is reported, by fingerprint."""
        return {one.fingerprint: one for one in self.result.findings if one.status is Status.REPORTED}

    @property
    def others(self) -> Mapping[str, Finding]:
        """What was found and is not reported: suppressed, an old debt, or not sure enough."""
        return {one.fingerprint: one for one in self.result.findings if one.status is not Status.REPORTED}

    def gap(self, rule: str) -> str | None:
        """Why a rule did not judge; None: it did."""
        match self.verdicts.get(rule):
            case None:
                reason = self.result.not_checked or NotCheckedReason.INTERRUPTED
                return "not-asked" if self.verdicts else reason.value
            case Unmeasured(reason):
                return reason
            case _:
                return None

    @property
    def why_unmeasured(self) -> str:
        """Why the site as a whole was not measured."""
        if self.result.not_checked is not None:
            return self.result.not_checked.value
        gaps = (one.reason for one in self.verdicts.values() if isinstance(one, Unmeasured))
        return next((one for one in gaps if not one.startswith(_NOT_OFFERED)), "unmeasured")


def changes_of(site: Named, before: Sight, after: Sight) -> Iterator[Change]:
    """What changed, the gravest first.

    A finding is new only where its rule was measured before, and fixed only where its rule is measured now: what
    was not measured is neither. A finding that the run before had seen at one of two looks alone was not told then.
    """
    was, is_now = before.result.measured, after.result.measured
    known, found = before.told, after.told
    told_before = {key: one for key, one in known.items() if key not in before.unconfirmed}
    if was and not is_now:
        yield site.change(ChangeKind.UNMEASURED, reason=after.why_unmeasured)
    surfaced: list[Finding] = []
    for key, finding in found.items():
        old = told_before.get(key)
        if old is not None:
            if codec.finding_state(old) != codec.finding_state(finding):
                yield site.change(ChangeKind.CHANGED, before=old, after=finding)
        elif key in after.unconfirmed:
            yield site.change(ChangeKind.UNCONFIRMED, after=finding)
        elif (set_apart := before.others.get(key)) is not None:
            yield site.change(ChangeKind.CHANGED, before=set_apart, after=finding)
        elif (gap := before.gap(finding.rule)) is None:
            yield site.change(ChangeKind.NEW, after=finding)
        elif is_now and not was:
            surfaced.append(finding)
        else:
            yield site.change(ChangeKind.MEASURABLE, after=finding, reason=gap)
    for key, finding in told_before.items():
        if key not in found:
            yield from _gone(site, finding, after, is_site_unmeasured=was and not is_now)
    if is_now and not was:
        yield site.change(ChangeKind.MEASURABLE, reason=before.why_unmeasured, found=tuple(surfaced))


def _gone(site: Named, finding: Finding, after: Sight, *, is_site_unmeasured: bool) -> Iterator[Change]:
    set_apart = after.others.get(finding.fingerprint)
    gap = after.gap(finding.rule)
    if set_apart is not None:
        yield site.change(ChangeKind.CHANGED, before=finding, after=set_apart)
    elif gap is not None:
        if not is_site_unmeasured:  # else it is told once, of the whole site
            yield site.change(ChangeKind.UNMEASURED, before=finding, reason=gap)
    elif isinstance(verdict := after.verdicts.get(finding.rule), NotApplicable):
        yield site.change(ChangeKind.CHANGED, before=finding, reason=f"not-applicable:{verdict.why}")
    elif isinstance(verdict, OutOfScope):
        yield site.change(ChangeKind.CHANGED, before=finding, reason=f"out-of-scope:{verdict.reason}")
    else:
        yield site.change(ChangeKind.FIXED, before=finding)
