"""A site with all that is known about it."""

from collections.abc import Iterable
from dataclasses import replace

from icplint.late import dataclass
from icplint.model.answer import FetchFailure, NotCheckedReason
from icplint.model.filing import NOT_OFFERED, RegisterAnswer
from icplint.model.reading import Reading
from icplint.model.site import FilingStatus, Site


@dataclass(frozen=True, slots=True)
class Case:
    """A site, its readings and failures in the order they came, and its filing."""

    site: Site
    readings: tuple[Reading, ...] = ()
    failures: tuple[FetchFailure, ...] = ()
    unread: tuple[FetchFailure, ...] = ()
    """Pages of a folder that could not be read: declared like its others, and unmeasured."""
    filing: RegisterAnswer = NOT_OFFERED
    unsampled: tuple[FetchFailure, ...] = ()
    """Pages of a sample that could not be read: nobody declared them, so that they leave nothing unmeasured."""
    passed: tuple[Reading, ...] = ()
    """Pages that only led on to another one: the way, not the site."""

    @property
    def answers(self) -> tuple[Reading, ...]:
        """The readings of the site's own pages. A site that is not filed yet is expected to be under construction."""
        is_to_open = self.site.filing_status is FilingStatus.FIRST_FILING
        return tuple(
            one
            for one in self.readings
            if one.refusal is None or (is_to_open and one.refusal is NotCheckedReason.MAINTENANCE)
        )

    def plus(self, found: "Iterable[Reading | FetchFailure] | RegisterAnswer") -> "Case":
        """The case with more material; the old one stays as it was."""
        if isinstance(found, RegisterAnswer):
            return replace(self, filing=found)
        found = tuple(found)
        return replace(
            self,
            readings=self.readings + tuple(item for item in found if isinstance(item, Reading)),
            failures=self.failures + tuple(item for item in found if isinstance(item, FetchFailure)),
        )
