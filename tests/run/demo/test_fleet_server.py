"""The server of the demo's fleet: an origin for each site, and a clean end."""

import http.client
import socket
import threading
from collections.abc import Mapping
from urllib.parse import urlsplit

import pytest

from icplint.model.text import text
from icplint.run.demo.fleet import Expected, Fleet, FleetSite, Serving
from icplint.run.demo.server import serve

PAGE = "<html><body>你好</body></html>".encode("gbk")


def site(*, files: Mapping[str, bytes] | None = None, serving: Serving | None = None) -> FleetSite:
    return FleetSite(
        folder="x",
        shows=text(en="x", zh="某站"),
        row={},
        serving=serving or Serving(),
        files=files or {"/": PAGE, "/images/badge.svg": b"<svg/>"},
        expected=Expected.CHECKED,
        reason=None,
        planted=(),
    )


def get(address: str, path: str = "/") -> tuple[int, str | None, bytes]:
    connection = http.client.HTTPConnection(urlsplit(address).netloc, timeout=5)
    try:
        connection.request("GET", path)
        answer = connection.getresponse()
        return answer.status, answer.getheader("Content-Type"), answer.read()
    finally:
        connection.close()


def test_each_site_is_an_origin_of_its_own() -> None:
    with serve(Fleet((site(), site(files={"/": b"another"})))) as addresses:
        bodies = [get(address)[2] for address in addresses]

    assert len(set(addresses)) == 2
    assert all(address.startswith("http://127.0.0.1:") for address in addresses)
    assert bodies == [PAGE, b"another"]


def test_a_page_is_served_without_a_charset_so_that_its_own_declaration_counts() -> None:
    with serve(Fleet((site(),))) as (address,):
        assert get(address) == (200, "text/html", PAGE)
        assert get(address, "/images/badge.svg") == (200, "image/svg+xml", b"<svg/>")


@pytest.mark.parametrize("path", ["/none", "/../fleet.toml", "/%2e%2e/fleet.toml", "//etc/passwd"])
def test_only_the_files_of_the_site_are_served(path: str) -> None:
    with serve(Fleet((site(),))) as (address,):
        status, _, body = get(address, path)

    assert status == 404
    assert PAGE not in body


def test_status_and_headers_are_as_told() -> None:
    with serve(Fleet((site(serving=Serving(status=403, headers={"X-Waf": "1"})),))) as (address,):
        connection = http.client.HTTPConnection(urlsplit(address).netloc, timeout=5)
        connection.request("GET", "/")
        answer = connection.getresponse()
        found = (answer.status, answer.getheader("X-Waf"), answer.read())
        connection.close()

    assert found == (403, "1", PAGE)


def test_a_refusing_site_holds_its_port_and_refuses() -> None:
    with serve(Fleet((site(serving=Serving(refuse=True)),))) as (address,):
        port = urlsplit(address).port or 0
        with pytest.raises(ConnectionRefusedError):
            socket.create_connection(("127.0.0.1", port), timeout=5)
        with socket.socket() as other, pytest.raises(OSError, match=r".+"):
            other.bind(("127.0.0.1", port))


def test_leaving_ends_answers_that_wait_and_all_threads() -> None:
    before = set(threading.enumerate())
    with serve(Fleet((site(serving=Serving(delay_s=3600)),))) as (address,):
        visitor = socket.create_connection(("127.0.0.1", urlsplit(address).port or 0), timeout=5)
        visitor.sendall(b"GET / HTTP/1.0\r\n\r\n")
        while len(set(threading.enumerate()) - before) < 2:
            pass  # until the site has begun to answer, in a thread beside the one that takes visitors in
    answer = visitor.recv(100)
    visitor.close()

    assert answer == b""
    assert set(threading.enumerate()) == before


def test_a_visitor_who_hangs_up_is_no_news(capfd: pytest.CaptureFixture[str]) -> None:
    with serve(Fleet((site(files={"/": b"x" * 10_000_000}),))) as (address,):
        visitor = socket.create_connection(("127.0.0.1", urlsplit(address).port or 0), timeout=5)
        visitor.sendall(b"GET / HTTP/1.0\r\n\r\n")
        visitor.recv(10)
        visitor.close()

    assert capfd.readouterr() == ("", "")
