"""A filing entity (主办单位) and the names that its sites may bear."""

from icplint.late import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Entity:
    """What the configuration declares about one entity (`[[entities]]`), once for all its sites."""

    name: str
    """The full name as filed; once in the file."""
    former_names: tuple[str, ...] = ()
    """曾用名: names that it was registered under before."""
    brands: tuple[str, ...] = ()
    """Names that its notices may bear in the full name's place."""
    english: tuple[str, ...] = ()
    """Its names in other languages, for the same use."""
    parent: str | None = None
    """The full name of the entity that it belongs to (上级单位): another legal person, declared or not."""
