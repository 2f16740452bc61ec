"""Whatever h11 accepts, our reader reads alike; what is read differently stands in one table with its reason."""

from itertools import chain

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from icplint.collect.fetch.http1 import MAX_FIELDS, MAX_INFORMATIONAL
from icplint.collect.fetch.http1_body import MAX_CHUNK_LINE_BYTES, MAX_CHUNKS, MAX_EXTENSION_BYTES
from tests.fakes.responses import Came, Refused, read_by_h11, read_whole

OK = b"HTTP/1.1 200 OK\r\n"
CHUNKED = OK + b"Transfer-Encoding: chunked\r\n\r\n"

REFUSED_BY_US_ALONE = {
    "more lines of headers than any site needs": OK + b"A: b\r\n" * (MAX_FIELDS + 1) + b"\r\n",
    "headers that are too large, in one piece: h11 looks at their size only while it waits for more": (
        OK + b"A: " + b"x" * 70_000 + b"\r\n\r\n"
    ),
    "more announcements than any site makes: our old transport counted them outside of h11": (
        b"HTTP/1.1 103 Early Hints\r\n\r\n" * MAX_INFORMATIONAL + OK + b"\r\n"
    ),
    "a chunk's line longer than any server writes": (
        CHUNKED + b"1;" + b"x" * MAX_CHUNK_LINE_BYTES + b"\r\nx\r\n0\r\n\r\n"
    ),
    "more beside the sizes of chunks than any server writes": (
        CHUNKED + (b"1;" + b"x" * 4000 + b"\r\nx\r\n") * (1 + MAX_EXTENSION_BYTES // 3900) + b"0\r\n\r\n"
    ),
    "so many small chunks that they serve nobody": CHUNKED + b"1\r\nx\r\n" * (MAX_CHUNKS + 1) + b"0\r\n\r\n",
}
"""Why we refuse what h11 accepts: bounds, and nothing else."""

HOW_IT_COMES = st.sampled_from([1, 2, 7, 64, 1 << 20])

breaks = st.sampled_from([b"\r\n", b"\r\n", b"\n"])
status_lines = st.sampled_from(
    [
        b"HTTP/1.1 200 OK",
        b"HTTP/1.0 200 OK",
        b"HTTP/1.1 404",
        b"HTTP/9.9 599 \xe5\xa5\xbd",
        b"HTTP/1.1 204 No Content",
        b"HTTP/1.1 304 Not Modified",
        b"HTTP/1.1 999 ",
    ]
)
announcements = st.sampled_from(
    [b"", b"", b"HTTP/1.1 100 Continue\r\n\r\n", b"HTTP/1.1 103 x\r\nA: b\r\n\r\n"]
)
names = st.sampled_from([b"A", b"content-type", b"X-Powered-By", b"!#$%&'*+-.^_`|~", b"0"])
values = st.binary(max_size=20) | st.sampled_from(
    [b"text/html; charset=gbk", b"a\r\n b", b"a\r\n\t", b"\xff"]
)
framings = st.sampled_from(
    [
        b"",
        b"Content-Length: 5",
        b"Content-Length: 5, 5",
        b"Content-Length: 5\r\ncontent-length: 5",
        b"CONTENT-LENGTH:05 ",
        b"Content-Length: 0",
        b"Content-Length: 5\r\nContent-Length: 6",
        b"Content-Length: -5",
        b"Transfer-Encoding: chunked",
        b"transfer-encoding:CHUNKED\t",
        b"Transfer-Encoding: chunked\r\nContent-Length: 5",
        b"Transfer-Encoding: gzip, chunked",
    ]
)
chunk_ends = st.sampled_from([b"\r\n", b" \r\n", b";a=b\r\n", b";\r\n", b"\n"])
chunks = st.builds(
    lambda data, end: b"%x" % len(data) + end + data + b"\r\n", st.binary(min_size=1, max_size=40), chunk_ends
)
chunked = st.builds(
    lambda parts, end, trailers: b"".join(parts) + b"0" + end + trailers,
    st.lists(chunks, max_size=4),
    chunk_ends,
    st.sampled_from([b"\r\n", b"A: b\r\n\r\n", b"A: b\r\n c\r\n\r\n", b"\n", b"", b"x\r\n\r\n"]),
)
bodies = chunked | st.binary(max_size=60) | st.just(b"hello") | st.builds(bytes.__add__, chunked, st.binary())
responses = st.builds(
    lambda first, status, end, fields, framing, body: (
        first
        + status
        + end
        + b"".join(chain.from_iterable((name, b": ", value, end) for name, value in fields))
        + (framing + end if framing else b"")
        + end
        + body
    ),
    announcements,
    status_lines,
    breaks,
    st.lists(st.tuples(names, values), max_size=4),
    framings,
    bodies,
)


@pytest.mark.slow
@settings(max_examples=1500, deadline=None)
@given(message=responses, step=HOW_IT_COMES)
@example(message=OK + b"A: b\r\n c\r\n\t d\r\n\r\n", step=1)
@example(message=CHUNKED + b"5;x\r\nhello\r\n0\r\n\r\n", step=2)
def test_what_h11_accepts_is_read_alike(message: bytes, step: int) -> None:
    theirs = read_by_h11(message, step)
    if isinstance(theirs, Came):
        ours = read_whole(message, step)
        assert isinstance(ours, Came), ours
        assert ours.without_framing == theirs.without_framing


@settings(max_examples=300, deadline=None)
@given(message=responses | st.binary(max_size=100), step=HOW_IT_COMES)
def test_how_a_response_is_cut_does_not_matter(message: bytes, step: int) -> None:
    whole, cut = read_whole(message, 1 << 20), read_whole(message, step)

    assert isinstance(whole, Refused) == isinstance(cut, Refused)
    assert isinstance(whole, Refused) or whole == cut


def test_the_generated_messages_are_not_all_refused() -> None:
    accepted = 0

    @settings(max_examples=200, deadline=None, database=None, derandomize=True)
    @given(message=responses)
    def count(message: bytes) -> None:
        nonlocal accepted
        accepted += isinstance(read_by_h11(message, 1 << 20), Came)

    count()

    assert accepted > 40


@pytest.mark.parametrize("reason", REFUSED_BY_US_ALONE)
def test_what_we_alone_refuse(reason: str) -> None:
    message = REFUSED_BY_US_ALONE[reason]

    assert isinstance(read_by_h11(message, 1 << 20), Came)
    assert isinstance(read_whole(message, 1 << 20), Refused)
