"""Remembers whole answers on disk, so that a later run asks only whether they have changed.

A cache that is always asked about: nothing is ever served without a server's word of now that it has not changed
(RFC 9110, section 13; RFC 9111, section 4.3). Failures have no place in it, nor have answers that say so.

One file for each answer, written beside and put in its place: any number of processes share a folder, and what one
of them left half written counts as nothing.
"""

import hashlib
import json
import logging
import os
import re
import tempfile
from collections.abc import Callable, Mapping
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path

import trio

from icplint.errors import ConfigError
from icplint.late import dataclass, pattern

WHOLE_AGAIN = timedelta(days=30)
"""An answer received longer ago than this is asked for anew, so that no server's mistaken "not modified" lasts."""

_THREADS = 4
_MARK = b"icplint-answer 1 "
_MOST_HEAD = 256 * 1024
_VALIDATOR = pattern(r"[ -~]{1,500}")
"""What is sent back must be sendable."""
_NOT_KEPT = pattern(r"\bno-store\b", re.IGNORECASE)
_LEFT_OUT = frozenset({"set-cookie", "set-cookie2"})
_OF_THE_BODY = frozenset(
    {"content-encoding", "content-length", "content-range", "content-type", "transfer-encoding"}
)

Fields = tuple[tuple[str, str], ...]
"""Names in lower case, in the order received."""

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class CacheKey:
    """What decides which answer is meant."""

    url: str
    agent: str
    """As sent: phones are often shown another page."""
    accepted: str
    """The content encodings asked for."""

    @property
    def file(self) -> Path:
        """Within the folder of the cache."""
        name = hashlib.sha256(f"{self.url}\n{self.agent}\n{self.accepted}".encode()).hexdigest()
        return Path(name[:2], name[2:])


@dataclass(frozen=True, slots=True)
class KeptAnswer:
    """An answer as it came, whole."""

    headers: Fields
    body: bytes
    """Its content encoding not undone."""
    received_at: datetime
    """Aware, UTC."""

    @property
    def conditions(self) -> dict[str, str]:
        """The headers by which a server is asked whether it has changed."""
        told = dict(self.headers)
        found = {"if-none-match": told.get("etag"), "if-modified-since": told.get("last-modified")}
        return {name: value for name, value in found.items() if value is not None}

    def is_confirmed_by(self, told: Mapping[str, str]) -> bool:
        """Whether a "not modified" speaks of this answer, rather than of one that somebody else was given."""
        etag = dict(self.headers).get("etag")
        return "etag" not in told or etag is None or _weak(told["etag"]) == _weak(etag)

    def headers_now(self, fields: Fields) -> Fields:
        """The headers with those that the server sent now in place of the old ones (RFC 9111, section 3.2)."""
        new = tuple((name, value) for name, value in fields if name not in _OF_THE_BODY | _LEFT_OUT)
        names = {name for name, _ in new}
        return (*(field for field in self.headers if field[0] not in names), *new)


def is_worth_keeping(status: int, told: Mapping[str, str]) -> bool:
    """Whether an answer can be asked about later, and may be kept.

    Args:
        status: Of the response.
        told: Its headers by name.
    """
    validators = [told[name] for name in ("etag", "last-modified") if name in told]
    return (
        status == 200
        and bool(validators)
        and all(map(_VALIDATOR.fullmatch, validators))
        and not _NOT_KEPT.search(told.get("cache-control", ""))
        and "*" not in told.get("vary", "")
    )


def ready_folder(folder: Path) -> None:
    """Make the folder of a cache where it is missing, for this user alone.

    Raises:
        ConfigError: Nothing can be written there.
    """
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=folder):
            pass
    except OSError as error:
        why = error.strerror or error
        raise ConfigError(
            f"--cache {folder}: cannot be written ({why}); name another folder",
            f"--cache {folder}：无法写入（{why}）；请指定其他文件夹",
        ) from None


