"""The bytes of responses, true and untrue."""

PAGE = """<!doctype html><html lang="zh"><head><meta charset="utf-8"><title>某某茶业公司</title></head><body>
<main><p>我们种茶、制茶，也卖茶。</p></main>
<footer><p>© 2026 某某茶业公司 <a href="https://beian.miit.gov.cn/">粤ICP备20042371号-1</a></p></footer>
</body></html>
""".encode()

HTML = "Content-Type: text/html; charset=utf-8"


def head(*headers: str, status: str = "200 OK") -> bytes:
    """Status line and headers."""
    return "\r\n".join((f"HTTP/1.1 {status}", *headers, "", "")).encode("latin-1")


def whole(body: bytes = PAGE, *headers: str, status: str = "200 OK", length: int | None = None) -> bytes:
    """A whole response; `length` is what it says of its body."""
    said = f"Content-Length: {len(body) if length is None else length}"
    return head(*(headers or (HTML,)), said, status=status) + body


def moved(location: str, status: str = "302 Found") -> bytes:
    """A redirect."""
    return whole(b"", f"Location: {location}", status=status)


def chunk(body: bytes) -> bytes:
    """One chunk."""
    return b"%x\r\n%b\r\n" % (len(body), body)


CHUNKED = head(HTML, "Transfer-Encoding: chunked")
"""The head of a body in chunks."""
