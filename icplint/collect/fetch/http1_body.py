"""The body of an HTTP/1.1 response: where it ends, by length, by chunks or by the end of the connection. Pure.

Source: RFC 9112, sections 6 and 7.
"""

import re
from collections.abc import Sequence

import httpx

from icplint.late import pattern

MAX_CHUNK_LINE_BYTES = 4096
MAX_EXTENSION_BYTES = 64 * 1024
"""Behind the sizes of all chunks together."""
MAX_CHUNKS = 100_000
"""A page of 4 MB in chunks of 40 bytes. Smaller ones serve nobody but who wants to keep a reader busy."""

_CODING = b"transfer-encoding"
_LENGTH = b"content-length"
_MAX_LENGTH_DIGITS = 20
_MAX_SIZE_LINE = 24
"""What a size may take, with blanks around it."""
_CHUNK_LINE = pattern(rb"[ \t]*([0-9A-Fa-f]{1,20})[ \t]*(?:;.*)?\r?", re.DOTALL)
_BODILESS = frozenset({204, 304})

Field = tuple[bytes, bytes]


class Body:
    """A body that is received piece by piece; this one has nothing in it."""

    __slots__ = ("is_complete",)

    def __init__(self, *, is_complete: bool = True) -> None:
        self.is_complete = is_complete
        """Whether all of it is there; nothing is received after that."""

    def receive(self, data: bytes) -> bytes:  # noqa: ARG002 - the other bodies' business
        """What of the body these bytes bring, maybe nothing.

        Args:
            data: What came next; empty: the server has closed the connection.

        Raises:
            httpx.RemoteProtocolError: It ends too early, or is not what it says.
        """
        return b""


class _UntilClose(Body):
    __slots__ = ()

    def receive(self, data: bytes) -> bytes:
        if not data:
            self.is_complete = True
        return data


class _OfLength(Body):
    __slots__ = ("_left", "_length")

    def __init__(self, length: int) -> None:
        super().__init__(is_complete=not length)
        self._length = self._left = length

    def receive(self, data: bytes) -> bytes:
        if not data:
            raise httpx.RemoteProtocolError(
                f"the server closed after {self._length - self._left} of {self._length} bytes"
            )
        if len(data) >= self._left:
            data = data[: self._left]
            self.is_complete = True
        self._left -= len(data)
        return data


class _InChunks(Body):
    __slots__ = ("_chunks", "_extension_bytes", "_is_behind_data", "_left", "_rest")

    def __init__(self) -> None:
        super().__init__(is_complete=False)
        self._left = 0
        """Bytes of this chunk that are still to come."""
        self._is_behind_data = False
        """The line break that ends a chunk's data is still to come."""
        self._rest = b""
        """The beginning of a line; shorter than `MAX_CHUNK_LINE_BYTES`."""
        self._chunks = 0
        self._extension_bytes = 0

    def receive(self, data: bytes) -> bytes:
        if not data:
            raise httpx.RemoteProtocolError("the server closed within its chunks")
        data, here = self._rest + data if self._rest else data, 0
        parts: list[bytes] = []
        while here < len(data):
            if self._left:
                part = data[here : here + self._left]
                parts.append(part)
                here += len(part)
                self._left -= len(part)
                self._is_behind_data = not self._left
                continue
            end = data.find(b"\n", here, here + MAX_CHUNK_LINE_BYTES)
            if end < 0:
                break
            line, here = data[here:end], end + 1
            if self._is_behind_data:
                if line not in (b"", b"\r"):
                    raise httpx.RemoteProtocolError("a chunk is longer than it says")
                self._is_behind_data = False
                continue
            self._left = self._size_in(line)
            if not self._left:
                self.is_complete = True
                return b"".join(parts)
        self._rest = data[here:]
        if len(self._rest) >= MAX_CHUNK_LINE_BYTES:
            raise httpx.RemoteProtocolError(f"a chunk's line > {MAX_CHUNK_LINE_BYTES} bytes")
        if self._is_behind_data and self._rest not in (b"", b"\r"):
            raise httpx.RemoteProtocolError("a chunk is longer than it says")
        return b"".join(parts)

    def _size_in(self, line: bytes) -> int:
        found = _CHUNK_LINE.fullmatch(line)
        if found is None:
            raise httpx.RemoteProtocolError("a chunk without a size")
        self._chunks += 1
        if self._chunks > MAX_CHUNKS:
            raise httpx.RemoteProtocolError(f"> {MAX_CHUNKS} chunks")
        self._extension_bytes += max(len(line) - _MAX_SIZE_LINE, 0)
        if self._extension_bytes > MAX_EXTENSION_BYTES:
            raise httpx.RemoteProtocolError(f"> {MAX_EXTENSION_BYTES} bytes beside the sizes of chunks")
        return int(found[1], 16)


def body_of(status: int, fields: Sequence[Field]) -> Body:
    """The body that a head announces; its coding counts before its length.

    Raises:
        httpx.RemoteProtocolError: It contradicts itself, or names a coding that was not asked for.
    """
    if status in _BODILESS:
        return Body()
    codings: list[bytes] = []
    lengths: set[int] = set()
    for name, value in fields:
        if len(name) == len(_CODING) and name.lower() == _CODING:
            codings += [one.strip(b" \t") for one in value.lower().split(b",")]
        elif len(name) == len(_LENGTH) and name.lower() == _LENGTH:
            lengths |= _lengths_in(value)
    if unknown := set(codings) - {b"chunked", b"identity", b""}:
        raise httpx.RemoteProtocolError(f"transfer encoding {min(unknown)[:40]!r}")
    if b"chunked" in codings:
        return _InChunks()
    if len(lengths) > 1:
        raise httpx.RemoteProtocolError(f"{len(lengths)} lengths of one body")
    return _OfLength(*lengths) if lengths else _UntilClose(is_complete=False)


def _lengths_in(value: bytes) -> set[int]:
    """What `Content-Length` says. What is no number says nothing: browsers then read until the end."""
    written = [one.strip(b" \t") for one in value.split(b",")]
    if any(len(one) > _MAX_LENGTH_DIGITS for one in written):
        raise httpx.RemoteProtocolError("a length that no body has")
    return {int(one) for one in written if one.isdigit()}
