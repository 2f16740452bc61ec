"""A server process with as many origins as asked for: `python many_origins.py COUNT [PARAGRAPHS]`.

Prints one port a line when all of them listen on 127.0.0.1, then serves until its standard input closes.
Every origin serves the same kind of page, with a number and a company of its own.
"""

import resource
import selectors
import socket
import sys

PAGE = (
    '<!doctype html><html lang="zh-CN"><head><meta charset="utf-8"><title>网站 {n}</title></head><body>'
    "<main>{filler}</main><footer><p>© 2026 第{n}号茶业有限公司 版权所有</p>"
    '<p><a href="https://beian.miit.gov.cn/">京ICP备{n:08d}号-1</a></p></footer></body></html>'
)
PARAGRAPHS = 400


def answer(port_number: int, paragraphs: int) -> bytes:
    """The whole response of one origin."""
    filler = "<p>我们种茶、制茶，也卖茶。</p>" * paragraphs
    body = PAGE.format(n=15_000_000 + port_number, filler=filler).encode()
    head = f"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\nContent-Length: {len(body)}\r\nConnection: close\r\n\r\n"
    return head.encode() + body


def serve(count: int, paragraphs: int) -> None:
    """Listen on `count` ports and answer each request with its origin's page."""
    _, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (hard, hard))
    selector = selectors.DefaultSelector()
    for number in range(count):
        listener = socket.socket()
        listener.bind(("127.0.0.1", 0))
        listener.listen(64)
        selector.register(listener, selectors.EVENT_READ, number)
        print(listener.getsockname()[1])  # noqa: T201 - the ports are this program's output
    sys.stdout.flush()
    selector.register(sys.stdin, selectors.EVENT_READ, None)
    while True:
        for key, _ in selector.select():
            if key.data is None:
                return
            if not isinstance(key.fileobj, socket.socket):
                continue
            connection, _ = key.fileobj.accept()
            with connection:
                connection.settimeout(10)
                try:
                    connection.recv(65_536)
                    connection.sendall(answer(key.data, paragraphs))
                except ConnectionError:  # the client was killed
                    continue


if __name__ == "__main__":
    serve(int(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else PARAGRAPHS)
