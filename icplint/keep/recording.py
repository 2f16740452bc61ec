"""A recording: all that came of one site, in one file, so that it can be judged again anywhere.

JSON that people can read and compare: a body stands there as text where its bytes come back from it, else in base64.
What was sent is not in it, and of what came no cookie: a recording opens nothing.
"""

import hashlib
import json
from base64 import b64decode, b64encode
from codecs import BOM_UTF16_BE, BOM_UTF16_LE
from collections.abc import Callable, Mapping, Sequence
from dataclasses import field
from datetime import date, datetime
from enum import StrEnum
from pathlib import Path
from typing import Any, TypeVar
from urllib.parse import urlsplit

from icplint import __version__
from icplint.errors import RecordingError
from icplint.late import dataclass
from icplint.model.answer import (
    Answer,
    Device,
    FetchFailure,
    Hop,
    HopKind,
    NotCheckedReason,
    Response,
    TlsTrouble,
    Try,
)
from icplint.model.ask import Ask, Purpose
from icplint.model.site import BareDomain, FilingStatus, Site, WebAddress

VERSION = 1
MOST_BYTES = 256 * 1024 * 1024
"""Of a file that is read."""

_MARK = "icplint_recording"
_MOST_ANSWERS = 10_000
CHARSETS = ("utf-8", "gb18030", "big5hkscs", "utf-16-le", "utf-16-be")
"""In which bodies are told as text; the last two only where they begin with their mark."""
_LEFT_OUT = frozenset({"set-cookie", "set-cookie2"})
_TEXTS = ("id", "entity", "provider", "province", "nature", "exempt_reason", "icp", "psb", "stands_for")
"""What the list says of a site and rules judge by. Persons, clients and unknown columns stay at home."""

Came = Answer | FetchFailure
Json = dict[str, Any]
E = TypeVar("E", bound=StrEnum)
T = TypeVar("T")


@dataclass(frozen=True, slots=True, kw_only=True)
class Recording:
    """One site with all that was asked for, and what came."""

    site: Site
    answers: tuple[tuple[Ask, Came], ...] = ()
    """In the order of asking."""
    named_sitemaps: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """What robots.txt named, by the address that it was asked about."""


def to_bytes(recording: Recording) -> bytes:
    """The file of a recording."""
    told = _told(recording, _body)
    return json.dumps(told, ensure_ascii=False, indent=1).encode("utf-8", "surrogatepass") + b"\n"


def _told(recording: Recording, body_told: Callable[[bytes], Json]) -> Json:
    return {
        _MARK: VERSION,
        "icplint": __version__,
        "site": _site(recording.site),
        "named_sitemaps": {url: list(named) for url, named in recording.named_sitemaps.items()},
        "answers": [_pair(ask, came, body_told) for ask, came in recording.answers],
    }


def to_parts(recording: Recording) -> tuple[bytes, dict[bytes, bytes]]:
    """A recording with its bodies apart, so that each is kept once however often it comes.

    Returns:
        The file without its bodies, and the bodies by their sha256.
    """
    bodies: dict[bytes, bytes] = {}

    def apart(body: bytes) -> Json:
        digest = hashlib.sha256(body).digest()
        bodies[digest] = body
        return {"sha256": digest.hex()}

    told = _told(recording, apart)
    return json.dumps(told, separators=(",", ":")).encode(), bodies


def from_parts(head: bytes, body_of: Callable[[bytes], bytes]) -> Recording:
    """The recording whose bodies lie apart.

    Args:
        head: The file without them.
        body_of: Gives a body by its sha256.

    Raises:
        ValueError: That is no recording.
    """
    try:
        told = json.loads(head)
        for pair in told["answers"]:
            came = pair["answer"] if "answer" in pair else pair["failure"]
            came["body"] = _body(body_of(bytes.fromhex(came["body"]["sha256"])))
        return _recording(told)
    except (TypeError, KeyError, LookupError, AttributeError, RecursionError, OverflowError) as error:
        raise ValueError(str(error)) from None


