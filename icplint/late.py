"""Dataclasses and patterns whose code is made when it is first used.

A check of one file imports two hundred classes and three hundred patterns, and uses a third of them. What the standard
library makes of them at import, a check in front of every deploy would wait for each time: half of its start.
"""

import dataclasses
import re
from collections.abc import Callable
from operator import attrgetter
from typing import TYPE_CHECKING, Any

__all__ = ["dataclass", "pattern"]

_METHODS = ("findall", "finditer", "fullmatch", "match", "search", "split", "sub", "subn")


class _LatePattern:
    """Stands for a pattern: compiles it at the first call of a method, and then has its methods for its own."""

    __slots__ = ("_flags", "_source", *_METHODS)

    def __init__(self, source: str | bytes, flags: int) -> None:
        self._source = source
        self._flags = flags

    def __getattr__(self, name: str) -> Any:  # noqa: ANN401 - whatever the pattern has there
        # Called where a slot is still empty, and for what has no slot: `pattern`, `flags`, `groupindex`.
        compiled = re.compile(self._source, self._flags)
        for method in _METHODS:
            setattr(self, method, getattr(compiled, method))
        return getattr(compiled, name)


if TYPE_CHECKING:  # the same to a reader and to a type checker
    from dataclasses import dataclass as dataclass  # noqa: PLC0414 - offered to others
    from re import compile as pattern

else:

    def pattern(source: str | bytes, flags: int = 0) -> _LatePattern:
        """What `re.compile` gives, compiled when it is first used; a wrong pattern raises then."""
        return _LatePattern(source, flags)

    def dataclass(
        *, frozen: bool = False, slots: bool = False, kw_only: bool = False, eq: bool = True
    ) -> Callable[[type], type]:
        """The standard dataclass of the same arguments; its `__init__` is compiled when the first one is made.

        All else that it has is shared by all classes and compiled never. `dataclasses.fields`, `replace` and `asdict`
        work as they do.
        """
        if not slots:
            raise TypeError("a dataclass without slots comes from the standard library")

        def made(cls: type) -> type:
            cls.__doc__ = cls.__doc__ or ""  # else the standard library would write a signature there
            own = cls.__dict__
            given = {name for name in ("__eq__", "__hash__", "__repr__") if own.get(name) is not None}
            made = dataclasses.dataclass(init=False, repr=False, eq=False, slots=True, kw_only=kw_only)(cls)
            _equip(made, given, frozen=frozen, eq=eq)
            return made

        return made


def _equip(cls: type, given: set[str], *, frozen: bool, eq: bool) -> None:
    """Give a class the methods that the standard library would have compiled for it."""
    fields = dataclasses.fields(cls)
    methods: dict[str, object] = {"__init__": _late_init(cls, frozen=frozen), "__repr__": _repr}
    if eq:
        compared = _values_of([one.name for one in fields if one.compare])
        methods["__eq__"] = _equality(compared)
        methods["__hash__"] = _hashing(compared) if frozen else None
    if frozen:
        stored = _values_of([one.name for one in fields])
        methods |= {"__setattr__": _refuse_to_set, "__delattr__": _refuse_to_delete}
        methods |= {"__getstate__": _keeping(stored), "__setstate__": _restoring(cls)}
    for name, method in methods.items():
        if name not in given:
            setattr(cls, name, method)


def _values_of(names: list[str]) -> Callable[[object], object]:
    """The values of some fields, as one tuple."""
    if len(names) > 1:
        return attrgetter(*names)
    return lambda value: tuple(getattr(value, name) for name in names)


def _late_init(cls: type, *, frozen: bool) -> Callable[..., None]:
    def __init__(self: object, *args: object, **named: object) -> None:  # noqa: N807 - it stands for one
        init = _init_of(cls, frozen=frozen)
        cls.__init__ = init  # type: ignore[misc]
        init(self, *args, **named)

    return __init__


def _init_of(cls: type, *, frozen: bool) -> Callable[..., None]:
    """The `__init__` of a dataclass, compiled."""
    absent = object()
    scope: dict[str, object] = {"absent": absent}
    positional: list[str] = []
    named: list[str] = []
    body: list[str] = []
    default = ""
    for number, field in enumerate(dataclasses.fields(cls)):
        name = value = parameter = field.name
        if field.default is not dataclasses.MISSING:
            default = f"default_{number}"
            scope[default] = field.default
            parameter = f"{name}={default}"
        elif field.default_factory is not dataclasses.MISSING:
            default = f"make_{number}()"
            scope[f"make_{number}"] = field.default_factory
            parameter = f"{name}=absent"
            value = f"{default} if {name} is absent else {name}"
        elif not field.init:
            continue
        if field.init:
            (named if field.kw_only else positional).append(parameter)
        else:
            value = default
        if frozen:
            scope[f"set_{number}"] = getattr(cls, name).__set__
            body.append(f"set_{number}(self, {value})")
        else:
            body.append(f"self.{name} = {value}")
    if hasattr(cls, "__post_init__"):
        body.append("self.__post_init__()")
    parameters = ", ".join(["self", *positional, *(["*", *named] if named else [])])
    source = f"def __init__({parameters}):\n    " + "\n    ".join(body or ["pass"])
    exec(source, scope)  # noqa: S102 - made of the names of our own fields, as the standard library does
    init: Any = scope["__init__"]
    init.__qualname__ = f"{cls.__qualname__}.__init__"
    init.__module__ = cls.__module__
    return init  # type: ignore[no-any-return]


def _keeping(stored: Callable[[object], object]) -> Callable[[object], object]:
    def __getstate__(self: object) -> object:  # noqa: N807 - it stands for one
        return stored(self)

    return __getstate__


def _restoring(cls: type) -> Callable[[object, tuple[object, ...]], None]:
    setters = [getattr(cls, field.name).__set__ for field in dataclasses.fields(cls)]

    def __setstate__(self: object, state: tuple[object, ...]) -> None:  # noqa: N807 - it stands for one
        for put, value in zip(setters, state, strict=True):
            put(self, value)

    return __setstate__


def _equality(compared: Callable[[object], object]) -> Callable[[object, object], bool]:
    def __eq__(self: object, other: object) -> bool:  # noqa: N807 - it stands for one
        if other.__class__ is not self.__class__:
            return NotImplemented
        return compared(self) == compared(other)

    return __eq__


def _hashing(compared: Callable[[object], object]) -> Callable[[object], int]:
    def __hash__(self: object) -> int:  # noqa: N807 - it stands for one
        return hash(compared(self))

    return __hash__


def _repr(self: Any) -> str:  # noqa: ANN401 - any dataclass
    told = ", ".join(
        f"{one.name}={getattr(self, one.name)!r}" for one in dataclasses.fields(self) if one.repr
    )
    return f"{type(self).__qualname__}({told})"


def _refuse_to_set(self: object, name: str, value: object) -> None:  # noqa: ARG001 - the shape of `__setattr__`
    raise dataclasses.FrozenInstanceError(f"cannot assign to field {name!r}")


def _refuse_to_delete(self: object, name: str) -> None:  # noqa: ARG001 - the shape of `__delattr__`
    raise dataclasses.FrozenInstanceError(f"cannot delete field {name!r}")
