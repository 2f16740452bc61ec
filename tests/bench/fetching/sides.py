"""The clients, with what they need."""

from dataclasses import replace

from tests.bench.fetching.plan import Plan
from tests.bench.fetching.rounds import Side

_SCRAPY = ("scrapy",)
_AIOHTTP = ("aiohttp", "uvloop")


def scrapy(plan: Plan, variant: str, name: str | None = None) -> Side:
    """Scrapy in one of its forms."""
    return Side(
        name=name or f"Scrapy {variant}",
        module="client_scrapy",
        plan=replace(plan, variant=variant),
        needs=_SCRAPY,
    )


def ours(plan: Plan, *, is_fast: bool = False, name: str | None = None) -> Side:
    """The product's fetcher, or its whole check where the plan says so."""
    return Side(
        name=name or f"ours, {_unzip(is_fast)}",
        module="client_ours",
        is_ours=True,
        plan=replace(plan, is_fast=is_fast),
        needs=("isal",) if is_fast else (),
    )


def aiohttp(plan: Plan, *, is_fast: bool = False, name: str | None = None) -> Side:
    """aiohttp on uvloop."""
    return Side(
        name=name or f"aiohttp on uvloop, {_unzip(is_fast)}",
        module="client_aiohttp",
        plan=replace(plan, is_fast=is_fast),
        needs=(*_AIOHTTP, "isal") if is_fast else _AIOHTTP,
    )


def _unzip(is_fast: bool) -> str:  # noqa: FBT001 - the name says it
    return "isal" if is_fast else "zlib"
