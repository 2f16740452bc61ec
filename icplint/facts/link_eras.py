"""Which address was the right link of a number when."""

import tomllib
from collections.abc import Mapping
from datetime import date
from functools import cache
from typing import Any

from icplint.late import dataclass
from icplint.model.text import Text, text
from icplint.resources import bundled


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkEra:
    """A stretch of time with one right address."""

    address: str
    since: str | None
    """The first month, such as `2019-07`; None: not known."""
    until: str | None
    """The last month; None: still, or not known (see `is_dated`)."""
    source: Text

    @property
    def is_dated(self) -> bool:
        """Whether a source tells anything of its time."""
        return self.since is not None or self.until is not None


def link_eras(family: str, day: date) -> tuple[LinkEra, ...]:
    """The addresses that may have been right on a day: two in a month of change.

    Those whose time is not known are told only where no dated beginning says which it was.

    Args:
        family: `icp` or `psb`.
        day: The day asked about.
    """
    month = f"{day:%Y-%m}"
    eras = [era for era in _eras()[family] if (era.since or month) <= month <= (era.until or month)]
    sure = any(era.since is not None for era in eras)
    return tuple(era for era in eras if era.is_dated or not sure)


@cache
def _eras() -> Mapping[str, tuple[LinkEra, ...]]:
    entries: list[dict[str, Any]] = tomllib.loads(
        bundled("facts/official_hosts.toml").read_text(encoding="utf-8")
    )["era"]
    return {
        family: tuple(
            LinkEra(
                address=entry["address"],
                since=entry.get("from"),
                until=entry.get("until"),
                source=text(**entry["source"]),
            )
            for entry in entries
            if entry["of"] == family
        )
        for family in ("icp", "psb")
    }
