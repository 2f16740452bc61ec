"""Servers on loopback that do to a visitor whatever a script says, in threads of their own."""

import selectors
import socket
import ssl
import struct
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from threading import Thread

Script = Callable[[socket.socket], None]
"""What is done with a connection that was accepted; it is closed when the script returns."""

CHECKED = "checked"
"""The expectation that a page is read and judged; any other is a class of `NotCheckedReason`."""

_LONGEST_S = 30.0
"""How long a script may wait for a visitor that neither reads nor leaves."""


@dataclass(frozen=True, kw_only=True)
class Behaviour:
    """A way to treat visitors, and how their check may end."""

    name: str
    script: Script
    ends: frozenset[str]
    tls: ssl.SSLContext | None = None
    """The handshake is made before the script begins."""
    scheme: str = "http"


def behaviour(name: str, script: Script, *ends: str) -> Behaviour:
    """A way to treat visitors over plain HTTP.

    Who never answers ends with `timeout`; where the machine is so busy that this comes late, with `overload`.
    """
    late = ("overload",) if "timeout" in ends else ()
    return Behaviour(name=name, script=script, ends=frozenset((*ends, *late)))


@contextmanager
def serving(behaviours: Sequence[Behaviour], host: str = "127.0.0.1") -> Iterator[list[str]]:
    """Serve each behaviour on a port of its own; their addresses come back, in the same order.

    Args:
        behaviours: What is served.
        host: Where to listen; `0.0.0.0` is every address of the loopback network.
    """
    with selectors.DefaultSelector() as selector:
        listeners = []
        for one in behaviours:
            listener = socket.create_server((host, 0), backlog=512)
            selector.register(listener, selectors.EVENT_READ, one)
            listeners.append(listener)
        ours, theirs = socket.socketpair()
        selector.register(theirs, selectors.EVENT_READ, None)
        accepting = Thread(target=_accept, args=(selector,), daemon=True)
        accepting.start()
        try:
            yield [
                f"{one.scheme}://127.0.0.1:{listener.getsockname()[1]}/"
                for one, listener in zip(behaviours, listeners, strict=True)
            ]
        finally:
            ours.close()
            accepting.join()
            theirs.close()
            for listener in listeners:
                listener.close()


def _accept(selector: selectors.BaseSelector) -> None:
    while True:
        for key, _ in selector.select():
            if key.data is None:
                return
            assert isinstance(key.fileobj, socket.socket)
            connection, _ = key.fileobj.accept()
            connection.settimeout(_LONGEST_S)
            Thread(target=_treat, args=(connection, key.data), daemon=True).start()


def _treat(connection: socket.socket, how: Behaviour) -> None:
    # A visitor that hangs up is what most of the scripts wait for.
    with suppress(OSError):
        if how.tls is not None:
            connection = how.tls.wrap_socket(connection, server_side=True)
        how.script(connection)
    with suppress(OSError):
        connection.close()


def request_of(connection: socket.socket) -> bytes:
    """The request's head; empty where the visitor has left."""
    request = b""
    while b"\r\n\r\n" not in request:
        received = connection.recv(65_536)
        if not received:
            return b""
        request += received
    return request


def saying(*pieces: bytes) -> Script:
    """Read the request, send the pieces, and close."""

    def script(connection: socket.socket) -> None:
        request_of(connection)
        for piece in pieces:
            connection.sendall(piece)
        _leave(connection)

    return script


def repeating(piece: bytes, *, first: bytes = b"", pause_s: float = 0.0) -> Script:
    """Read the request, and send the piece again and again until the visitor leaves."""

    def script(connection: socket.socket) -> None:
        request_of(connection)
        connection.sendall(first)
        while True:
            connection.sendall(piece)
            if pause_s and has_left(connection, pause_s):
                return

    return script


def resetting(*pieces: bytes, reads: bool = True) -> Script:
    """Send the pieces, and reset the connection."""

    def script(connection: socket.socket) -> None:
        if reads:
            request_of(connection)
        for piece in pieces:
            connection.sendall(piece)
        has_left(connection, 0.1)  # so that what was sent is there before the reset
        connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))

    return script


def silent_after(*pieces: bytes, reads: bool = True) -> Script:
    """Send the pieces, then say nothing and keep the connection open until the visitor leaves."""

    def script(connection: socket.socket) -> None:
        if reads:
            request_of(connection)
        for piece in pieces:
            connection.sendall(piece)
        while connection.recv(65_536):
            pass

    return script


def has_left(connection: socket.socket, wait_s: float) -> bool:
    """Whether the visitor hangs up within this time."""
    before = connection.gettimeout()
    connection.settimeout(wait_s)
    try:
        return not connection.recv(65_536)
    except TimeoutError:
        return False
    finally:
        connection.settimeout(before)


def _leave(connection: socket.socket) -> None:
    """End what is sent, and wait for the visitor to leave: closing with unread bytes would reset."""
    connection.shutdown(socket.SHUT_WR)
    while connection.recv(65_536):
        pass
