"""What services wrap their rows in, and what they answer instead of rows.

Source: the ministry's answers as ICP_Query, fghwett/icp and ICP-API pass them on, and the documentation of mir6,
345api, tianapi, apihz, chinaz and bossapi, read 2026-11.
"""

from collections.abc import Iterator
from typing import Any

from icplint.collect.register.columns import Field
from icplint.collect.register.shapes.recognise import understood
from icplint.collect.sites.quoting import quoted
from icplint.late import dataclass
from icplint.model.text import Text, text

_PATHS = (
    ("params", "list"),
    ("data", "params", "list"),
    ("data", "list"),
    ("data", "rows"),
    ("result", "list"),
    ("Result", "List"),
    ("rows",),
    ("filings",),
    ("list",),
    ("List",),
    ("data",),
    ("result",),
    ("Result",),
    ("params",),
)
"""Where rows stand in an answer, the deepest first."""
_CODES = ("code", "Code", "StateCode", "statecode", "errcode", "error_code")
_MESSAGES = ("msg", "message", "Reason", "reason", "errmsg", "error")
_GOOD = frozenset(("200", "0", "1", "20000"))
_DEEPEST = 6
"""Envelopes within envelopes: a list of answers is read, a maze is not."""


@dataclass(frozen=True, slots=True)
class ErrorBody:
    """A service's answer that holds no rows because something went wrong there."""

    code: str
    message: str

    def reason(self) -> Text:
        """One sentence that repeats what the service says."""
        said = quoted(self.message)
        return text(
            en=f"a service's error and no register: code {quoted(self.code)}, {said}; ask the service again",
            zh=f"这是查询服务返回的错误，不是备案数据：代码 {quoted(self.code)}，{said}；请重新查询",
        )


def rows_in(value: object, depth: int = 0) -> Iterator[dict[str, Any] | ErrorBody | None]:
    """The rows of a JSON value; None for what is none."""
    if isinstance(value, list):
        for item in value:
            if isinstance(item, dict) and depth < _DEEPEST:
                yield from rows_in(item, depth + 1)
            else:
                yield None
        return
    if not isinstance(value, dict):
        yield None
        return
    code, message = _first(value, _CODES), _first(value, _MESSAGES)
    has_failed = (code is not None and code not in _GOOD) or value.get("success") is False
    for path in _PATHS:
        found = _at(value, path)
        if isinstance(found, list):
            if has_failed and not found:
                yield ErrorBody(code or "", message or "")
            else:
                yield from rows_in(found, depth + 1)
            return
        if isinstance(found, dict) and found:
            if found.get("isRecorded") is not False:
                yield from rows_in(found, depth + 1) if depth < _DEEPEST else iter((None,))
            return
    # An answer's row may stand beside its code, as apihz's does.
    names_domain = Field.DOMAIN in understood(tuple(value))[1].places
    if (has_failed and message is not None) or (code is not None and not names_domain):
        yield ErrorBody(code or "", message or "")
    else:
        yield value


def _at(value: dict[str, Any], path: tuple[str, ...]) -> object:
    found: object = value
    for key in path:
        if not isinstance(found, dict):
            return None
        found = found.get(key)
    return found


def _first(value: dict[str, Any], keys: tuple[str, ...]) -> str | None:
    """What stands under the first of the keys that is there and holds text; numbers are text here."""
    return next((found for key in keys if isinstance(found := value.get(key), str)), None)
