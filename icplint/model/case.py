"""A site with all that is known about it."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from icplint.model.answer import FetchFailure
from icplint.model.filing import NOT_OFFERED, RegisterAnswer
from icplint.model.reading import Reading
from icplint.model.site import Site


@dataclass(frozen=True, slots=True)
class Case:
    """A site, its readings and failures in the order they came, and its filing."""

    site: Site
    readings: tuple[Reading, ...] = ()
    failures: tuple[FetchFailure, ...] = ()
    unread: tuple[FetchFailure, ...] = ()
    """Pages of a folder that could not be read: declared like its others, and unmeasured."""
    filing: RegisterAnswer = NOT_OFFERED
    passed: tuple[Reading, ...] = ()
    """Pages that only led on to another one: the way, not the site."""

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
