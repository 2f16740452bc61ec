"""Whole responses, read by our own reader and by h11."""

from collections.abc import Iterator
from dataclasses import dataclass

import h11
import httpx

from icplint.collect.fetch.http1 import MAX_HEADER_BYTES, ResponseReader

FRAMING = frozenset({b"content-length", b"transfer-encoding"})
"""Headers that h11 rewrites when it has understood them."""


@dataclass(frozen=True, slots=True)
class Came:
    """A response that came whole."""

    status: int
    fields: tuple[tuple[bytes, bytes], ...]
    body: bytes

    @property
    def without_framing(self) -> "Came":
        """The same with names in lower case, without the headers that tell the body's end."""
        return Came(
            self.status,
            tuple((name.lower(), value) for name, value in self.fields if name.lower() not in FRAMING),
            self.body,
        )


@dataclass(frozen=True, slots=True)
class Refused:
    """A response that did not."""

    error: Exception

    def __str__(self) -> str:
        return str(self.error)


def pieces_of(message: bytes, step: int) -> Iterator[bytes]:
    """A message in pieces of so many bytes."""
    return (message[start : start + step] for start in range(0, len(message), step))


def read_whole(message: bytes, step: int, *, closes: bool = True) -> Came | Refused:
    """What our reader makes of a message, after which the server closes, or says nothing more.

    Raises:
        AssertionError: The reader waits for more where nothing more comes, or promises what it does not keep.
    """
    reader = ResponseReader()
    body = bytearray()
    try:
        for piece in pieces_of(message, step):
            body += reader.receive(piece)
            if reader.is_complete:
                break
        if not reader.is_complete:
            assert closes, "the reader waits for more"
            body += reader.receive(b"")
            assert reader.is_complete, "the reader waits for a server that is gone"
    except httpx.RemoteProtocolError as error:
        return Refused(error)
    assert reader.head is not None
    return Came(reader.head.status, tuple(reader.head.fields), bytes(body))


def read_by_h11(message: bytes, step: int) -> Came | Refused:
    """What h11 makes of it."""
    connection = h11.Connection(h11.CLIENT, max_incomplete_event_size=MAX_HEADER_BYTES)
    connection.send(
        h11.Request(method="GET", target="/", headers=[("host", "a.cn"), ("connection", "close")])
    )
    connection.send(h11.EndOfMessage())
    pieces = pieces_of(message, step)
    head: h11.Response | None = None
    body = bytearray()
    try:
        while True:
            match connection.next_event():
                case h11.Response() as head:
                    pass
                case h11.InformationalResponse():
                    pass
                case h11.Data(data=data):
                    body += data
                case h11.EndOfMessage():
                    assert head is not None
                    return Came(head.status_code, tuple(head.headers.raw_items()), bytes(body))
                case h11.NEED_DATA:
                    connection.receive_data(next(pieces, b""))
                case other:
                    return Refused(h11.RemoteProtocolError(f"{other!r}"))
    except h11.RemoteProtocolError as error:
        return Refused(error)
