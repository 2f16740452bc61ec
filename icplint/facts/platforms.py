"""Platforms whose names cannot be filed by the one who runs the site."""

import tomllib
from functools import cache

from icplint.resources import bundled


@cache
def _suffixes() -> frozenset[str]:
    with bundled("facts/platforms.toml").open("rb") as stream:
        return frozenset(tomllib.load(stream)["cannot_be_filed"])


def cannot_be_filed(host: str) -> bool:
    """Whether a host lies under a platform's name that its user cannot file."""
    labels = host.split(".")
    return any(".".join(labels[start:]) in _suffixes() for start in range(len(labels) - 1))