def read_recording(path: Path) -> Recording:
    """The recording in a file.

    Raises:
        RecordingError: It cannot be read, is of a later version, or is none.
    """
    try:
        with path.open("rb") as file:
            content = file.read(MOST_BYTES + 1)
    except OSError as error:
        why = error.strerror or error
        raise RecordingError(f"{path}: cannot be read: {why}", f"{path}：无法读取：{why}") from None
    if len(content) > MOST_BYTES:
        most = MOST_BYTES // 1024 // 1024
        raise RecordingError(f"{path}: larger than {most} MB", f"{path}：超过 {most} MB")
    try:
        told = json.loads(content.decode("utf-8-sig", "surrogatepass"))
        version = told[_MARK]
        if isinstance(version, int) and version > VERSION:
            raise RecordingError(
                f"{path}: recorded by a later icplint ({told.get('icplint')}); update icplint",
                f"{path}：由更高版本的 icplint（{told.get('icplint')}）记录；请升级 icplint",
            )
        return _recording(told)
    except (ValueError, TypeError, KeyError, LookupError, AttributeError, RecursionError, OverflowError):
        raise RecordingError(
            f"{path}: is no recording; make one with icplint check … --keep-answers FOLDER",
            f"{path}：不是应答记录；请用 icplint check … --keep-answers 文件夹 生成",
        ) from None


def _recording(told: Json) -> Recording:
    if told[_MARK] != VERSION or len(told["answers"]) > _MOST_ANSWERS:
        raise ValueError(told[_MARK])
    return Recording(
        site=_read_site(told["site"]),
        answers=tuple(map(_read_pair, _list(told["answers"]))),
        named_sitemaps={
            _address(url): tuple(map(_address, _list(named))) for url, named in told["named_sitemaps"].items()
        },
    )


def _site(site: Site) -> Json:
    match site.target:
        case WebAddress(url):
            target: Json = {"url": url}
        case BareDomain(host, path):
            target = {"host": host, "path": path}
        case _:
            raise ValueError("a saved page has its answer in its file")
    days = {"first_filed_on": site.first_filed_on, "psb_on": site.psb_on}
    said: Json = {name: getattr(site, name) for name in _TEXTS}
    said |= {name: None if day is None else day.isoformat() for name, day in days.items()}
    said |= {"filing_status": site.filing_status, "tags": list(site.tags), "typed": site.typed}
    return {"target": target, "label": site.label, **{name: value for name, value in said.items() if value}}


def _read_site(told: Json) -> Site:
    target = told["target"]
    status = told.get("filing_status")
    said: Json = {name: _text(told[name]) for name in _TEXTS if name in told}
    return Site(
        index=0,
        label=_text(told["label"]),
        target=WebAddress(_address(target["url"]))
        if "url" in target
        else BareDomain(_host(target["host"]), _text(target["path"])),
        typed=told.get("typed", False) is True,
        filing_status=None if status is None else FilingStatus(status),
        first_filed_on=_day(told.get("first_filed_on")),
        psb_on=_day(told.get("psb_on")),
        tags=tuple(map(_text, _list(told.get("tags", [])))),
        **said,
    )


def _pair(ask: Ask, came: Came, body_told: Callable[[bytes], Json]) -> Json:
    asked = {"candidates": list(ask.candidates), "purpose": ask.purpose, "device": ask.device}
    return {"ask": asked, "answer" if isinstance(came, Answer) else "failure": _came(came, body_told)}


def _came(came: Came, body_told: Callable[[bytes], Json]) -> Json:
    facts = came.response if isinstance(came, Answer) else came
    told: Json = {
        "url": facts.url,
        "status": facts.status,
        "headers": [list(one) for one in facts.headers if one[0] not in _LEFT_OUT],
        "hops": [[hop.url, hop.status, hop.location, hop.kind] for hop in facts.hops],
        "tries": [[one.url, one.result, one.detail] for one in facts.tries],
    }
    if isinstance(came, FetchFailure):
        told |= {"reason": came.reason, "detail": came.detail, "may_heal": came.may_heal}
    else:
        response = came.response
        told |= {
            "fetched_at": _moment(response.fetched_at),
            "received_at": _moment(response.received_at),
            "address": response.address,
            "device": response.device,
            "tls": response.tls,
            "tls_overlooked": list(response.tls_troubles),
        }
    return told | {"body": body_told(came.body)}


