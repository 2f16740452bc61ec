"""What is made at its first use is what the standard library would have made at import."""

import copy
import dataclasses
import importlib
import pickle
import pkgutil
import re
from collections.abc import Iterator

import pytest

import icplint
from icplint.late import dataclass, pattern


@dataclass(frozen=True, slots=True)
class Point:
    x: int
    y: int = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Named(Point):
    name: str
    words: list[str] = dataclasses.field(default_factory=list)
    secret: str | None = dataclasses.field(default=None, repr=False)
    seen: int = dataclasses.field(default=0, compare=False)


@dataclass(slots=True)
class Count:
    of: str
    number: int = 0
    times: list[int] = dataclasses.field(default_factory=list, init=False)
    kind: str = dataclasses.field(default="plain", init=False)
    double: int = dataclasses.field(init=False)

    def __post_init__(self) -> None:
        self.times.append(self.number)
        self.double = 2 * self.number


@dataclass(slots=True, eq=False)
class Thing:
    name: str


@dataclass(frozen=True, slots=True)
class Nothing:
    pass


def test_fields_are_taken_in_their_order_by_name_and_by_default() -> None:
    assert (Point(1).x, Point(1).y, Point(1, 3).y, Point(y=4, x=1).y) == (1, 2, 3, 4)
    one = Named(1, 2, name="a")
    assert (one.x, one.y, one.name, one.words, one.secret) == (1, 2, "a", [], None)
    assert Named(1, name="a").words is not Named(1, name="a").words


@pytest.mark.parametrize("arguments", [(), (1, 2, 3)])
def test_wrong_arguments_are_refused(arguments: tuple[int, ...]) -> None:
    with pytest.raises(TypeError, match=r"__init__\(\)"):
        Point(*arguments)
    with pytest.raises(TypeError, match="name"):
        Named(1)  # type: ignore[call-arg]
    with pytest.raises(TypeError, match="unknown"):
        Point(1, unknown=3)  # type: ignore[call-arg]


def test_a_frozen_one_cannot_be_changed() -> None:
    one = Point(1)
    with pytest.raises(dataclasses.FrozenInstanceError, match="'x'"):
        one.x = 2  # type: ignore[misc]
    with pytest.raises(dataclasses.FrozenInstanceError, match="'x'"):
        del one.x
    with pytest.raises((dataclasses.FrozenInstanceError, AttributeError)):
        one.z = 2  # type: ignore[attr-defined]
    assert one == Point(1)


def test_equal_values_of_one_class_are_equal_and_hash_alike() -> None:
    assert Point(1) == Point(1, 2) != Point(2)
    assert hash(Point(1)) == hash(Point(1, 2))
    assert Point(1) != Named(1, name="a")
    assert Named(1, name="a", seen=1) == Named(1, name="a", seen=2)
    pair: object = (1, 2)
    assert pair != Point(1)
    assert Nothing() == Nothing()
    assert len({Point(1), Point(1, 2), Point(3), Nothing(), Nothing()}) == 3
    with pytest.raises(TypeError, match="unhashable"):
        hash(Count("a"))
    thing = Thing("a")
    assert thing != Thing("a")
    assert len({thing, Thing("a")}) == 2


def test_what_comes_behind_the_fields_is_called() -> None:
    counted = Count("a", 7)
    assert (counted.times, counted.kind, counted.double) == ([7], "plain", 14)
    with pytest.raises(TypeError):
        Count("a", double=3)  # type: ignore[call-arg]
    assert counted == Count("a", 7)
    counted.number = 8
    assert counted != Count("a", 7)


def test_it_is_told_without_its_secrets() -> None:
    assert repr(Point(1)) == "Point(x=1, y=2)"
    told = repr(Named(1, name="a", secret="password"))  # noqa: S106 - what must not be told
    assert told == "Named(x=1, y=2, name='a', words=[], seen=0)"


def test_the_standard_library_knows_them_as_its_own() -> None:
    one = Named(1, name="a", words=["b"])
    assert [field.name for field in dataclasses.fields(Named)] == [
        "x",
        "y",
        "name",
        "words",
        "secret",
        "seen",
    ]
    assert dataclasses.replace(one, name="c") == Named(1, name="c", words=["b"])
    assert dataclasses.asdict(Point(1)) == {"x": 1, "y": 2}
    assert dataclasses.is_dataclass(Point)
    match Point(1, 5):
        case Point(x, y):
            assert (x, y) == (1, 5)


@pytest.mark.parametrize("one", [Point(1), Named(1, name="a", words=["b"], seen=3), Count("a", 3), Nothing()])
def test_they_are_copied_and_sent_between_processes(one: object) -> None:
    assert pickle.loads(pickle.dumps(one)) == one  # noqa: S301 - our own
    assert copy.copy(one) == one
    assert copy.deepcopy(one) == one


def test_a_pattern_is_what_re_compile_gives() -> None:
    late, made = pattern(r"(?P<sign>b+)", re.IGNORECASE), re.compile(r"(?P<sign>b+)", re.IGNORECASE)
    for _ in range(2):
        found = late.search("aBb")
        assert found is not None
        assert found["sign"] == "Bb"
        assert late.findall("abcBB") == made.findall("abcBB")
        assert late.sub("-", "abc") == made.sub("-", "abc")
    assert (late.pattern, late.flags, late.groups) == (made.pattern, made.flags, made.groups)
    assert pattern(b"a").fullmatch(b"a")
    with pytest.raises(AttributeError):
        late.no_such_thing  # type: ignore[attr-defined]  # noqa: B018 - read to be refused


def test_a_wrong_pattern_raises_when_it_is_used() -> None:
    wrong = pattern("(")
    with pytest.raises(re.error):
        wrong.search("a")


def _late_patterns(value: object) -> Iterator[object]:
    if type(value) is type(pattern("")):
        yield value
    elif isinstance(value, tuple | list):
        for one in value:
            yield from _late_patterns(one)
    elif isinstance(value, dict):
        yield from _late_patterns(list(value.values()))


def test_every_pattern_of_ours_compiles() -> None:
    found = 0
    for module in pkgutil.walk_packages(icplint.__path__, "icplint."):
        if module.name.endswith("__main__") or ".migrations." in module.name:
            continue
        for name, value in vars(importlib.import_module(module.name)).items():
            for late in _late_patterns(value):
                assert late.groups >= 0, f"{module.name}: {name}"  # type: ignore[attr-defined]
                found += 1
    assert found > 250
