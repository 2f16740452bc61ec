"""Reads `regions.toml`: the provinces and their signs in filing numbers."""

import tomllib
from functools import cache

from icplint.late import dataclass
from icplint.resources import bundled


@dataclass(frozen=True, slots=True, kw_only=True)
class Region:
    """A province, autonomous region or municipality of mainland China."""

    code: str
    """The first two digits of its place codes."""
    name: str
    """Short Chinese name, such as 广东."""
    english: str
    icp: str
    """Its sign in ICP numbers."""
    psb: str
    """Its sign in public-security numbers."""
    icp_wrong: tuple[str, ...] = ()
    """Signs that stand for it by mistake in ICP numbers."""
    psb_wrong: tuple[str, ...] = ()
    """Signs that stand for it by mistake in public-security numbers."""


@cache
def regions() -> tuple[Region, ...]:
    """All 31, in the order of their codes."""
    facts = tomllib.loads(bundled("facts/regions.toml").read_text(encoding="utf-8"))
    return tuple(
        Region(
            code=row["code"],
            name=row["name"],
            english=row["english"],
            icp=row["icp"],
            psb=row["psb"],
            icp_wrong=tuple(row.get("icp_wrong", ())),
            psb_wrong=tuple(row.get("psb_wrong", ())),
        )
        for row in facts["region"]
    )
