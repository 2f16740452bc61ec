"""Reads `[[entities]]`: the names of filing entities, once for a whole group."""

from collections.abc import Iterable, Mapping, Sequence

from icplint.compare.name_folding import fold_name
from icplint.config import values
from icplint.config.tables import must_be, tables_in, unknown_key
from icplint.model.entity import Entity
from icplint.model.text import Text, text

_KEYS = ("name", "former_names", "brands", "english", "parent")
_MOST = 9_999
_MOST_NAMES = 99
_LONGEST_NAME = 200


def read_entities(table: object, source: str, faults: list[Text]) -> tuple[Entity, ...]:
    """The entities in the order of the file; what is wrong is added to the faults, a line for each.

    Args:
        table: What stands under `entities`.
        source: The file's name.
        faults: Lines that name file, key and remedy.
    """
    found = [
        _Entry(entry, where, source, faults).read()
        for where, entry in tables_in(table, "entities", _MOST, source, faults)
    ]
    entities = tuple(entity for entity in found if entity is not None)
    faults.extend(_claimed_twice(entities, source))
    faults.extend(_loops(entities, source))
    return entities


class _Entry:
    """One table of `[[entities]]`."""

    def __init__(self, entry: Mapping[str, object], where: str, source: str, faults: list[Text]) -> None:
        self._entry = entry
        self._where = where
        self._source = source
        self._faults = faults
        self._is_right = True

    def read(self) -> Entity | None:
        for key in self._entry:
            if key not in _KEYS:
                self._unknown(key)
        entity = Entity(
            name=self._name("name", required=True) or "",
            former_names=self._names("former_names"),
            brands=self._names("brands"),
            english=self._names("english"),
            parent=self._name("parent"),
        )
        if self._is_right:
            self._refuse_repeated(entity)
        return entity if self._is_right else None

    def _name(self, key: str, *, required: bool = False) -> str | None:
        if key not in self._entry and not required:
            return None
        name = _as_name(self._entry.get(key))
        if name is None:
            self._wrong(key, text(en="a name, in one line", zh="名称，写在一行内"))
        return name

    def _names(self, key: str) -> tuple[str, ...]:
        said = self._entry.get(key, ())
        parts = [said] if isinstance(said, str) else said
        if isinstance(parts, list | tuple) and len(parts) <= _MOST_NAMES:
            names = [_as_name(part) for part in parts]
            good = tuple(name for name in names if name is not None)
            if len(good) == len(names):
                return good
        self._wrong(
            key,
            text(
                en=f'a list of at most {_MOST_NAMES} names: ["…"]',
                zh=f'不超过 {_MOST_NAMES} 个名称的列表：["…"]',
            ),
        )
        return ()

    def _refuse_repeated(self, entity: Entity) -> None:
        names = [entity.name, *entity.former_names, *entity.brands, *entity.english, *_given(entity.parent)]
        for name in _repeated(names):
            self._is_right = False
            self._faults.append(
                text(
                    en=f"{self._source}: {self._where}: {name!r} stands there twice; leave one out",
                    zh=f"{self._source}：{self._where}：{name!r} 重复出现；请删去一处",
                )
            )

    def _unknown(self, key: str) -> None:
        self._is_right = False
        self._faults.append(unknown_key(self._source, self._where, key, _KEYS))

    def _wrong(self, key: str, expected: Text) -> None:
        self._is_right = False
        self._faults.append(must_be(self._source, f"{self._where}.{key}", expected))


def _as_name(value: object) -> str | None:
    """A name that says something: not empty, and more than brackets and dots."""
    read = values.line(value)
    if isinstance(read, Text) or len(read) > _LONGEST_NAME or not fold_name(read).strip("()"):
        return None
    return read


def _claimed_twice(entities: Sequence[Entity], source: str) -> list[Text]:
    """Names of two entities, and former names that two claim: nobody could say whose site it is."""
    lists = (
        ([entity.name for entity in entities], "name"),
        ([name for entity in entities for name in entity.former_names], "former_names"),
    )
    return [
        text(
            en=f"{source}: entities: two tables have the {key} {name!r}; keep one",
            zh=f"{source}：entities：有两个表的 {key} 同为 {name!r}；请只保留一个",
        )
        for names, key in lists
        for name in _repeated(names)
    ]


def _loops(entities: Sequence[Entity], source: str) -> list[Text]:
    """Entities that are their own parent's parent, each loop told once."""
    parents = {fold_name(entity.name): fold_name(entity.parent) for entity in entities if entity.parent}
    written = {fold_name(entity.name): entity.name for entity in entities}
    walked: set[str] = set()
    looped: list[str] = []
    for start in parents:
        way: set[str] = set()
        here = start
        while here in parents and here not in walked and here not in way:
            way.add(here)
            here = parents[here]
        if here in way:
            looped.append(written[here])
        walked |= way
    return [
        text(
            en=f"{source}: entities: {name!r} is declared as its own parent; mend parent",
            zh=f"{source}：entities：{name!r} 被声明为自己的上级单位；请更正 parent",
        )
        for name in looped
    ]


def _repeated(names: Iterable[str]) -> list[str]:
    """The names that stand more than once, width, brackets and case aside, as first written."""
    first: dict[str, str] = {}
    twice: dict[str, None] = {}
    for name in names:
        folded = fold_name(name)
        if folded in first:
            twice[first[folded]] = None
        first.setdefault(folded, name)
    return list(twice)


def _given(name: str | None) -> tuple[str, ...]:
    return () if name is None else (name,)
