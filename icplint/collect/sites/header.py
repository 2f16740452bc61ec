"""Which value of a row goes to which column."""

from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache

from icplint.collect.sites.columns import WHERE, Column, known_column
from icplint.collect.sites.row import Row
from icplint.late import dataclass
from icplint.model.text import Text, text


@dataclass(frozen=True, slots=True)
class Header:
    """The columns of a list: those that icplint knows, and the names under which the others pass through."""

    names: tuple[str, ...]
    known: Mapping[int, Column]
    """By position."""
    passed: Mapping[int, str]
    """By position; no name twice."""

    @property
    def width(self) -> int:
        """How many columns there are."""
        return len(self.names)

    def row(self, line: int, cells: Sequence[str]) -> Row:
        """The cells of one line, told apart; missing cells are blank."""
        known = {
            column: value
            for place, column in self.known.items()
            if place < len(cells) and (value := " ".join(cells[place].split()))
        }
        columns = {
            name: cells[place].strip() if place < len(cells) else "" for place, name in self.passed.items()
        }
        return Row(line=line, known=known, columns=columns)

    def names_sites(self) -> bool:
        """Whether one of the columns says where a site is."""
        return any(column in WHERE for column in self.known.values())

    def notes(self, source: str) -> tuple[Text, ...]:
        """What a user may want to know: the columns that were not understood."""
        if not self.passed:
            return ()
        names = ", ".join(self.passed.values())
        return (
            text(
                en=f"{source}: columns passed through as they are: {names}",
                zh=f"{source}：以下列未作解读，原样带入结果：{names}",
            ),
        )


@lru_cache(maxsize=64)
def header_of(names: tuple[str, ...]) -> Header:
    """The header of a list; where two names mean one column, the more exact takes it."""
    names = tuple(name.strip() for name in names)
    best: dict[Column, tuple[int, int]] = {}
    for place, name in enumerate(names):
        if (found := known_column(name)) is not None:
            column, rank = found
            best[column] = min(best.get(column, (rank, place)), (rank, place))
    known = {place: column for column, (_, place) in best.items()}
    passed: dict[int, str] = {}
    for place, name in enumerate(names):
        if place not in known:
            passed[place] = _unused(name or f"column {place + 1}", (*passed.values(), *known.values()))
    return Header(names, known, passed)


def _unused(name: str, taken: Iterable[str]) -> str:
    taken = set(taken)
    number = 2
    free = name
    while free in taken:
        free = f"{name} ({number})"
        number += 1
    return free
