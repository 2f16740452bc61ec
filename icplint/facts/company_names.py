"""Reads `company_names.toml`: what the names of Chinese organisations are made of."""

import tomllib
from collections.abc import Mapping
from functools import cache

from icplint.facts.regions import regions
from icplint.resources import bundled


@cache
def places() -> frozenset[str]:
    """Places that names begin with or hold in brackets, without 省, 市 and the like."""
    return frozenset(str(_file()["places"]).split()) | {region.name for region in regions()}


@cache
def trades() -> frozenset[str]:
    """Words for a trade, as they stand before a company's form."""
    return frozenset(str(_file()["trades"]).split())


@cache
def simplified() -> Mapping[int, str]:
    """The simplified character by the code of the traditional one, as `str.translate` takes it."""
    return {ord(pair[0]): pair[1] for pair in str(_file()["traditional"]).split()}


@cache
def _file() -> dict[str, object]:
    return tomllib.loads(bundled("facts/company_names.toml").read_text(encoding="utf-8"))