def _read_pair(told: Json) -> tuple[Ask, Came]:
    asked = told["ask"]
    ask = Ask(
        candidates=tuple(map(_address, _list(asked["candidates"]))),
        purpose=Purpose(asked["purpose"]),
        device=Device(asked["device"]),
    )
    if not ask.candidates:
        raise ValueError("nothing was asked for")
    return ask, _read_answer(told["answer"]) if "answer" in told else _read_failure(told["failure"])


def _read_answer(told: Json) -> Answer:
    return Answer(
        Response(
            url=_address(told["url"]),
            status=_status(told["status"]),
            headers=_headers(told["headers"]),
            hops=_hops(told["hops"]),
            tries=_tries(told["tries"]),
            fetched_at=_read_moment(told["fetched_at"]),
            received_at=_read_moment(told["received_at"]),
            address=_maybe(_text, told["address"]),
            device=Device(told["device"]),
            tls=_maybe(_text, told["tls"]),
            tls_troubles=tuple(map(TlsTrouble, _list(told["tls_overlooked"]))),
        ),
        _read_body(told["body"]),
    )


def _read_failure(told: Json) -> FetchFailure:
    return FetchFailure(
        reason=NotCheckedReason(told["reason"]),
        url=_address(told["url"]),
        detail=_text(told["detail"]),
        status=_maybe(_status, told["status"]),
        headers=_headers(told["headers"]),
        hops=_hops(told["hops"]),
        tries=_tries(told["tries"]),
        may_heal=told["may_heal"] is True,
        body=_read_body(told["body"]),
    )


def _body(body: bytes) -> Json:
    found = text_of(body)
    if found is not None and found[0].encode(found[1]) == body:
        return {"charset": found[1], "text": found[0]}
    return {"base64": b64encode(body).decode("ascii")}


def text_of(body: bytes) -> tuple[str, str] | None:
    """A body as text, with the charset by which it can be made bytes again; None: it is no text."""
    for charset in CHARSETS[3:] if body.startswith((BOM_UTF16_LE, BOM_UTF16_BE)) else CHARSETS[:3]:
        try:
            return body.decode(charset), charset
        except UnicodeDecodeError:
            continue
    return None


def _read_body(told: Json) -> bytes:
    if "base64" in told:
        return b64decode(told["base64"], validate=True)
    if told["charset"] not in CHARSETS:
        raise ValueError(told["charset"])
    return _text(told["text"]).encode(told["charset"])


def _headers(told: object) -> tuple[tuple[str, str], ...]:
    return tuple((_text(name).lower(), _text(value)) for name, value in _list(told))


def _hops(told: object) -> tuple[Hop, ...]:
    return tuple(
        Hop(_address(url), _whole(status), _text(location), HopKind(kind))
        for url, status, location, kind in _list(told)
    )


def _tries(told: object) -> tuple[Try, ...]:
    return tuple(Try(_text(url), _text(result), _text(detail)) for url, result, detail in _list(told))


def _maybe(read: Callable[[Any], T], told: object) -> T | None:
    return None if told is None else read(told)


def _list(told: object) -> Sequence[Any]:
    if not isinstance(told, list):
        raise TypeError(type(told).__name__)
    return told


def _text(told: object) -> str:
    if not isinstance(told, str):
        raise TypeError(type(told).__name__)
    return told


def _whole(told: object) -> int:
    if not isinstance(told, int) or isinstance(told, bool):
        raise TypeError(type(told).__name__)
    return told


def _status(told: object) -> int:
    status = _whole(told)
    if not 100 <= status <= 999:
        raise ValueError(status)
    return status


def _address(told: object) -> str:
    address = _text(told)
    parts = urlsplit(address)
    if parts.scheme not in ("http", "https") or not parts.hostname or "@" in parts.netloc:
        raise ValueError("no address of the web")
    _ = parts.port  # raises for one that does not exist
    return address


def _host(told: object) -> str:
    host = _text(told)
    _address(f"https://{host}/")
    if set(host) & set("/?#\\ "):
        raise ValueError("no host")
    return host


def _day(told: object) -> date | None:
    return None if told is None else date.fromisoformat(_text(told))


def _moment(at: datetime | None) -> str | None:
    return None if at is None else at.isoformat()


def _read_moment(told: object) -> datetime | None:
    if told is None:
        return None
    at = datetime.fromisoformat(_text(told))
    if at.tzinfo is None:
        raise ValueError("a moment without its zone")
    return at
