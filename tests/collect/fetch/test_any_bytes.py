"""Whatever a server says, a fetch ends in a value."""

import pytest
import trio
from hypothesis import given, settings
from hypothesis import strategies as st

from icplint.collect.fetch.http_fetcher import open_fetcher
from icplint.model.answer import Answer, FetchFailure
from icplint.model.ask import Ask
from icplint.model.settings import FetchSettings
from tests.fakes.servers import noon, saying, serve

statuses = st.sampled_from(
    [b"HTTP/1.1 200 OK", b"HTTP/1.0 404", b"HTTP/1.1 301 Moved", b"HTTP/1.1 100 Go on", b""]
)
header_lines = st.one_of(
    st.binary(max_size=40),
    st.sampled_from(
        [
            b"Content-Length: 5",
            b"Content-Length: -1",
            b"Content-Length: 99999999999999999999",
            b"Transfer-Encoding: chunked",
            b"Transfer-Encoding: gzip",
            b"Content-Encoding: gzip",
            b"Content-Encoding: \xff",
            b"Location: \xe9\xa6\x96\xe9\xa1\xb5",
            b"Location: http://[::1",
            b"Location: //",
            b"Content-Type: text/html; charset=\x00",
            b" folded: line",
            b"no colon",
        ]
    ),
)
responses = st.builds(
    lambda status, lines, end, body: end.join([status, *lines, b"", b""]) + body,
    statuses,
    st.lists(header_lines, max_size=5),
    st.sampled_from([b"\r\n", b"\n"]),
    st.binary(max_size=60),
)


@pytest.mark.slow
@settings(max_examples=150, deadline=None)
@given(pieces=st.lists(responses | st.binary(max_size=80), max_size=3))
def test_any_bytes_give_a_value(pieces: list[bytes]) -> None:
    async def fetched() -> Answer | FetchFailure:
        async with trio.open_nursery() as nursery:
            port = await serve(nursery, saying(*pieces))
            # The deadline bounds redirects of the server to itself, and nothing else.
            settings_ = FetchSettings(allow_private=True, max_redirects=3, timeout_s=10)
            async with open_fetcher(settings_, clock=noon) as fetcher:
                came = await fetcher.fetch(Ask(candidates=(f"http://127.0.0.1:{port}/",)))
            nursery.cancel_scope.cancel()
        return came

    came = trio.run(fetched)
    tries = came.response.tries if isinstance(came, Answer) else came.tries

    assert len(tries) == 1
