"""What a province or a provider's checker asks beside the general rule."""

from datetime import date
from enum import StrEnum

from icplint.late import dataclass
from icplint.model.finding import Severity
from icplint.model.text import Text


class Checker(StrEnum):
    """Providers by whose checks a run may judge."""

    TENCENT = "tencent"
    ALIBABA = "alibaba"
    HUAWEI = "huawei"


class NumberForm(StrEnum):
    """The two forms of a filing number."""

    SUBJECT = "subject"
    """主体备案号, without -N."""
    SITE = "site"
    """网站备案号, with -N."""


class HowAsked(StrEnum):
    """How binding the words of a source are."""

    SUGGESTED = "suggested"
    REQUIRED = "required"


@dataclass(frozen=True, slots=True, kw_only=True)
class Origin:
    """Where a line of a profile comes from."""

    source: Text
    """Who says it, where."""
    published: date | None
    """The day of the source's text; None: it bears none."""
    seen: date
    """The day on which it was read."""
    contradicted: Text | None = None
    """What other sources say against it; None: nothing is known against it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NumberAsked:
    """Which form of the filing number must hang."""

    form: NumberForm
    accepts: tuple[NumberForm, ...]
    """Forms that pass."""
    severity: Severity
    """How grave another form is."""
    origin: Origin


@dataclass(frozen=True, slots=True, kw_only=True)
class CopyrightAsked:
    """Whether a copyright notice with the filing entity as its owner is asked for."""

    asked: HowAsked
    severity: Severity
    """How grave its absence is."""
    origin: Origin


@dataclass(frozen=True, slots=True, kw_only=True)
class SeveritySet:
    """How grave a checker takes one fault of one rule."""

    rule: str
    fault: str
    severity: Severity
    origin: Origin


@dataclass(frozen=True, slots=True, kw_only=True)
class Profile:
    """What holds for one site: the lines of its province and of the run's checker."""

    name: str | None = None
    """`江苏@2026-11`, `江苏+tencent@2026-11`; None: no line is known, the general rule holds."""
    province: Text | None = None
    """Its name, where one of its own lines is known."""
    checker: Checker | None = None
    number: NumberAsked | None = None
    """None: nobody is known to ask for a form."""
    copyright: CopyrightAsked | None = None
    severities: tuple[SeveritySet, ...] = ()


GENERAL = Profile()
"""No line is known: the general rule holds."""
