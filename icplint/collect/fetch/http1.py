"""Reads one HTTP/1.1 response: bytes in, its head and the bytes of its body out. Pure.

One reader for one response on a connection of its own. That is what makes much of the care of general readers
needless: there is no next response, so nothing behind the end can be mistaken for one, and trailers are not read.
Where browsers bear with sloppy servers this reader does, too; what it cannot tell for sure it refuses.

Source: RFC 9112, sections 2 to 7.
"""

import re
from dataclasses import dataclass

import httpx

from icplint.collect.fetch.failures import HeadersTooLargeError

MAX_HEADER_BYTES = 64 * 1024
"""Status line and headers together; browsers allow 256 KB, no honest site needs it."""
MAX_FIELDS = 256
"""Lines of headers."""
MAX_INFORMATIONAL = 20
"""Announcements (1xx) before the answer itself."""
MAX_CHUNK_LINE_BYTES = 4096
MAX_CHUNKS = 100_000
"""A page of 4 MB in chunks of 40 bytes. Smaller ones serve nobody but who wants to keep a reader busy."""

_MAX_BLANKS = 16
"""Line breaks before the status line: left over from an announcement, as a few servers send them."""
_MAX_LENGTH_DIGITS = 20

_PROTOCOL = b"http/"
_STATUS_LINE = re.compile(rb"HTTP/\d(?:\.\d)?[ \t]+(\d{3})(?:[ \t].*)?", re.IGNORECASE)
_END_OF_HEAD = re.compile(rb"\n\r?\n")
_NAME = re.compile(rb"[!#$%&'*+\-.^_`|~0-9A-Za-z]+")
_CHUNK_LINE = re.compile(rb"[ \t]*([0-9A-Fa-f]{1,20})[ \t]*(?:;.*)?\r?", re.DOTALL)

_SWITCHING_PROTOCOLS = 101
_BODILESS = frozenset({204, 304})

Field = tuple[bytes, bytes]


@dataclass(frozen=True, slots=True)
class Head:
    """What stands before the body."""

    status: int
    """200 to 999."""
    fields: list[Field]
    """Names as written, values without blanks around them and without folds, in the order received."""


class ResponseReader:
    """Reads one response to a GET request."""

    __slots__ = ("_announcements", "_body", "_buffer", "head")

    def __init__(self) -> None:
        self.head: Head | None = None
        """None until all of it is there."""
        self._buffer = bytearray()
        """The beginning of a head, when it comes in several pieces."""
        self._announcements = 0
        self._body: _Body | None = None

    @property
    def is_complete(self) -> bool:
        """Whether the whole response is there; nothing is received after that."""
        return self._body is not None and self._body.is_complete

    def receive(self, data: bytes) -> bytes:
        """What of the body these bytes bring, maybe nothing.

        Args:
            data: What came next from the server; empty: it has closed the connection.

        Raises:
            httpx.RemoteProtocolError: It is no HTTP, or it ends too early.
            HeadersTooLargeError: More headers than anybody needs.
        """
        if self._body is not None:
            return self._body.receive(data)
        return self._receive_head(data)

    def _receive_head(self, data: bytes) -> bytes:
        if not data:
            raise httpx.RemoteProtocolError(
                "the server closed within its headers"
                if self._buffer
                else "the server closed without an answer"
            )
        seen = len(self._buffer)
        if seen:
            self._buffer += data
            data = bytes(self._buffer) if _END_OF_HEAD.search(self._buffer, max(seen - 2, 0)) else b""
            if not data:
                _check_beginning(self._buffer)
                return b""
        while True:
            start = _beginning(data)
            found = _END_OF_HEAD.search(data, start)
            if found is None:
                _check_beginning(data[start:])
                self._buffer[:] = data
                return b""
            end = found.end()
            head = _head(data[start:end])
            data = data[end:]
            if head.status >= 200:  # the classes of status codes speak for themselves
                break
            self._count_announcement(head.status)
            if not data:
                self._buffer.clear()
                return b""
        self._buffer.clear()
        self.head = head
        self._body = _body_of(head)
        return self._body.receive(data) if data and not self._body.is_complete else b""

    def _count_announcement(self, status: int) -> None:
        self._announcements += 1
        if status == _SWITCHING_PROTOCOLS:
            raise httpx.RemoteProtocolError("the server speaks another protocol")
        if self._announcements >= MAX_INFORMATIONAL:
            raise httpx.RemoteProtocolError("no answer came, only announcements of one")


