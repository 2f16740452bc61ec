import gzip
import importlib
import zlib
from typing import Any

import httpx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from icplint.collect.fetch.encodings import ACCEPTED, TooMuchError, undo
from icplint.collect.fetch.failures import FETCH_ERRORS

CAP = 1 << 16
bodies = st.binary(max_size=2000)


def raw_deflate(body: bytes) -> bytes:
    machine = zlib.compressobj(wbits=-zlib.MAX_WBITS)
    return machine.compress(body) + machine.flush()


def encoded(encoding: str, body: bytes) -> bytes:
    modules = {"gzip": "gzip", "deflate": "zlib", "br": "brotli", "zstd": "zstandard"}
    module: Any = pytest.importorskip(modules[encoding])
    compressed: bytes = module.compress(body)
    return compressed


@given(body=bodies)
def test_what_was_encoded_comes_back(body: bytes) -> None:
    assert undo(body, "", CAP) == body
    assert undo(body, "identity", CAP) == body
    assert undo(gzip.compress(body), "gzip", CAP) == body
    assert undo(gzip.compress(body), "X-GZIP", CAP) == body
    assert undo(zlib.compress(body), "deflate", CAP) == body
    assert undo(raw_deflate(body), "deflate", CAP) == body
    assert undo(gzip.compress(zlib.compress(body)), "deflate, gzip", CAP) == body


@given(first=bodies, second=bodies, junk=st.binary(max_size=20))
def test_members_of_a_gzip_file_belong_together_and_junk_behind_them_does_not(
    first: bytes, second: bytes, junk: bytes
) -> None:
    received = gzip.compress(first) + gzip.compress(second) + b"\0" + junk

    assert undo(received, "gzip", CAP) == first + second


def test_a_body_of_more_members_than_anybody_sends_is_not_undone() -> None:
    # Each member costs a copy of what follows it, so 200,000 of them would keep a core busy for minutes.
    member = gzip.compress(b"x")

    assert undo(member * 256, "gzip", CAP) == b"x" * 256
    with pytest.raises(httpx.DecodingError, match="members"):
        undo(member * 257, "gzip", CAP)


@pytest.mark.parametrize("encoding", ["br", "zstd"])
@given(body=bodies)
def test_the_encodings_of_the_extra_come_back(encoding: str, body: bytes) -> None:
    assert undo(encoded(encoding, body), encoding, CAP) == body


@pytest.mark.parametrize("encoding", ["gzip", "deflate", "br", "zstd"])
def test_a_bomb_stops_at_the_cap(encoding: str) -> None:
    bomb = b"\0" * 50_000_000
    received = encoded(encoding, bomb)

    with pytest.raises(TooMuchError):
        undo(received, encoding, CAP)
    assert undo(received, encoding, CAP, is_whole=False) == b"\0" * CAP


def test_a_body_of_exactly_the_cap_passes() -> None:
    body = b"x" * CAP

    assert undo(gzip.compress(body), "gzip", CAP) == body


@pytest.mark.parametrize("encoding", ["gzip", "deflate", "br", "zstd"])
def test_a_body_that_ends_too_early_is_no_body(encoding: str) -> None:
    page = bytes(range(256)) * 20
    received = encoded(encoding, page)

    with pytest.raises(httpx.DecodingError):
        undo(received[:-9], encoding, CAP)


@pytest.mark.parametrize("encodings", ["gzip", "deflate", "compress", "exi", "gzip, gzip, gzip, gzip"])
def test_a_body_that_is_not_what_the_header_says_is_no_body(encodings: str) -> None:
    with pytest.raises(httpx.DecodingError):
        undo(b"<p>plain</p>", encodings, CAP)


@given(body=bodies, encodings=st.sampled_from([*ACCEPTED.split(", "), "gzip, deflate", "deflate, deflate"]))
def test_any_bytes_give_content_or_a_failure(body: bytes, encodings: str) -> None:
    try:
        content = undo(body, encodings, CAP)
    except FETCH_ERRORS:
        return
    except TooMuchError:
        return

    assert len(content) <= CAP


@pytest.mark.parametrize(("encoding", "module"), [("br", "brotli"), ("zstd", "zstandard")])
def test_only_what_can_be_undone_is_asked_for(encoding: str, module: str) -> None:
    try:
        importlib.import_module(module)
    except ImportError:
        assert encoding not in ACCEPTED.split(", ")
    else:
        assert encoding in ACCEPTED.split(", ")
    assert {"gzip", "deflate"} <= set(ACCEPTED.split(", "))
