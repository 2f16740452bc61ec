"""What a reader sees in a footer."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Icp:
    """A number of the ministry's register."""

    number: str
    """As it should be written."""
    kind: str
    """`filing | licence | telecom-licence`."""
    href: str | None
    """Where a click leads."""


@dataclass(frozen=True, slots=True)
class Psb:
    """A public-security number."""

    digits: str
    href: str | None
    icon: str | None
    """Absolute address, `data:…`, `svg:inline`, `css:<class>`; None: there is none."""


@dataclass(frozen=True, slots=True)
class Notice:
    """The copyright notice."""

    owner: str | None
    years: tuple[int, int | None] | None
    """The last is None for an open range."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Truth:
    """Everything that a footer says, in the order in which it stands there."""

    icp: tuple[Icp, ...] = ()
    psb: tuple[Psb, ...] = ()
    notice: Notice | None = None
    licences: tuple[str, ...] = ()
    """Numbers of other licences, with one spelling of brackets and without blanks."""
    meant: tuple[str, ...] = ()
    """The numbers that were meant where the writing is wrong."""
    jokes: tuple[str, ...] = ()
    """Numbers of joke registers as written."""
