"""What a service's response says: rows, that it has none, or nothing that can be used. Pure.

The service passes the ministry's own JSON on (`code`, `msg`, `params.list`, `success`), or says in a code of its
own what went wrong; others of its kind put the rows into `data`.

Source: source code and documentation of ICP_Query 0.7.1 and of ICP-API, and threads about what the ministry's
site answers when it bars somebody, read 2026-11.
"""

import json
import re
from collections.abc import Mapping
from email.utils import parsedate_to_datetime
from enum import StrEnum
from typing import Any

import httpx

from icplint.collect.register.cells import Refused
from icplint.collect.register.row import RegisterRow
from icplint.collect.register.row_reader import RowReader
from icplint.collect.register.shapes.recognise import understood
from icplint.collect.register.tables.table import MAX_COLUMNS
from icplint.collect.register.tally import Tally
from icplint.collect.sites.quoting import quoted
from icplint.late import dataclass, pattern

MAX_ROWS = 100
"""Of one domain. Most have one, old ones have some."""

_GOOD = "200"
_NAME_REFUSED = "405"
"""The service's owner does not let this name be asked for."""
_HEALING = frozenset({"122", "500"})
"""The ministry's site failed, or the service on its way there."""
_THROTTLING = frozenset({"429"})
_THROTTLED_WORDS = ("频次", "频繁", "拦截", "黑客攻击", "稍后再试", "limited", "too many")
"""What the ministry's site, its firewall and public services write to those who ask too often."""

_SOUND_WORDS = pattern(
    r"\s*(?:(?:操作|查询|请求|获取)?成功|(?:success|succeeded|ok)\b|(?:未查询到|没有查询到|未找到|没有找到|查无|暂无|无)"
    r"(?:相关|任何|(?:该|此)域名的?)?(?:数据|记录|结果|备案)|no (?:data|records?|results?)\b)",
    re.IGNORECASE,
)
"""What services write beside an empty list that is an answer; busy, failed or asking for a captcha they write something else."""
_NONE_OR_ONE = frozenset({"0", "1"})
"""Counts of rows or pages beside an empty list: some count a page of nothing."""

_LONGEST_WAIT_S = 24 * 3600.0


class Trouble(StrEnum):
    """Why a service told nothing: the reason of `Unknown`."""

    DOWN = "register-service"
    THROTTLED = "register-service-throttled"
    EMPTY = "register-service-empty"
    """It has no row, which it may also say of a domain that was filed, when it is barred itself."""


@dataclass(frozen=True, slots=True)
class Told:
    """The rows of the domain that was asked for, at least one."""

    rows: tuple[RegisterRow, ...]

    @property
    def summary(self) -> str:
        """A word for the log."""
        return f"{len(self.rows)} rows"


@dataclass(frozen=True, slots=True)
class NoRow:
    """A sound answer with an empty list."""

    summary = "no row"


@dataclass(frozen=True, slots=True)
class Fault:
    """Nothing that can be used."""

    trouble: Trouble
    detail: str
    """Technical English for a log; may quote the service, harmlessly."""
    may_heal: bool = False
    """Another try may help."""
    wait_s: float | None = None
    """How long the service asks to be left alone."""
    is_about_name: bool = False
    """The service is well; it does not answer for this name."""

    @property
    def summary(self) -> str:
        """A word for the log."""
        return f"{self.trouble}: {self.detail}"


def read_answer(status: int, headers: httpx.Headers, body: bytes, domain: str) -> Told | NoRow | Fault:
    """What a response says about a registrable domain.

    Args:
        status: Of HTTP.
        headers: Of the response.
        body: Without its content encodings, whole.
        domain: The one that was asked for; rows of others count for nothing.
    """
    if status != httpx.codes.OK:
        return _refusal(status, headers)
    media = headers.get("content-type", "").partition(";")[0].strip().lower()
    if media and not (media == "application/json" or media.endswith("+json") or media.startswith("text/")):
        return _unusable(f"content type {quoted(media)}")
    try:
        document = _JSON.decode(body.decode("utf-8-sig"))
    except UnicodeDecodeError:
        return _unusable("no UTF-8")
    except (ValueError, RecursionError) as error:
        return _unusable(f"no JSON: {error}" if isinstance(error, ValueError) else "JSON nested too deeply")
    if not isinstance(document, dict):
        return _unusable("JSON, but no object")
    return _said(document, domain)


_JSON = json.JSONDecoder(parse_int=str, parse_float=str, parse_constant=str)
"""Numbers stay as written: no limit of digits, no rounding."""


