"""The names of a record's columns -> the shape that they are of, and what each of them means."""

import tomllib
from collections.abc import Iterable, Mapping
from functools import cache, lru_cache

from icplint.collect.register.columns import Columns, Field, columns_of
from icplint.collect.sites.columns import folded_header
from icplint.late import dataclass
from icplint.resources import bundled

OWN = "icplint"
"""The shape of the project's own columns, and of any header with names in common use."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Shape:
    """How one tool, service or console writes its rows."""

    name: str
    title: str
    needs: frozenset[str]
    """Folded names that have to be there, all of them."""
    fields: Mapping[str, Field]
    """What its folded names mean where the common names do not say so, or say something else."""


@cache
def shapes() -> tuple[Shape, ...]:
    """All known shapes, in the order of `shapes.toml`."""
    told = tomllib.loads(bundled("collect/register/shapes/shapes.toml").read_text(encoding="utf-8"))
    return tuple(
        Shape(
            name=row["name"],
            title=row["title"],
            needs=frozenset(map(folded_header, row["needs"])),
            fields={folded_header(name): Field(meaning) for name, meaning in row["fields"].items()},
        )
        for row in told["shape"]
    )


@lru_cache(maxsize=256)
def understood(names: tuple[str, ...]) -> tuple[str, Columns]:
    """The shape's name, and where the fields stand.

    Of several shapes that fit, the one that asks for the most names takes the record.
    """
    folded = {folded_header(name) for name in names}
    fitting = [shape for shape in shapes() if shape.needs <= folded]
    if not fitting:
        return OWN, columns_of(names)
    shape = max(fitting, key=lambda one: len(one.needs))
    return shape.name, columns_of(names, shape.fields)


def best_header(
    candidates: Iterable[tuple[str, int, tuple[str, ...]]],
) -> tuple[str, int, tuple[str, ...]] | None:
    """Of (delimiter or sheet, place, names) the one that names a column of domains and the most fields.

    None: none names domains.
    """
    best, most = None, 0
    for candidate in candidates:
        _, columns = understood(candidate[2])
        if Field.DOMAIN in columns.places and len(columns.places) > most:
            best, most = candidate, len(columns.places)
    return best
