"""What the register says about a domain: a filing, none, or that nobody knows."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True, kw_only=True)
class Filing:
    """What was filed for a domain."""

    entity: str | None = None
    subject: str | None = None
    """主体备案号, without -N."""
    site: str | None = None
    """网站备案号, with -N."""
    psb: str | None = None
    nature: str | None = None
    first_filed_on: date | None = None
    last_approved_on: date | None = None
    opened_on: date | None = None
    psb_on: date | None = None
    province: str | None = None
    aliases: tuple[str, ...] = ()
    source: str | None = None
    as_of: date | None = None


@dataclass(frozen=True, slots=True)
class NotFiled:
    """The register is complete for this domain and has no row for it."""

    source: str
    as_of: date | None = None


@dataclass(frozen=True, slots=True)
class Unknown:
    """Nobody knows; never a finding about the site."""

    reason: str
    """`not-offered`, `not-in-file`, `stale`, `service` …"""


RegisterAnswer = Filing | NotFiled | Unknown

NOT_OFFERED = Unknown("not-offered")
"""No register was given to this run."""
