"""What is found in a text: a number, or something that was meant as one."""

from enum import StrEnum

from icplint.late import dataclass
from icplint.model.reading import NumberKind, Service


class Family(StrEnum):
    """Whose register a number belongs to."""

    ICP = "icp"
    """The ministry's."""
    PSB = "psb"
    """The police's."""


class Standing(StrEnum):
    """How far a writing is a number."""

    RIGHT = "right"
    NEAR_MISS = "near-miss"
    """Plainly meant as a number, with named faults."""
    PLACEHOLDER = "placeholder"
    """A template's sample that nobody filled in."""
    PARODY = "parody"
    """A joke register's number."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """One writing. `start` and `end` are positions in the text that was searched."""

    start: int
    end: int
    raw: str
    """What stands there."""
    family: Family
    standing: Standing
    kind: NumberKind | None = None
    """None for public-security numbers, and where it cannot be told."""
    number: str | None = None
    """Normalised; only where the writing is right, or a public-security number's digits are whole
    (14, or those of a legacy form) though its writing has faults."""
    subject: str | None = None
    """The ICP number without its suffix."""
    suffix: int | None = None
    service: Service | None = None
    """None: no suffix, so no single service."""
    province: str | None = None
    """Short Chinese name."""
    province_sign: str | None = None
    """As written."""
    digits: str | None = None
    """A public-security number's digits, without a trailing -1."""
    faults: tuple[str, ...] = ()
    """Of `icplint.numbers.near_miss`, the gravest first. A right number has none, or `eight-digits-late-year`."""
    style: tuple[str, ...] = ()
    """Oddities of writing that leave the number right."""
    meant: str | None = None
    """The number that was meant, where it can be told."""
    labelled: bool = False
    """A label such as 备案号： stands directly before."""
    famous_holder: str | None = None
    registry: str | None = None
    """The joke register's name, where known."""
