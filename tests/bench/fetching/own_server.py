"""A server process with an origin for each loopback address: `own_server.py FOLDER PAGES PORT MANNER`.

Manners: `at-once`; `latency`, which waits 50 to 200 ms before it answers; `slow`, which sends its answer in eight
pieces over half a second to two seconds. How long follows from the address, so it is the same for every client.
"""

import hashlib
import heapq
import select
import socket
import sys
import time
from dataclasses import dataclass, field
from pathlib import Path

from tests.bench.fetching.origins import page_of

_PIECES = 8
_READ = select.EPOLLIN
_WRITE = select.EPOLLOUT


@dataclass(slots=True, eq=False)
class _Visit:
    socket: socket.socket
    unsent: memoryview = field(default_factory=lambda: memoryview(b""))
    pieces: list[memoryview] = field(default_factory=list)
    pause_s: float = 0.0


class OwnServer:
    """One thread, one loop: accepts, reads a request, answers it, closes."""

    def __init__(self, responses: list[bytes], port: int, manner: str) -> None:
        self._responses = responses
        self._manner = manner
        self._listener = socket.create_server(("0.0.0.0", port), backlog=4_096)
        self._listener.settimeout(0)
        self._poll = select.epoll()
        self._poll.register(self._listener, _READ)
        self._visits: dict[int, _Visit] = {}
        self._waiting: list[tuple[float, int, _Visit]] = []
        self._sequence = 0

    def serve(self) -> None:
        """Serve until the process is ended."""
        listening = self._listener.fileno()
        while True:
            wait_s = max(self._waiting[0][0] - time.monotonic(), 0) if self._waiting else -1
            for descriptor, event in self._poll.poll(wait_s):
                if descriptor == listening:
                    self._accept()
                elif visit := self._visits.get(descriptor):
                    self._go_on(visit, event)
            while self._waiting and self._waiting[0][0] <= time.monotonic():
                self._send_next(heapq.heappop(self._waiting)[2])

    def _accept(self) -> None:
        for _ in range(64):
            try:
                connection, _ = self._listener.accept()
            except BlockingIOError:
                return
            connection.settimeout(0)
            self._visits[connection.fileno()] = visit = _Visit(connection)
            self._poll.register(connection, _READ)
            self._go_on(visit, _READ)

    def _go_on(self, visit: _Visit, event: int) -> None:
        if event & _WRITE:
            self._write(visit)
            return
        try:
            request = visit.socket.recv(8_192)
        except BlockingIOError:
            return
        except OSError:
            request = b""
        if not request or visit.pieces or visit.unsent:
            self._close(visit)
        else:
            self._answer(visit)

    def _answer(self, visit: _Visit) -> None:
        address = visit.socket.getsockname()[0]
        response = memoryview(self._responses[page_of(address, len(self._responses))])
        share = hashlib.blake2b(address.encode(), digest_size=1, person=b"share").digest()[0] / 255
        if self._manner == "slow":
            step = len(response) // _PIECES + 1
            visit.pieces = [response[start : start + step] for start in range(0, len(response), step)][::-1]
            visit.pause_s = (0.5 + 1.5 * share) / _PIECES
            self._send_next(visit)
            return
        visit.pieces = [response]
        if self._manner == "latency":
            self._wait(visit, 0.05 + 0.15 * share)
        else:
            self._send_next(visit)

    def _wait(self, visit: _Visit, seconds: float) -> None:
        self._sequence += 1
        heapq.heappush(self._waiting, (time.monotonic() + seconds, self._sequence, visit))

    def _send_next(self, visit: _Visit) -> None:
        if visit.socket.fileno() >= 0:
            visit.unsent = visit.pieces.pop()
            self._write(visit)

    def _write(self, visit: _Visit) -> None:
        try:
            visit.unsent = visit.unsent[visit.socket.send(visit.unsent) :]
        except BlockingIOError:
            pass
        except OSError:
            self._close(visit)
            return
        if visit.unsent:
            self._poll.modify(visit.socket, _WRITE)
        elif visit.pieces:
            self._poll.modify(visit.socket, _READ)
            self._wait(visit, visit.pause_s)
        else:
            self._close(visit)

    def _close(self, visit: _Visit) -> None:
        self._visits.pop(visit.socket.fileno(), None)
        visit.pieces = []
        visit.socket.close()


def response_of(body: bytes) -> bytes:
    """A page with its headers, compressed."""
    head = (
        "HTTP/1.1 200 OK\r\nServer: bench\r\nContent-Type: text/html; charset=utf-8\r\n"
        f"Content-Length: {len(body)}\r\nContent-Encoding: gzip\r\nVary: Accept-Encoding\r\nConnection: close\r\n\r\n"
    )
    return head.encode() + body


def main(folder: str, pages: str, port: str, manner: str) -> None:
    """Serve the pages of a folder."""
    responses = [
        response_of((Path(folder) / f"{number}.html.gz").read_bytes()) for number in range(int(pages))
    ]
    OwnServer(responses, int(port), manner).serve()


if __name__ == "__main__":
    main(*sys.argv[1:])
