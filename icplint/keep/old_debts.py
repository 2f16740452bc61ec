"""Tells new findings from those of a baseline."""

from collections.abc import Iterator, Mapping
from dataclasses import replace

from icplint.model.finding import Finding, Status


class OldDebts:
    """What a baseline still allows, while outcomes stream by."""

    def __init__(self, counts: Mapping[str, int]) -> None:
        self._left = dict(counts)

    def sort(self, findings: tuple[Finding, ...]) -> tuple[Finding, ...]:
        """The findings of one site; those that were there before are no longer reported.

        Of a finding that occurs more often than before, the surplus is new and stays reported, as a finding of
        its own.
        """
        return tuple(one for finding in findings for one in self._parts(finding))

    def _parts(self, finding: Finding) -> Iterator[Finding]:
        old = min(self._left.get(finding.fingerprint, 0), finding.count)
        if finding.status is not Status.REPORTED or not old:
            yield finding
            return
        self._left[finding.fingerprint] -= old
        if finding.count > old:
            yield replace(finding, count=finding.count - old)
        yield replace(finding, status=Status.BASELINED, count=old)