def _refusal(status: int, headers: httpx.Headers) -> Fault:
    wait_s = _retry_after(headers)
    if status == httpx.codes.TOO_MANY_REQUESTS or (
        status == httpx.codes.SERVICE_UNAVAILABLE and wait_s is not None
    ):
        return Fault(Trouble.THROTTLED, f"HTTP {status}", may_heal=True, wait_s=wait_s)
    return Fault(Trouble.DOWN, f"HTTP {status}", may_heal=httpx.codes.is_server_error(status))


def _retry_after(headers: httpx.Headers) -> float | None:
    """Seconds; None: the service does not say. A date is taken from the service's own clock."""
    written = headers.get("retry-after", "").strip()
    if written.isascii() and written.isdigit():
        return min(float(written[:9]), _LONGEST_WAIT_S)
    try:
        wait = parsedate_to_datetime(written) - parsedate_to_datetime(headers.get("date", ""))
    except (ValueError, TypeError, OverflowError):
        return None
    return min(max(wait.total_seconds(), 0.0), _LONGEST_WAIT_S)


def _said(document: Mapping[str, Any], domain: str) -> Told | NoRow | Fault:
    code, message = _text(document.get("code")), _text(document.get("msg")) or _text(document.get("message"))
    if code != _GOOD or document.get("success", True) is not True:
        return _own_error(code, message)
    records, total = _records(document)
    if records is None:
        # NOTE: some say `"code": 200` together with a message that too much was asked for.
        return _own_error(code, message)
    if len(records) > MAX_ROWS or total > len(records):
        return _odd(f"{len(records)} of {max(total, len(records))} rows")
    if not records:
        return _without_rows(document, code, message)
    return _rows_told(records, domain)


def _without_rows(document: Mapping[str, Any], code: str, message: str) -> NoRow | Fault:
    """An empty list is sound where all that stands beside it says the same: that it went well, and that nothing is there."""
    if _tells_of_throttling(message):
        return _own_error(code, message)
    params = document.get("params")
    counts = (
        [params[name] for name in ("total", "pages") if name in params] if isinstance(params, dict) else []
    )
    if document.get("error") or not all(isinstance(one, str) and one in _NONE_OR_ONE for one in counts):
        return _odd("no row, and signs of some")
    if message and not _SOUND_WORDS.match(message):
        return _odd(f"no row, and the message {quoted(message)}")
    return NoRow()


def _text(value: object) -> str:
    return value if isinstance(value, str) else ""


def _own_error(code: str, message: str) -> Fault:
    told = f"code {quoted(code)} {quoted(message)}"
    is_throttled = code in _THROTTLING or _tells_of_throttling(message)
    return Fault(
        Trouble.THROTTLED if is_throttled else Trouble.DOWN,
        told,
        may_heal=is_throttled or code in _HEALING,
        is_about_name=code == _NAME_REFUSED,
    )


def _tells_of_throttling(message: str) -> bool:
    return any(word in message for word in _THROTTLED_WORDS)


def _records(document: Mapping[str, Any]) -> tuple[list[Any] | None, int]:
    """The records that were sent, None where there is no place for any, and how many the service says it has."""
    params = document.get("params")
    if isinstance(params, dict):
        records, more = params.get("list"), params.get("hasNextPage") is True
        total = params.get("total", "0")
        count = int(total[:9]) if isinstance(total, str) and total.isascii() and total.isdigit() else 0
        if isinstance(records, list):
            return records, max(count, len(records) + more)
        return None, 0
    records = document.get("data")
    return (records, len(records)) if isinstance(records, list) else (None, 0)


def _unusable(detail: str) -> Fault:
    return Fault(Trouble.DOWN, detail)


def _odd(detail: str) -> Fault:
    """What may be so for this domain, and different for the next."""
    return Fault(Trouble.DOWN, detail, is_about_name=True)


def _rows_told(records: list[Any], domain: str) -> Told | Fault:
    """The rows of a domain. One that cannot be read spoils all: it may be the one that counts."""
    rows: list[RegisterRow] = []
    for record in records:
        if not isinstance(record, dict) or len(record) > MAX_COLUMNS:
            return _odd("a row that is none")
        try:
            row = _row(record)
        except Refused as refused:
            return _odd(f"a row that cannot be read: {refused.reason.en}")
        if row is not None and any(name == domain or name.endswith(f".{domain}") for name in row.domains):
            rows.append(row)
    # NOTE: an App's row, or another domain's, is no sign that this domain was not filed.
    return Told(tuple(rows)) if rows else _odd(f"{len(records)} rows, none of this domain's website")


def _row(record: Mapping[str, Any]) -> RegisterRow | None:
    """A row through the importer's door, which drops personal data; None for an App's.

    Raises:
        Refused: It cannot be read.
    """
    cells = [_cell(value) for value in record.values()]
    _, columns = understood(tuple(record))
    return RowReader(columns, Tally()).read(cells)


def _cell(value: object) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    return _text(value)
