"""Reads `licences.toml`: how the numbers of other licences are written."""

import re
import tomllib
from functools import cache

from icplint.late import dataclass
from icplint.resources import bundled


@dataclass(frozen=True, slots=True, kw_only=True)
class LicenceForm:
    """One kind of licence."""

    kind: str
    """Its Chinese name."""
    anchors: tuple[str, ...]
    """One of them stands in every text that holds the number."""
    pattern: re.Pattern[str]
    """The number in folded text; the group `number`, where there is one, is the number alone."""
    near: re.Pattern[str] | None = None
    """What was meant as such a number and is none; the group `number` as in `pattern`."""
    form: str = ""
    """A right number, for people to see."""
    names: tuple[str, ...] = ()
    """How the licence is called where its number is not shown."""


@cache
def licence_forms() -> tuple[LicenceForm, ...]:
    """All known kinds."""
    facts = tomllib.loads(bundled("facts/licences.toml").read_text(encoding="utf-8"))
    return tuple(
        LicenceForm(
            kind=row["kind"],
            anchors=tuple(row["anchors"]),
            pattern=re.compile(row["pattern"]),
            near=re.compile(row["near"]) if "near" in row else None,
            form=row.get("form", ""),
            names=tuple(row.get("names", ())),
        )
        for row in facts["licence"]
    )
