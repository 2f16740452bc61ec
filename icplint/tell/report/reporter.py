"""What a report is made from, and what every format offers."""

from collections.abc import Iterable
from datetime import tzinfo
from pathlib import PurePath
from typing import BinaryIO, Protocol

from icplint.late import dataclass
from icplint.model.outcome import Outcome
from icplint.model.run import ReportHead
from icplint.model.text import Language
from icplint.model.zone import BEIJING


@dataclass(frozen=True, slots=True, kw_only=True)
class Manner:
    """How a report is told to its reader; JSON and JSON lines are the same for everybody."""

    language: Language = Language.ZH
    zone: tzinfo = BEIJING
    """Of the times that people read."""
    on_terminal: bool = False
    """Styles and wrapped lines; plain text where it is not."""
    width: int | None = None
    """Columns of the terminal; None: as the terminal says."""
    encoding: str = "utf-8"
    """Of the terminal report; what it cannot express becomes `?`."""
    folder: PurePath | None = None
    """Absolute; saved pages below it are named from here on. None: they are named as they were given."""


class Reporter(Protocol):
    """Writes one report."""

    def write(self, head: ReportHead, outcomes: Iterable[Outcome], out: BinaryIO) -> None:
        """Write the whole report.

        Args:
            head: What stands in it beside the sites.
            outcomes: In the order of the list. Read lazily and perhaps more than once: never a plain iterator.
            out: Takes the bytes; stays open.
        """
