import gc
import weakref

import httpx
import pytest

from icplint.collect.fetch.failures import HeadersTooLargeError
from icplint.collect.fetch.http1 import (
    MAX_FIELDS,
    MAX_HEADER_BYTES,
    MAX_INFORMATIONAL,
    ResponseReader,
)
from icplint.collect.fetch.http1_body import MAX_CHUNK_LINE_BYTES, MAX_CHUNKS
from tests.fakes.responses import Came, Refused, read_whole

BODY = b"<p>hello</p>"
OK = b"HTTP/1.1 200 OK\r\n"


def came(message: bytes, *, closes: bool = True) -> Came:
    """What a message gives, alike in one piece, byte by byte and in threes."""
    results = [read_whole(message, step, closes=closes) for step in (len(message) or 1, 1, 3)]
    first = results[0]
    assert results == [first] * 3
    assert isinstance(first, Came), first
    return first


def refusal(message: bytes) -> str:
    """Why a message is refused, in one piece and byte by byte."""
    results = [read_whole(message, step) for step in (len(message) or 1, 1)]
    assert all(isinstance(one, Refused) for one in results), results
    return str(results[0])


@pytest.mark.parametrize(
    "status_line",
    [
        b"HTTP/1.1 200 OK",
        b"HTTP/1.1 200 ",
        b"HTTP/1.1 200",
        b"HTTP/1.0 200 OK",
        b"HTTP/1 200 OK",
        b"HTTP/2 200",
        b"http/1.1 200 ok",
        b"HTTP/1.1  200  OK",
        b"HTTP/1.1\t200\tOK",
        "HTTP/1.1 200 成功".encode(),
        b"HTTP/1.1 200 \xb3\xc9\xb9\xa6",
    ],
)
@pytest.mark.parametrize("end", [b"\r\n", b"\n"])
def test_status_lines_as_servers_write_them(status_line: bytes, end: bytes) -> None:
    assert came(status_line + end + end + BODY) == Came(200, (), BODY)


@pytest.mark.parametrize(
    "beginning",
    [
        b"SSH-2.0-OpenSSH_9.2\r\n",
        b"220 mail.example ESMTP\r\n",
        b"<html><body>no headers at all</body></html>\r\n\r\n",
        b"HTTPS/1.1 200 OK\r\n\r\n",
        b"\0\0\0\0",
        b"\x15\x03\x01\x00\x02\x02\x16",
        b" HTTP/1.1 200 OK\r\n\r\n",
        b"\r\n" * 9 + OK + b"\r\n",
        b"\r\n" * 100_000,
        b"HTTP/1.1 099 Low\r\n\r\n",
        b"HTTP/1.1 20 Short\r\n\r\n",
        b"HTTP/1.1 2000 Long\r\n\r\n",
        b"HTTP/1.1 OK\r\n\r\n",
        b"HTTP/1.1200 OK\r\n\r\n",
        b"HTTP/11.1 200 OK\r\n\r\n",
    ],
)
def test_what_is_no_http_is_refused(beginning: bytes) -> None:
    assert refusal(beginning)


def test_another_protocol_is_refused_before_it_has_said_all() -> None:
    reader = ResponseReader()

    with pytest.raises(httpx.RemoteProtocolError):
        reader.receive(b"SSH")


def test_a_few_blank_lines_before_an_answer_are_passed_over() -> None:
    assert came(b"\r\n\n\r\n" + OK + b"\r\n" + BODY).body == BODY


@pytest.mark.parametrize(
    ("lines", "fields"),
    [
        (b"A: b\r\nC:d\r\nE:\t f \t\r\n", ((b"A", b"b"), (b"C", b"d"), (b"E", b"f"))),
        (b"A: b\nC: d\r\n", ((b"A", b"b"), (b"C", b"d"))),
        (b"Empty:\r\n", ((b"Empty", b""),)),
        (b"A: b\r\n c\r\n\td \r\nE: f\r\n", ((b"A", b"b c d"), (b"E", b"f"))),
        (b" folded first\r\nA: b\r\n", ((b"A", b"b"),)),
        (b"A : b\r\n", ((b"A", b"b"),)),
        (b"no colon\r\n: no name\r\nbad name: x\r\nA: b\r\n", ((b"A", b"b"),)),
        (b"A: b: c\r\nA: d\r\n", ((b"A", b"b: c"), (b"A", b"d"))),
        (b"A: \xd6\xd0\xce\xc4\r\n", ((b"A", b"\xd6\xd0\xce\xc4"),)),
        (b"A: \x01\x7f\r\n", ((b"A", b"\x01\x7f"),)),
    ],
)
def test_headers_as_servers_write_them(lines: bytes, fields: tuple[tuple[bytes, bytes], ...]) -> None:
    assert came(OK + lines + b"\r\n" + BODY) == Came(200, fields, BODY)


