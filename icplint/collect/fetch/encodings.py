"""Undoes content encodings, never beyond a cap. Pure."""

import importlib
import zlib
from collections.abc import Callable
from types import ModuleType
from typing import Any

import httpx

_MAX_LAYERS = 3
_MAX_MEMBERS = 256
"""Of one gzip body. What follows a member is copied for the next one, so their number must not grow with the body."""
_ZSTD_WINDOW = 8 * 1024 * 1024
"""What browsers give a stream."""
_ZSTD_MORSEL = 128


def _optional(name: str) -> ModuleType | None:
    try:
        return importlib.import_module(name)
    except ImportError:
        return None


_inflate: Any = _optional("isal.isal_zlib") or zlib
_brotli: Any = _optional("brotli")
_zstandard: Any = _optional("zstandard")


class TooMuchError(Exception):
    """The content is larger than the cap."""


def undo(body: bytes, encodings: str, max_bytes: int, *, is_whole: bool = True) -> bytes:
    """The content as it was before its encodings.

    Args:
        body: As received.
        encodings: The `Content-Encoding` header, the last one applied last.
        max_bytes: Of the result, and of each step on the way to it.
        is_whole: False: the body was cut off by us; what can be undone is returned, up to the cap.

    Raises:
        TooMuchError: More than `max_bytes` of a whole body.
        httpx.DecodingError: The body is not what the header says, or ends too early.
    """
    layers = [name.strip().lower() for name in encodings.split(",") if name.strip()]
    if len(layers) > _MAX_LAYERS:
        raise httpx.DecodingError(f"{len(layers)} content encodings one over another")
    for name in reversed(layers or ["identity"]):
        step = _STEPS.get(name)
        if step is None:
            raise httpx.DecodingError(f"content encoding {name[:40]!r} was not asked for")
        body = step(body, max_bytes + 1, is_whole)
        if len(body) > max_bytes and is_whole:
            raise TooMuchError
    return body[:max_bytes]


def _plain(body: bytes, limit: int, is_whole: bool) -> bytes:  # noqa: ARG001, FBT001 - one shape for all
    return body


def _gzip(body: bytes, limit: int, is_whole: bool) -> bytes:  # noqa: FBT001 - one shape for all
    """All members of a gzip file; what follows them is ignored, as browsers do."""
    parts: list[bytes] = []
    while limit > 0 and (not parts or body.startswith(b"\x1f\x8b")):
        if len(parts) == _MAX_MEMBERS:
            raise httpx.DecodingError(f"more than {_MAX_MEMBERS} gzip members")
        part, body = _run_inflate(body, limit, is_whole, zlib.MAX_WBITS | 16)
        parts.append(part)
        limit -= len(part) or 1
    return b"".join(parts)


def _deflate(body: bytes, limit: int, is_whole: bool) -> bytes:  # noqa: FBT001 - one shape for all
    """With its zlib header as the standard wants it, or without as many servers send it."""
    try:
        return _run_inflate(body, limit, is_whole, zlib.MAX_WBITS)[0]
    except httpx.DecodingError:
        return _run_inflate(body, limit, is_whole, -zlib.MAX_WBITS)[0]


def _run_inflate(body: bytes, limit: int, is_whole: bool, window_bits: int) -> tuple[bytes, bytes]:  # noqa: FBT001
    machine = _inflate.decompressobj(window_bits)
    try:
        content: bytes = machine.decompress(body, limit)
    except _inflate.error as error:
        raise httpx.DecodingError(str(error)) from error
    if is_whole and not machine.eof and len(content) < limit:
        raise httpx.DecodingError("the compressed content ends too early")
    return content, machine.unused_data


def _undo_brotli(body: bytes, limit: int, is_whole: bool) -> bytes:  # noqa: FBT001 - one shape for all
    machine = _brotli.Decompressor()
    try:
        content: bytes = machine.process(body, output_buffer_limit=limit)
        while len(content) < limit and not machine.can_accept_more_data():
            content += machine.process(b"", output_buffer_limit=limit - len(content))
    except _brotli.error as error:
        raise httpx.DecodingError(str(error)) from error
    if is_whole and not machine.is_finished() and len(content) < limit:
        raise httpx.DecodingError("the compressed content ends too early")
    return content


def _undo_zstd(body: bytes, limit: int, is_whole: bool) -> bytes:  # noqa: FBT001 - one shape for all
    # NOTE: the library knows no limit for its output, so it gets morsels: a block of at most
    # 128 KB takes at least 4 bytes.
    machine = _zstandard.ZstdDecompressor(max_window_size=_ZSTD_WINDOW).decompressobj()
    parts: list[bytes] = []
    try:
        for start in range(0, len(body), _ZSTD_MORSEL):
            parts.append(machine.decompress(body[start : start + _ZSTD_MORSEL]))
            limit -= len(parts[-1])
            if machine.eof or limit <= 0:
                break
    except _zstandard.ZstdError as error:
        raise httpx.DecodingError(str(error)) from error
    if is_whole and not machine.eof and limit > 0:
        raise httpx.DecodingError("the compressed content ends too early")
    return b"".join(parts)


_STEPS: dict[str, Callable[[bytes, int, bool], bytes]] = {
    "identity": _plain,
    "gzip": _gzip,
    "x-gzip": _gzip,
    "deflate": _deflate,
}
if hasattr(getattr(_brotli, "Decompressor", None), "can_accept_more_data"):  # older ones know no limit
    _STEPS["br"] = _undo_brotli
if _zstandard is not None:
    _STEPS["zstd"] = _undo_zstd

ACCEPTED = ", ".join(name for name in ("gzip", "deflate", "br", "zstd") if name in _STEPS)
"""The `Accept-Encoding` header: what can be undone here, nothing else."""
