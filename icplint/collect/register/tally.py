"""What an import counts beside the rows that it keeps."""

from collections import Counter
from dataclasses import field

from icplint.late import dataclass
from icplint.model.text import Text

MAX_TOLD = 1_000
"""Errors that are kept; all are counted."""


@dataclass(frozen=True, slots=True)
class RowError:
    """A row that was left out, and why."""

    place: int
    """1-based: the line of a text file, the row of a workbook or a JSON array."""
    reason: Text
    """One sentence with the remedy; without the place."""


@dataclass(slots=True)
class Tally:
    """Grows while rows are read; whole when the last one was."""

    records: int = 0
    """Records with any text: kept, skipped and wrong ones."""
    kept: int = 0
    apps: int = 0
    """Skipped rows of Apps, mini-programs and quick apps: they are no websites."""
    wrong: int = 0
    errors: list[RowError] = field(default_factory=list)
    """The first of the wrong rows."""
    individuals: int = 0
    """Names of individuals that were dropped."""
    presumed_individuals: int = 0
    """Those among them that had no nature beside them and looked like a person's."""
    personal: Counter[str] = field(default_factory=Counter)
    """Cells with personal data that were dropped, by column."""

    def refuse(self, place: int, reason: Text) -> None:
        """Count a wrong row, and keep why while there is room."""
        self.wrong += 1
        if len(self.errors) < MAX_TOLD:
            self.errors.append(RowError(place, reason))
