"""Reads one HTTP/1.1 response: bytes in, its head and the bytes of its body out. Pure.

One reader for one response on a connection of its own. That is what makes much of the care of general readers
needless: there is no next response, so nothing behind the end can be mistaken for one, and trailers are not read.
Where browsers bear with sloppy servers this reader does, too; what it cannot tell for sure it refuses.

Source: RFC 9112, sections 2 to 7.
"""

import re

import httpx

from icplint.collect.fetch.failures import HeadersTooLargeError
from icplint.collect.fetch.http1_body import Body, Field, body_of
from icplint.late import dataclass, pattern

MAX_HEADER_BYTES = 64 * 1024
"""Status line and headers together; browsers allow 256 KB, no honest site needs it."""
MAX_FIELDS = 256
"""Lines of headers."""
MAX_INFORMATIONAL = 20
"""Announcements (1xx) before the answer itself."""

_MAX_BLANKS = 16
"""Line breaks before the status line: left over from an announcement, as a few servers send them."""

_PROTOCOL = b"http/"
_STATUS_LINE = pattern(rb"HTTP/\d(?:\.\d)?[ \t]+(\d{3})(?:[ \t].*)?", re.IGNORECASE)
_END_OF_HEAD = pattern(rb"\n\r?\n")
_FOLD = pattern(rb"\n[ \t]+")
_FIELD = pattern(rb"^([!#$%&'*+\-.^_`|~0-9A-Za-z]+)[ \t]*:[ \t]*(.*)$", re.MULTILINE)

_SWITCHING_PROTOCOLS = 101


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
        self._body: Body | None = None

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
        self._body = body_of(head.status, head.fields)
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
    text = block.replace(b"\r\n", b"\n")
    if b"\0" in text or b"\r" in text:
        raise httpx.RemoteProtocolError("characters in the headers that no header may hold")
    if text.count(b"\n") - 2 > MAX_FIELDS:
        raise HeadersTooLargeError(f"headers > {MAX_FIELDS} lines")
    if b"\n " in text or b"\n\t" in text:
        text = _FOLD.sub(b" ", text)
    status_line = text[: text.index(b"\n")]
    status = _STATUS_LINE.fullmatch(status_line)
    if status is None or status[1] < b"100":
        raise httpx.RemoteProtocolError("no HTTP")
    fields = _FIELD.findall(text, len(status_line))  # browsers pass over what is no header
    if b" \n" in text or b"\t\n" in text:
        fields = [(name, value.rstrip(b" \t")) for name, value in fields]
    return Head(int(status[1]), fields)
