"""A website on loopback in a thread, for what drives its own event loop or process."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any

PAGE = """<!doctype html><html lang="zh"><head><meta charset="utf-8"><title>某某公司</title></head><body>
<main><p>某某公司是一家公司。</p></main>
<footer><p>© 2026 某某公司 <a href="https://beian.miit.gov.cn/">粤ICP备20042371号-1</a></p></footer>
</body></html>""".encode()


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 256

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Say nothing: visitors that hang up are what some tests are about."""


@contextmanager
def website(before_answer: Callable[[str], None] | None = None) -> Iterator[str]:
    """A site that shows the same good page at every path; its address comes back, without a slash.

    Args:
        before_answer: Called with the path, in a thread of its own; may block.
    """

    class Visit(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            if before_answer is not None:
                before_answer(self.path)
            self.send_response(200)
            self.send_header("Content-Type", "text/html; charset=utf-8")
            self.send_header("Content-Length", str(len(PAGE)))
            self.end_headers()
            self.wfile.write(PAGE)

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the base class's name
            pass

    server = _Server(("127.0.0.1", 0), Visit)
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