@pytest.mark.parametrize("line", [b"A: b\0c", b"A\0: b", b"A: b\rc", b"\rA: b", b"A: b\r", b"\0"])
def test_nul_and_a_lone_carriage_return_are_refused(line: bytes) -> None:
    assert "characters" in refusal(OK + line + b"\r\n\r\n" + BODY)
    assert refusal(b"HTTP/1.1 200 O\0K\r\n\r\n")


def test_headers_have_a_size() -> None:
    largest = MAX_HEADER_BYTES - len(OK + b"A: \r\n\r\n")

    assert came(OK + b"A: " + b"x" * largest + b"\r\n\r\n").status == 200
    for step in (1000, 1 << 20):
        refused = read_whole(OK + b"A: " + b"x" * (largest + 1) + b"\r\n\r\n", step)
        assert isinstance(refused, Refused)
        assert isinstance(refused.error, HeadersTooLargeError)
    endless = read_whole(OK + b"A: " + b"x" * 1_000_000, 100_000)
    assert isinstance(endless, Refused)
    assert isinstance(endless.error, HeadersTooLargeError)


def test_headers_have_a_number() -> None:
    assert len(came(OK + b"A: b\r\n" * MAX_FIELDS + b"\r\n").fields) == MAX_FIELDS
    with pytest.raises(HeadersTooLargeError):
        ResponseReader().receive(OK + b"A: b\r\n" * (MAX_FIELDS + 1) + b"\r\n")
    with pytest.raises(HeadersTooLargeError):
        ResponseReader().receive(OK + b"A: b\r\n" + b" c\r\n" * MAX_FIELDS + b"\r\n")


def test_announcements_are_passed_over_up_to_a_number() -> None:
    announced = b"HTTP/1.1 103 Early Hints\r\nLink: </a.css>\r\n\r\n"

    assert came(announced * (MAX_INFORMATIONAL - 1) + OK + b"\r\n" + BODY) == Came(200, (), BODY)
    assert "announcements" in refusal(announced * MAX_INFORMATIONAL + OK + b"\r\n" + BODY)
    assert "announcements" in refusal(b"HTTP/1.1 100\n\n" * 100_000)
    assert refusal(announced)
    assert "protocol" in refusal(b"HTTP/1.1 101 Switching Protocols\r\n\r\n" + OK + b"\r\n")


def test_a_body_without_a_length_goes_until_the_connection_closes() -> None:
    assert came(OK + b"\r\n" + BODY * 1000).body == BODY * 1000
    assert came(OK + b"\r\n").body == b""


@pytest.mark.parametrize(
    "lines",
    [
        b"Content-Length: 12",
        b"content-length:12",
        b"Content-Length: 0012",
        b"Content-Length: 12, 12",
        b"Content-Length: 12\r\nContent-Length: 12",
        b"Content-Length: 12\r\nContent-Length:",
        b"Transfer-Encoding: identity\r\nContent-Length: 12",
    ],
)
def test_a_length_ends_a_body(lines: bytes) -> None:
    message = OK + lines + b"\r\n\r\n" + BODY + b"more than was said"

    assert came(message, closes=False).body == BODY


@pytest.mark.parametrize(
    "lines",
    [
        b"Content-Length: 11\r\nContent-Length: 12",
        b"Content-Length: 12, 11",
        b"Content-Length: 13",
        b"Content-Length: 99999999999999999999",
        b"Content-Length: 999999999999999999999999",
        b"Transfer-Encoding: gzip",
        b"Transfer-Encoding: gzip, chunked",
        b"Transfer-Encoding: xchunked",
    ],
)
def test_a_length_or_coding_that_cannot_be_is_refused(lines: bytes) -> None:
    assert refusal(OK + lines + b"\r\n\r\n" + BODY)


@pytest.mark.parametrize("value", [b"", b"-1", b"+12", b"abc", b"1.5", b"0x10"])
def test_a_length_that_is_no_number_says_nothing(value: bytes) -> None:
    assert came(OK + b"Content-Length: " + value + b"\r\n\r\n" + BODY).body == BODY