def _beginning(data: bytes) -> int:
    """Where the status line begins."""
    if data[0] > 0x0D:
        return 0
    start = len(data) - len(data.lstrip(b"\r\n"))
    if start > _MAX_BLANKS:
        raise httpx.RemoteProtocolError("blank lines instead of an answer")
    return start


def _check_beginning(head: bytes | bytearray) -> None:
    """Refuse what will not become a head, so that nobody waits for the rest of it."""
    if len(head) > MAX_HEADER_BYTES:
        raise HeadersTooLargeError(f"headers > {MAX_HEADER_BYTES} bytes")
    start = bytes(head[: _MAX_BLANKS + len(_PROTOCOL)]).lstrip(b"\r\n").lower()[: len(_PROTOCOL)]
    if not _PROTOCOL.startswith(start):
        raise httpx.RemoteProtocolError("no HTTP")


def _head(block: bytes) -> Head:
    """The head in a block that ends with its blank line."""
    if len(block) > MAX_HEADER_BYTES:
        raise HeadersTooLargeError(f"headers > {MAX_HEADER_BYTES} bytes")
    lines = block.replace(b"\r\n", b"\n").split(b"\n")
    status_line = _STATUS_LINE.fullmatch(lines[0])
    if status_line is None or status_line[1] < b"100":
        raise httpx.RemoteProtocolError("no HTTP")
    if b"\0" in block or block.count(b"\r") != block.count(b"\r\n"):
        raise httpx.RemoteProtocolError("characters in the headers that no header may hold")
    if len(lines) - 3 > MAX_FIELDS:
        raise HeadersTooLargeError(f"headers > {MAX_FIELDS} lines")
    fields: list[Field] = []
    for line in lines[1:-2]:
        if line[:1] in (b" ", b"\t"):
            if fields:  # a folded line belongs to the one before it
                name, value = fields[-1]
                fields[-1] = (name, b"%b %b" % (value, line.strip(b" \t")))
            continue
        name, colon, value = line.partition(b":")
        name = name.rstrip(b" \t")
        if colon and _NAME.fullmatch(name):  # browsers pass over what is no header
            fields.append((name, value.strip(b" \t")))
    return Head(int(status_line[1]), fields)


class _Body:
    """A body without anything in it."""

    __slots__ = ("is_complete",)

    def __init__(self, *, is_complete: bool = True) -> None:
        self.is_complete = is_complete

    def receive(self, data: bytes) -> bytes:  # noqa: ARG002 - the other bodies' business
        """As in `ResponseReader.receive`."""
        return b""


class _UntilClose(_Body):
    __slots__ = ()

    def receive(self, data: bytes) -> bytes:
        if not data:
            self.is_complete = True
        return data


class _OfLength(_Body):
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


class _InChunks(_Body):
    __slots__ = ("_chunks", "_is_behind_data", "_left", "_rest")

    def __init__(self) -> None:
        super().__init__(is_complete=False)
        self._left = 0
        """Bytes of this chunk that are still to come."""
        self._is_behind_data = False
        """The line break that ends a chunk's data is still to come."""
        self._rest = b""
        """The beginning of a line; shorter than `MAX_CHUNK_LINE_BYTES`."""
        self._chunks = 0

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
        return int(found[1], 16)


def _body_of(head: Head) -> _Body:
    """The body that a head announces; its coding counts before its length."""
    if head.status in _BODILESS:
        return _Body()
    codings: list[bytes] = []
    lengths: set[int] = set()
    for name, value in head.fields:
        match name.lower():
            case b"transfer-encoding":
                codings += [one.strip(b" \t") for one in value.lower().split(b",")]
            case b"content-length":
                lengths |= _lengths_in(value)
            case _:
                pass
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
