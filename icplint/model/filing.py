"""What the register says about a domain: a filing, none, or that nobody knows."""

from datetime import date

from icplint.late import dataclass
from icplint.model.site import FilingStatus


@dataclass(frozen=True, slots=True, kw_only=True)
class Filing:
    """What was filed for a domain."""

    domain: str | None = None
    """The name that the row was found under: the host's, or the nearest parent's."""
    of_parent: bool = False
    """The row is a parent name's. Under edu.cn it tells the numbers, and not who runs the host."""
    entity: str | None = None
    """主办单位; None also where it is an individual, whose name is never kept."""
    subject: str | None = None
    """主体备案号, without -N."""
    site: str | None = None
    """网站备案号, with -N."""
    other_sites: tuple[str, ...] = ()
    """Numbers of further rows that hold the same name: any of them may hang there."""
    psb: str | None = None
    nature: str | None = None
    first_filed_on: date | None = None
    last_approved_on: date | None = None
    """The latest approval: each change restarts it, so that no term runs from it."""
    opened_on: date | None = None
    psb_on: date | None = None
    status: FilingStatus | None = None
    access_restricted: bool | None = None
    """是否限制接入; None: the register does not say."""
    province: str | None = None
    aliases: tuple[str, ...] = ()
    disputed: tuple[str, ...] = ()
    """Fields that several rows of the same name fill differently, such as `entity`: each is None here."""
    source: str | None = None
    as_of: date | None = None
    """The day in Beijing that the register speaks of."""


@dataclass(frozen=True, slots=True)
class NotFiled:
    """The register is complete for this domain and has no row for it."""

    source: str
    as_of: date | None = None


@dataclass(frozen=True, slots=True)
class Unknown:
    """Nobody knows; never a finding about the site."""

    reason: str
    """`not-offered`, `not-in-file`, `register-stale`, `needs-register`, `register-service` …: as verdicts tell it."""
    source: str | None = None
    as_of: date | None = None


RegisterAnswer = Filing | NotFiled | Unknown

NOT_OFFERED = Unknown("not-offered")
"""No register was given to this run."""