@pytest.mark.parametrize("status", [b"204", b"304"])
def test_some_answers_have_no_body_whatever_they_say(status: bytes) -> None:
    message = b"HTTP/1.1 " + status + b" x\r\nContent-Length: 12\r\n\r\n" + BODY

    assert came(message, closes=False).body == b""


def test_nothing_is_awaited_where_the_length_is_nought() -> None:
    assert came(OK + b"Content-Length: 0\r\n\r\n", closes=False).body == b""


CHUNKED = OK + b"Transfer-Encoding: chunked\r\n\r\n"


@pytest.mark.parametrize(
    "chunks",
    [
        b"c\r\n<p>hello</p>\r\n0\r\n\r\n",
        b"C\r\n<p>hello</p>\r\n0\r\n",
        b"c\n<p>hello</p>\n0\n",
        b"5\r\n<p>he\r\n7\r\nllo</p>\r\n000\r\n\r\n",
        b"000000000000000000c\r\n<p>hello</p>\r\n0\r\n\r\n",
        b"c \r\n<p>hello</p>\r\n0\t\r\n\r\n",
        b" c\r\n<p>hello</p>\r\n 0\r\n\r\n",
        b'c;name="value;\r"\r\n<p>hello</p>\r\n0;last\r\n\r\n',
        b"c\r\n<p>hello</p>\r\n0\r\nTrailer: yes\r\n\r\n",
        b"c\r\n<p>hello</p>\r\n0\r\nno trailer\0",
        b"c\r\n<p>hello</p>\r\n0\r\n\r\nHTTP/1.1 200 OK\r\n\r\n",
    ],
)
def test_chunks_as_servers_write_them(chunks: bytes) -> None:
    assert came(CHUNKED + chunks, closes=False).body == BODY


@pytest.mark.parametrize(
    "chunks",
    [
        b"",
        b"c",
        b"c\r\n<p>hello",
        b"c\r\n<p>hello</p>",
        b"c\r\n<p>hello</p>\r\n",
        b"c\r\n<p>hello</p>\r\n0",
        b"b\r\n<p>hello</p>\r\n0\r\n\r\n",
        b"b\r\n<p>hello</p",
        b"c\r\n<p>hello</p>\rx\r\n",
        b"\r\n",
        b"-1\r\n<p>\r\n",
        b"0x1\r\n<\r\n0\r\n",
        b"g\r\n<p>\r\n",
        b"c extension\r\n<p>hello</p>\r\n0\r\n",
        b"c\0\r\n<p>hello</p>\r\n0\r\n",
        b"ffffffffffffffffffff\r\n<p>\r\n",
        b"000000000000000000001\r\n<\r\n0\r\n",
        b"1;" + b"x" * MAX_CHUNK_LINE_BYTES + b"\r\n<\r\n0\r\n",
        b"1;" + b"x" * 1_000_000,
        b"<p>hello</p>",
    ],
)
def test_chunks_that_are_none_are_refused(chunks: bytes) -> None:
    assert refusal(CHUNKED + chunks)


def test_chunks_have_a_number() -> None:
    chunk = b"1\r\nx\r\n"

    assert len(came(CHUNKED + chunk * 1000 + b"0\r\n").body) == 1000
    refused = read_whole(CHUNKED + chunk * (MAX_CHUNKS + 1) + b"0\r\n", 1 << 16)
    assert isinstance(refused, Refused)


def test_a_coding_counts_before_a_length() -> None:
    lines = b"Content-Length: 3\r\nTransfer-Encoding: chunked\r\nContent-Length: 5\r\n"

    assert came(OK + lines + b"\r\nc\r\n<p>hello</p>\r\n0\r\n", closes=False).body == BODY
    assert came(OK + b"Transfer-Encoding: Chunked, chunked\r\n\r\n1\r\nx\r\n0\r\n").body == b"x"


def test_nothing_but_silence_is_refused_as_what_it_is() -> None:
    assert "without an answer" in refusal(b"")
    assert "within its headers" in refusal(b"HTTP/1.1 200 OK\r\nA: b\r\n")


def test_a_reader_is_gone_with_its_last_holder() -> None:
    class Watched(ResponseReader):
        pass

    gc.disable()
    try:
        for message in (CHUNKED + b"c\r\n<p>hello</p>\r\n", OK + b"\r\n", OK + b"Content-Length: 9\r\n\r\nx"):
            reader = Watched()
            reader.receive(message)
            seen = weakref.ref(reader)
            del reader
            assert seen() is None
    finally:
        gc.enable()
