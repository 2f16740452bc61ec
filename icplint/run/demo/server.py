"""Serves a fleet on loopback: each site is an origin of its own, on a port of its own."""

import mimetypes
import selectors
import socket
import sys
import threading
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, closing, contextmanager
from http.server import BaseHTTPRequestHandler
from socketserver import BaseServer, ThreadingTCPServer
from typing import ClassVar
from urllib.parse import urlsplit

from icplint.run.demo.fleet import Fleet, FleetSite

HOST = "127.0.0.1"
"""Every system has it; further addresses of loopback must be set up first on some."""
_PATIENCE_S = 2.0
"""How long a visitor may be silent: what holds a connection open must not hold up the end."""


@contextmanager
def serve(fleet: Fleet) -> Iterator[tuple[str, ...]]:
    """Serve all sites until the block is left.

    Yields:
        The address of each site's home page, in the order of the fleet.
    """
    stop = threading.Event()
    with ExitStack() as stack:
        doors: list[socket.socket] = []
        servers: list[_SiteServer] = []
        for site in fleet.sites:
            if site.serving.refuse:
                doors.append(stack.enter_context(_closed_door()))
            else:
                servers.append(stack.enter_context(_SiteServer(site, stop)))
                doors.append(servers[-1].socket)
        bell, button = (stack.enter_context(end) for end in socket.socketpair())
        accepting = threading.Thread(target=_accept, args=(servers, bell, stop), name="icplint-demo")
        accepting.start()
        try:
            yield tuple(f"http://{HOST}:{door.getsockname()[1]}/" for door in doors)
        finally:
            stop.set()
            button.send(b"!")
            accepting.join()


def _closed_door() -> socket.socket:
    """A port that is held and refuses: bound, so that nobody else takes it, and not listening."""
    door = socket.socket()
    door.bind((HOST, 0))
    return door


def _accept(servers: Sequence["_SiteServer"], bell: socket.socket, stop: threading.Event) -> None:
    """Take in the visitors of all sites, in one thread, until the bell rings."""
    with closing(selectors.DefaultSelector()) as selector:
        selector.register(bell, selectors.EVENT_READ, None)
        for server in servers:
            selector.register(server, selectors.EVENT_READ, server)
        while not stop.is_set():
            for key, _ in selector.select():
                if key.data is not None:
                    key.data.handle_request()


class _SiteServer(ThreadingTCPServer):
    """One site. Leaving its block waits for the answers that are still under way."""

    request_queue_size = 16

    # NOTE: not `HTTPServer`, which looks up the machine's own name when it starts: slow on some systems.

    def __init__(self, site: FleetSite, stop: threading.Event) -> None:
        super().__init__((HOST, 0), _Answering)
        self.socket.settimeout(0)  # a visitor who leaves while waiting blocks nobody
        self.site = site
        self.stop = stop

    def handle_error(self, request: object, client_address: object) -> None:
        """Keep silent about a visitor who hung up; tell anything else as ever."""
        if not isinstance(sys.exception(), OSError):
            super().handle_error(request, client_address)  # type: ignore[arg-type]  # both are passed on


class _Answering(BaseHTTPRequestHandler):
    timeout: ClassVar[float | None] = _PATIENCE_S

    def __init__(self, request: socket.socket, address: tuple[str, int], server: BaseServer) -> None:
        assert isinstance(server, _SiteServer)  # noqa: S101 - no other server has these answers
        self._site = server.site
        self._stop = server.stop
        super().__init__(request, address, server)

    def do_GET(self) -> None:
        """Answer as the site is told to."""
        serving = self._site.serving
        if serving.delay_s and self._stop.wait(serving.delay_s):
            return
        path = urlsplit(self.path).path
        body = self._site.files.get(path)
        if body is None:
            self.send_error(404)
            return
        kind = "text/html" if path == "/" else mimetypes.guess_type(path)[0] or "application/octet-stream"
        self.send_response_only(serving.status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        for name, value in serving.headers.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        """Keep silent: the report tells what was visited."""
