"""One row of a register, whatever file it came from."""

from datetime import date
from typing import NamedTuple

from icplint.late import dataclass
from icplint.model.site import FilingStatus


class RegisterRow(NamedTuple):
    """A filing as a file holds it: checked, folded, and without personal data.

    A tuple and no dataclass: a register has as many rows as a province has sites, and making one of these was a
    third of the import.
    """

    domains: tuple[str, ...]
    """Hosts or registrable domains, lower case, punycode; at least one."""
    entity: str | None = None
    """None also where it is an individual."""
    subject: str | None = None
    site: str | None = None
    psb: str | None = None
    nature: str | None = None
    first_filed_on: date | None = None
    last_approved_on: date | None = None
    opened_on: date | None = None
    psb_on: date | None = None
    status: FilingStatus | None = None
    access_restricted: bool | None = None
    province: str | None = None
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class RegisterHead:
    """What a register says of itself."""

    source: str
    """The file's name or the service's address, as reports tell it."""
    as_of: date
    """The day in Beijing that it speaks of."""
    complete_for: tuple[str, ...] = ()
    """`*`, a zone such as `gov.cn`, or an entity's name; of these alone an absent row means that nothing was filed."""
