"""Values of ours as JSON, and back. What is read back may be anybody's: it is a value of ours, or an error in one line.

Fields that a later version has added are passed over, and those that an earlier one did not write have their defaults.
"""

import json
from base64 import b64decode, b64encode
from dataclasses import is_dataclass
from datetime import date, datetime
from functools import cache
from typing import Any, TypeVar, assert_never

from cattrs import Converter
from cattrs.errors import StructureHandlerNotFoundError
from cattrs.strategies import configure_tagged_union

from icplint.errors import StoreError
from icplint.model.filing import RegisterAnswer
from icplint.model.outcome import Failed, OutOfScope, Passed, Verdict
from icplint.model.rule import NotApplicable, Unmeasured
from icplint.model.site import Target

T = TypeVar("T")

_UNREADABLE = (ValueError, TypeError, LookupError, AttributeError, RecursionError, OverflowError)
"""What building a value of ours from JSON of somebody else's may raise."""


def plain(value: object, kind: object = None) -> Any:  # noqa: ANN401 - whatever JSON holds
    """A value as dictionaries, lists, texts and numbers.

    Args:
        value: A value of ours.
        kind: Its type, where that is no class.
    """
    return _converter().unstructure(value, kind)


def dumped(value: object, *, sort: bool = False) -> bytes:
    """Plain values as JSON."""
    # NOTE: ASCII, so that halves of characters, which no database takes as text, are written as escapes.
    return json.dumps(value, separators=(",", ":"), sort_keys=sort).encode()


def loaded(content: str | bytes) -> Any:  # noqa: ANN401 - whatever JSON holds
    """JSON as plain values.

    Raises:
        StoreError: It is none.
    """
    try:
        return json.loads(content)
    except (ValueError, RecursionError) as error:
        raise _damaged(str(error)) from None


def read(content: str | bytes, kind: type[T]) -> T:
    """A value of a kind.

    Raises:
        StoreError: It is none.
    """
    return value_of(loaded(content), kind)


def value_of(told: object, kind: type[T]) -> T:
    """Plain values as a value of a kind.

    Raises:
        StoreError: They are none.
    """
    if is_dataclass(kind) and not isinstance(told, dict):
        raise _damaged(f"{kind.__name__}: {type(told).__name__}")
    try:
        return _converter().structure(told, kind)
    except (*_UNREADABLE, StructureHandlerNotFoundError) as error:
        raise _damaged(f"{getattr(kind, '__name__', kind)}: {type(error).__name__}") from error


def verdict_code(verdict: Verdict) -> str:
    """One short text for each verdict: there are half a hundred for each site."""
    match verdict:
        case Passed():
            return "p"
        case Failed():
            return "f"
        case Unmeasured(reason):
            return f"u{reason}"
        case NotApplicable(why):
            return f"n{why}"
        case OutOfScope(reason):
            return f"o{reason}"
        case never:
            assert_never(never)


def _read_verdict(code: str) -> Verdict:
    match code[:1]:
        case "p":
            return Passed()
        case "f":
            return Failed()
        case "u":
            return Unmeasured(code[1:])
        case "n":
            return NotApplicable(code[1:])
        case "o":
            return OutOfScope(code[1:])
        case _:
            raise ValueError(code)


@cache
def _converter() -> Converter:
    converter = Converter(omit_if_default=True, detailed_validation=False)
    converter.register_unstructure_hook(datetime, datetime.isoformat)
    converter.register_structure_hook(datetime, lambda told, _: datetime.fromisoformat(told))
    converter.register_unstructure_hook(date, date.isoformat)
    converter.register_structure_hook(date, lambda told, _: date.fromisoformat(told))
    converter.register_unstructure_hook(bytes, lambda content: b64encode(content).decode("ascii"))
    converter.register_structure_hook(bytes, lambda told, _: b64decode(told, validate=True))
    converter.register_structure_hook_func(lambda kind: kind is object, lambda told, _: told)
    for union in (RegisterAnswer, Target):
        configure_tagged_union(union, converter, tag_name="is")
    converter.register_unstructure_hook(Verdict, verdict_code)
    converter.register_structure_hook(Verdict, lambda told, _: _read_verdict(told))
    return converter


def _damaged(what: str) -> StoreError:
    return StoreError(
        en=f"the store holds something that this icplint cannot read ({what}); restore it from a copy",
        zh=f"数据库中有本版本 icplint 无法读取的内容（{what}）；请用备份恢复",
    )
