"""What falls due for a site, and when."""

from datetime import date
from enum import StrEnum

from icplint.late import dataclass


@dataclass(frozen=True, slots=True)
class Term:
    """The last day of a term, or the span in which it lies where nobody has announced the holidays yet."""

    earliest: date
    latest: date
    """Only after this day is the term over for sure."""

    @property
    def is_exact(self) -> bool:
        """Whether the last day is known."""
        return self.earliest == self.latest


class DeadlineKind(StrEnum):
    """What is to be done."""

    APPLY = "apply-psb"
    """Apply for the filing with the police."""
    HANG = "hang-psb"
    """Hang the number that the police gave."""
    RENEW = "renew-register"
    """Bring the register up to date."""


class DeadlineBasis(StrEnum):
    """Who sets a term."""

    LAW = "law"
    """MPS Order 33, article 12: legal persons and other organisations."""
    PLATFORM = "platform"
    """A platform's instructions, as providers and operators tell them."""
    OWN = "own"
    """This run's own setting."""


class Standing(StrEnum):
    """How a day stands to a deadline."""

    OPEN = "open"
    BETWEEN = "between"
    """After the term that some sources give, and not yet after the longer one."""
    OVERDUE = "overdue"


@dataclass(frozen=True, slots=True, kw_only=True)
class Deadline:
    """One thing that falls due."""

    kind: DeadlineKind
    names: tuple[str, ...]
    """The site's names in the register or the list, at least one; of `RENEW` the register's own."""
    entity: str | None = None
    number: str | None = None
    """The number that the site is told by: the police's where it hangs, else the site's or the subject's."""
    since: date
    """The day that the term runs from."""
    due: date
    """The last day."""
    longer: Term | None = None
    """When the longer term ends that other sources give; None: there is one term only."""
    basis: DeadlineBasis
    one_site: str | None = None
    """Tells names of one site: its own number. None: nothing tells them."""

    @property
    def over_after(self) -> date:
        """The last day on which nobody can call it overdue."""
        return self.longer.latest if self.longer else self.due

    def standing(self, today: date) -> Standing:
        """How a day in Beijing stands to it."""
        if today <= self.due:
            return Standing.OPEN
        return Standing.BETWEEN if today <= self.over_after else Standing.OVERDUE
