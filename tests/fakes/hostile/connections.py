"""Visitors that are cut off, kept waiting, or spoken to in another language."""

from tests.fakes.hostile.messages import CHUNKED, HTML, PAGE, chunk, head, whole
from tests.fakes.hostile.server import CHECKED, behaviour, repeating, resetting, saying, silent_after

BEHAVIOURS = (
    behaviour("resets as soon as it accepts", resetting(reads=False), "tcp"),
    behaviour("closes as soon as it accepts", lambda _: None, "tcp"),
    behaviour("says nothing after it accepts", silent_after(reads=False), "timeout"),
    behaviour("resets after the request", resetting(), "tcp"),
    behaviour("closes after the request", saying(), "tcp"),
    behaviour("says nothing after the request", silent_after(), "timeout"),
    behaviour("resets in the status line", resetting(b"HTTP/1.1 2"), "tcp"),
    behaviour("resets in the headers", resetting(b"HTTP/1.1 200 OK\r\nServer: x\r\nX-"), "tcp"),
    behaviour("resets after the headers", resetting(head(HTML, "Content-Length: 500")), "tcp"),
    behaviour("resets in the body", resetting(whole(PAGE[:100], length=len(PAGE))), "tcp"),
    behaviour("resets in a chunk", resetting(CHUNKED, chunk(PAGE)[:50]), "tcp"),
    behaviour("resets between chunks", resetting(CHUNKED, chunk(PAGE)), "tcp"),
    behaviour("closes in the status line", saying(b"HTTP/1.1 2"), "tcp"),
    behaviour("closes in the headers", saying(b"HTTP/1.1 200 OK\r\nServer: x\r\nX-"), "tcp"),
    behaviour("closes in the body", saying(whole(PAGE[:100], length=len(PAGE))), "tcp"),
    behaviour("closes in a chunk", saying(CHUNKED, chunk(PAGE)[:50]), "tcp"),
    behaviour("closes before the last chunk", saying(CHUNKED, chunk(PAGE)), "tcp"),
    behaviour("says nothing in the headers", silent_after(b"HTTP/1.1 200 OK\r\nX-"), "timeout"),
    behaviour("says nothing in the body", silent_after(whole(PAGE[:100], length=len(PAGE))), "timeout"),
    behaviour("keeps the connection after its whole answer", silent_after(whole()), CHECKED),
    behaviour("answers before it is asked", silent_after(whole(), reads=False), CHECKED),
    behaviour(
        "drips its headers", repeating(b"x", first=b"HTTP/1.1 200 OK\r\nX-Slow: ", pause_s=0.05), "timeout"
    ),
    behaviour(
        "drips its body", repeating(b"x", first=head(HTML, "Content-Length: 9000"), pause_s=0.05), "timeout"
    ),
    behaviour("drips chunks", repeating(chunk(b"x"), first=CHUNKED, pause_s=0.05), "timeout"),
    behaviour("is an SSH server", saying(b"SSH-2.0-OpenSSH_9.2\r\n"), "tcp"),
    behaviour("is a mail server", silent_after(b"220 mail.example ESMTP\r\n"), "tcp", "timeout"),
    behaviour("speaks HTTP/0.9", saying(PAGE), "tcp"),
    behaviour("speaks HTTP/2", saying(b"\0\0\x12\x04\0\0\0\0\0\0\x03\0\0\0\x64\0\x04\0\x10\0\0"), "tcp"),
    behaviour("sends HTTP/2's preface back", saying(b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"), "tcp"),
    behaviour(
        "sends the request back", lambda connection: connection.sendall(connection.recv(65_536)), "tcp"
    ),
    behaviour("sends zeros without end", repeating(b"\0" * 4_096), "tcp", "too-large"),
    behaviour("sends line ends without end", repeating(b"\r\n" * 2_048), "tcp", "too-large"),
    behaviour("sends letters without end", repeating(b"A" * 4_096), "tcp", "too-large"),
    behaviour("says HTTP/3.0", saying(whole().replace(b"HTTP/1.1", b"HTTP/3.0")), CHECKED, "tcp"),
    behaviour("says HTTP/1.0", saying(whole().replace(b"HTTP/1.1", b"HTTP/1.0")), CHECKED),
    behaviour("has no reason phrase", saying(whole(status="200")), CHECKED),
    behaviour("has a status of letters", saying(whole(status="abc OK")), "tcp"),
    behaviour("has a status of five digits", saying(whole(status="20000 OK")), "tcp"),
    behaviour("has the status 999", saying(whole(status="999 Denied")), "http-5xx", "http-4xx", "tcp"),
    behaviour("has the status 000", saying(whole(status="000 None")), "tcp", "not-html"),
    behaviour("has the status 204", saying(head(status="204 No Content")), "not-html"),
    behaviour(
        "has the status 205", saying(head("Content-Length: 0", status="205 Reset Content")), "not-html"
    ),
    behaviour("has the status 304", saying(head(status="304 Not Modified")), "not-html"),
    behaviour("has the status 204 and a body", saying(whole(status="204 No Content")), "not-html"),
    behaviour("has the status 206", saying(whole(status="206 Partial Content")), CHECKED, "not-html"),
    behaviour("announces without end", repeating(head(status="103 Early Hints")), "tcp", "too-large"),
    behaviour("continues without end", repeating(head(status="100 Continue")), "tcp", "too-large"),
    behaviour("announces once", saying(head("Link: </a.css>", status="103 Early Hints"), whole()), CHECKED),
    behaviour("continues though nobody asked", saying(head(status="100 Continue"), whole()), CHECKED),
    behaviour(
        "switches protocols",
        silent_after(head("Upgrade: websocket", "Connection: upgrade", status="101 Switching Protocols")),
        "tcp",
    ),
)
