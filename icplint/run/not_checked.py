"""The outcome of a site of which nothing was fetched: it is accounted for like any other."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import assert_never

from icplint.judge.engine import judge
from icplint.model.answer import FetchFailure, NotCheckedReason
from icplint.model.case import Case
from icplint.model.filing import NOT_OFFERED, Unknown
from icplint.model.outcome import Outcome
from icplint.model.rule import Rule
from icplint.model.settings import Settings
from icplint.model.site import BareDomain, SavedFolder, SavedPage, Site, WebAddress

INTERRUPTED = "the run was interrupted"
"""The detail of a site that the run did not come to."""

CRASHED = "icplint"
"""Stands among an outcome's crashed rules where not a rule broke but the program around them."""


def not_checked(
    site: Site,
    reason: NotCheckedReason,
    detail: str,
    *,
    rules: Sequence[Rule],
    settings: Settings,
    today: date,
) -> Outcome:
    """The outcome `not-checked(reason)`: every rule unmeasured, nothing passed, nothing failed, nothing looked up."""
    failure = FetchFailure(reason=reason, url=_address(site), detail=detail)
    filing = NOT_OFFERED if settings.register.source is None else Unknown(reason.value)
    return judge(Case(site, failures=(failure,), filing=filing), rules, settings.judge, today)


def crashed(site: Site, detail: str, *, rules: Sequence[Rule], settings: Settings, today: date) -> Outcome:
    """The outcome of a site whose check broke on a bug of ours: counted, and the run ends with 4."""
    outcome = not_checked(site, NotCheckedReason.POISON, detail, rules=rules, settings=settings, today=today)
    return replace(outcome, crashed_rules=(CRASHED,))


def _address(site: Site) -> str:
    match site.target:
        case WebAddress(url):
            return url
        case BareDomain(host, path):
            return f"https://{host}{path}"
        case SavedPage(url=url) | SavedFolder(url=url):
            return url or ""
        case never:
            assert_never(never)
