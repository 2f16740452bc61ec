"""A row of a list as it was read, before it is known whether it names a site."""

from collections.abc import Mapping
from dataclasses import field

from icplint.collect.sites.columns import Column
from icplint.late import dataclass
from icplint.model.text import Text


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """Values by column."""

    line: int
    """1-based; the first of them where quoted fields span lines."""
    known: Mapping[Column, str]
    """Trimmed; blank values are left out."""
    columns: Mapping[str, str] = field(default_factory=dict)
    """Columns that icplint does not know, by their header; blank values kept."""


@dataclass(frozen=True, slots=True)
class BrokenRow:
    """A row whose values cannot be told apart."""

    line: int
    reason: Text
