"""What the configuration declares about entities, looked up by name."""

from functools import lru_cache

from icplint.compare.name_folding import fold_name
from icplint.compare.owner_names import OwnerMatch
from icplint.late import dataclass, pattern
from icplint.model.entity import Entity

_CHINESE = pattern("[\u3400-\u9fff]")
_NO_LETTER = pattern(r"[\W_]+")


class DeclaredNames:
    """The entities of a run by their names."""

    def __init__(self, entities: tuple[Entity, ...]) -> None:
        self._by_name = {key_of(entity.name): entity for entity in entities}
        self._by_former = {key_of(name): entity for entity in entities for name in entity.former_names}
        self._by_brand: dict[str, Entity | None] = {}
        for entity in entities:
            for name in (*entity.brands, *entity.english):
                first = self._by_brand.setdefault(key_of(name), entity)
                if first is not entity:
                    self._by_brand[key_of(name)] = None

    def find(self, name: str) -> Entity | None:
        """The entity of a name: a full name before a former one, a brand last, and none where two bear it."""
        key = key_of(name)
        return self._by_name.get(key) or self._by_former.get(key) or self._by_brand.get(key)

    def above(self, entity: Entity) -> tuple[Entity, ...]:
        """The entity's parent, the parent's parent and so on; of those without a table of their own, the name."""
        found: dict[str, Entity] = {}
        while entity.parent is not None and (key := key_of(entity.parent)) not in found:
            entity = self._by_name.get(key) or Entity(name=entity.parent)
            found[key] = entity
        return tuple(found.values())


@dataclass(frozen=True, slots=True)
class _Run:
    """A run's entities, told apart as an object: to compare thousands for each site would cost too much."""

    entities: tuple[Entity, ...]

    def __hash__(self) -> int:
        return len(self.entities)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Run) and self.entities is other.entities


def declared_names(entities: tuple[Entity, ...]) -> DeclaredNames:
    """The lookup of a run's entities, built once."""
    return _declared_names(_Run(entities))


def match_declared(owner: str, filed: str, names: DeclaredNames) -> OwnerMatch | None:
    """How an owner stands to the filing entity by what is declared; None: nothing is said of the two.

    Args:
        owner: One name that the page shows.
        filed: The entity's name in the register or the list.
        names: What the configuration declares.
    """
    entity = names.find(filed)
    key = key_of(owner)
    if not key:
        return None
    if entity is not None:
        if key in map(key_of, (*entity.brands, *entity.english)):
            return OwnerMatch.DECLARED
        if key in map(key_of, entity.former_names):
            return OwnerMatch.FORMER_NAME
        if key == key_of(entity.name) and key_of(filed) in map(key_of, entity.former_names):
            return OwnerMatch.FORMER_FILED
        if any(key in _keys(above) for above in names.above(entity)):
            return OwnerMatch.PARENT
    shown = names.find(owner)
    if shown is not None and any(key_of(filed) in _keys(above) for above in names.above(shown)):
        return OwnerMatch.SUBSIDIARY
    return None


def key_of(name: str) -> str:
    """What names are looked up by: folded, and of a foreign one the letters alone (`Co., Ltd.` is `CO LTD`)."""
    folded = fold_name(name)
    return folded if _CHINESE.search(folded) else _NO_LETTER.sub("", folded)


@lru_cache(maxsize=4)
def _declared_names(run: _Run) -> DeclaredNames:
    return DeclaredNames(run.entities)


def _keys(entity: Entity) -> frozenset[str]:
    return frozenset(map(key_of, (entity.name, *entity.former_names, *entity.brands, *entity.english)))
