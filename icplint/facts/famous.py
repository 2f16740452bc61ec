"""Reads `famous.toml`: numbers of famous sites, which templates carry to strangers."""

import tomllib
from collections.abc import Mapping
from functools import cache

from icplint.late import dataclass
from icplint.resources import bundled


@dataclass(frozen=True, slots=True)
class Holder:
    """Who a famous number belongs to."""

    name: str
    domains: tuple[str, ...]
    """Registrable domains that are known as the holder's; never all of them."""


@cache
def famous_numbers() -> Mapping[str, Holder]:
    """The holder by number: an ICP number without its suffix, or the 14 digits of a public-security number."""
    facts = tomllib.loads(bundled("facts/famous.toml").read_text(encoding="utf-8"))
    found: dict[str, Holder] = {}
    for row in facts["holder"]:
        holder = Holder(row["name"], tuple(row["domains"]))
        for number in (*row.get("icp", ()), *row.get("psb", ())):
            found[number] = holder
    return found


def is_domain_of(holder: str, domain: str) -> bool:
    """Whether a registrable domain is known as a famous holder's own."""
    return any(domain in known.domains for known in famous_numbers().values() if known.name == holder)
