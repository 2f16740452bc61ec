"""The seam between a run and the place where its sites are checked."""

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from enum import StrEnum
from typing import Protocol

from icplint.model.answer import NotCheckedReason
from icplint.model.outcome import Outcome
from icplint.model.rule import Rule
from icplint.model.settings import Settings
from icplint.model.site import Site
from icplint.run.not_checked import INTERRUPTED, not_checked


class RunEnd(StrEnum):
    """How a run came to its end."""

    COMPLETE = "complete"
    INTERRUPTED = "interrupted"
    """By Ctrl-C; the sites that were not finished were given as `not-checked(interrupted)`."""


class Executor(Protocol):
    """Checks the sites of a run."""

    def __call__(
        self, sites: Iterable[Site], settings: Settings, give: Callable[[Outcome], None], *, today: date
    ) -> RunEnd:
        """Give exactly one outcome for each site, in the order in which they end.

        `give` is called in the calling thread. What it raises ends the run and is raised again.
        A second Ctrl-C is not held back: it raises KeyboardInterrupt.
        """


def give_interrupted(
    sites: Iterable[Site],
    give: Callable[[Outcome], None],
    *,
    rules: Sequence[Rule],
    settings: Settings,
    today: date,
) -> None:
    """Account for sites that an interrupted run did not come to."""
    for site in sites:
        give(
            not_checked(
                site,
                NotCheckedReason.INTERRUPTED,
                INTERRUPTED,
                rules=rules,
                settings=settings,
                today=today,
            )
        )