class PageCache:
    """A folder of answers."""

    def __init__(self, folder: Path, *, now: Callable[[], datetime], most_bytes: int) -> None:
        """Take a folder that `ready_folder` has made.

        Args:
            folder: Of this user; what lies there is believed.
            now: The time, aware and in UTC.
            most_bytes: Of a body; more than that is not read back.
        """
        self._folder = folder
        self._now = now
        self._most_bytes = most_bytes
        self._limiter = trio.CapacityLimiter(_THREADS)

    async def recall(self, key: CacheKey) -> KeptAnswer | None:
        """The answer that was kept; None: none, too old a one, or one that cannot be read."""
        return await trio.to_thread.run_sync(self._read, key, limiter=self._limiter)

    async def keep(self, key: CacheKey, answer: KeptAnswer) -> None:
        """Remember an answer; what cannot be written is forgotten."""
        await trio.to_thread.run_sync(self._write, key, answer, limiter=self._limiter)

    async def forget(self, key: CacheKey) -> None:
        """Remember an answer no longer: it was none of the site's, or is no more."""
        await trio.to_thread.run_sync(self._remove, key, limiter=self._limiter)

    async def tidy(self) -> None:
        """Throw away what is too old to be asked about, in one part of the folder: each day another one."""
        await trio.to_thread.run_sync(self._throw_away, limiter=self._limiter)

    def _read(self, key: CacheKey) -> KeptAnswer | None:
        path = self._folder / key.file
        try:
            with path.open("rb") as file:
                written = file.read(len(_MARK) + 64 + 1 + _MOST_HEAD + self._most_bytes + 1)
            return _from_bytes(written, key.url, oldest=self._now() - WHOLE_AGAIN)
        except FileNotFoundError:
            return None
        except (OSError, ValueError, TypeError, KeyError, RecursionError) as error:
            _log.debug("%s: an answer was not recalled: %s", path, error)
            return None

    def _write(self, key: CacheKey, answer: KeptAnswer) -> None:
        path = self._folder / key.file
        try:
            path.parent.mkdir(mode=0o700, exist_ok=True)
            handle, beside = tempfile.mkstemp(dir=path.parent, prefix=".")
            try:
                with os.fdopen(handle, "wb") as file:
                    file.write(_to_bytes(answer, key.url))
                Path(beside).replace(path)
            except BaseException:
                with suppress(OSError):
                    Path(beside).unlink()
                raise
        except OSError as error:
            _log.debug("%s: an answer was not kept: %s", path, error)

    def _remove(self, key: CacheKey) -> None:
        with suppress(OSError):
            (self._folder / key.file).unlink()

    def _throw_away(self) -> None:
        now = self._now()
        part = self._folder / f"{now.toordinal() % 256:02x}"
        with suppress(OSError):
            for path in part.iterdir():
                with suppress(OSError):
                    if path.lstat().st_mtime < (now - WHOLE_AGAIN).timestamp():
                        path.unlink()


def _to_bytes(answer: KeptAnswer, url: str) -> bytes:
    told = {
        "url": url,
        "received_at": answer.received_at.isoformat(),
        "headers": [field for field in answer.headers if field[0] not in _LEFT_OUT],
        "size": len(answer.body),
    }
    rest = json.dumps(told, separators=(",", ":")).encode() + b"\n" + answer.body
    return _MARK + hashlib.sha256(rest).hexdigest().encode() + b"\n" + rest


def _from_bytes(written: bytes, url: str, *, oldest: datetime) -> KeptAnswer | None:
    """The answer that was written.

    Raises:
        ValueError: It is another one's, or damaged.
    """
    if not written.startswith(_MARK):
        raise ValueError("no answer of this version")
    digest, _, rest = written.removeprefix(_MARK).partition(b"\n")
    if hashlib.sha256(rest).hexdigest().encode() != digest:
        raise ValueError("damaged")
    head, _, body = rest.partition(b"\n")
    told = json.loads(head)
    received_at = datetime.fromisoformat(told["received_at"]).astimezone(UTC)
    if told["url"] != url or told["size"] != len(body):
        raise ValueError("another answer")
    if received_at < oldest:
        return None
    return KeptAnswer(tuple((str(name), str(value)) for name, value in told["headers"]), body, received_at)


def _weak(etag: str) -> str:
    """An entity tag as it is compared weakly (RFC 9110, section 8.8.3.2)."""
    return etag.strip().removeprefix("W/")
