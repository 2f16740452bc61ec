"""Redirects that lead in circles, astray or nowhere."""

import socket
from collections.abc import Callable

from tests.fakes.hostile.messages import head, moved, whole
from tests.fakes.hostile.server import CHECKED, Behaviour, Script, behaviour, request_of, saying


def _answering(answer: Callable[[str, int], bytes]) -> Script:
    def script(connection: socket.socket) -> None:
        request = request_of(connection)
        if request:
            path = request.split(b" ", 2)[1].decode("latin-1")
            connection.sendall(answer(path, connection.getsockname()[1]))
        connection.shutdown(socket.SHUT_WR)
        while connection.recv(65_536):
            pass

    return script


def _steps(count: int, to: str) -> Script:
    """So many redirects, then the page; `to` has the place of a step's number and of the port."""

    def answer(path: str, port: int) -> bytes:
        step = int(path.strip("/") or 0)
        return moved(to.format(step=step + 1, port=port)) if step < count else whole()

    return _answering(answer)


def _growing(path: str, _: int) -> bytes:
    return moved(path + "x" * (len(path) + 1))


def _to(location: str, *ends: str, name: str | None = None) -> Behaviour:
    return behaviour(name or f"sends to {location}", saying(moved(location)), *ends)


BEHAVIOURS = (
    _to("/", "redirect-loop", name="sends to itself"),
    _to("", "not-html", name="sends nowhere"),
    _to("   ", "not-html", "redirect-loop", name="sends to blanks"),
    _to("#top", "redirect-loop", name="sends to a fragment of itself"),
    behaviour(
        "sends to and fro", _answering(lambda path, _: moved("/b" if path == "/a" else "/a")), "redirect-loop"
    ),
    behaviour("sends on ten times across hosts", _steps(10, "http://127.0.0.{step}:{port}/{step}"), CHECKED),
    behaviour(
        "sends on eleven times across hosts",
        _steps(11, "http://127.0.0.{step}:{port}/{step}"),
        "redirect-loop",
    ),
    behaviour("sends on without end", _steps(10**9, "/{step}"), "redirect-loop"),
    behaviour("sends to addresses that grow", _answering(_growing), "redirect-loop", "refused-address"),
    behaviour(
        "sends on by another method",
        _answering(lambda path, _: whole() if path == "/a" else moved("/a", "308 Moved")),
        CHECKED,
    ),
    _to("file:///etc/passwd", "refused-address"),
    _to("ftp://127.0.0.1/", "refused-address"),
    _to("javascript:alert(1)", "refused-address"),
    _to("data:text/html,<p>x", "refused-address"),
    _to("gopher://127.0.0.1:25/", "refused-address"),
    _to("http://169.254.169.254/latest/meta-data/", "refused-address"),
    _to("http://[::ffff:169.254.169.254]/", "refused-address"),
    _to("http://100.100.100.200/", "refused-address"),
    _to("http://2852039166/", "refused-address", "dns", name="sends to a metadata service in one number"),
    _to("http://0xa9.0xfe.0xa9.0xfe/", "refused-address", "dns"),
    _to("http://0.0.0.0/", "refused-address"),
    _to("http://224.0.0.1/", "refused-address"),
    _to("http://255.255.255.255/", "refused-address"),
    _to("http://[::]/", "refused-address"),
    _to("http://127.0.0.1:22/", "refused-address"),
    _to("http://127.0.0.1:0/", "refused-address"),
    _to("http://127.0.0.1:99999/", "refused-address"),
    _to("http://beian.miit.gov.cn/", "refused-address"),
    _to("http://nosuch.invalid/", "dns"),
    _to("http:///nowhere", "refused-address", "dns", "redirect-loop"),
    _to("http://xn--zz--zz--9/", "refused-address", "dns"),
    _to(f"http://{'a' * 300}.example/", "refused-address", "dns", name="sends to a name of 300 letters"),
    _to(f"http://{'a.' * 200}example/", "refused-address", "dns", name="sends to a name of 200 labels"),
    _to("/" + "x" * 20_000, "refused-address", name="sends to an address of 20,000 signs"),
    _to("/\x01\x02", "redirect-loop", "refused-address", "tcp", name="sends to control characters"),
    _to("http://user:secret@127.0.0.1:22/", "refused-address", name="sends to a user and a password"),
    _to("http://127.0.0.1\\@169.254.169.254/", "refused-address", "tcp", name="sends behind a backslash"),
    behaviour(
        "has two locations",
        saying(head("Location: /", "Location: /b", "Content-Length: 0", status="302 Found")),
        "redirect-loop",
        "refused-address",
    ),
    behaviour(
        "sends on with a body without end",
        saying(head("Location: /", status="302 Found") + b"x" * 1_000_000),
        "redirect-loop",
    ),
    behaviour("sends on with the status 300", saying(moved("/b", "300 Multiple Choices")), "not-html"),
    behaviour(
        "refreshes to itself",
        saying(whole(b"<meta http-equiv=refresh content='0;url=/'><p>x")),
        CHECKED,
        "not-html",
    ),
)
