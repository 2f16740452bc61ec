"""Reads `parodies.toml`: the signs of joke registers."""

import tomllib
from collections.abc import Mapping
from functools import cache

from icplint.resources import bundled


@cache
def parodies() -> Mapping[str, str | None]:
    """The joke register's name, where known, by its sign."""
    facts = tomllib.loads(bundled("facts/parodies.toml").read_text(encoding="utf-8"))
    return {row["sign"]: row.get("registry") for row in facts["parody"]}
