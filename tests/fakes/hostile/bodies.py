"""Bodies that swell, break off or are no page."""

import gzip
import zlib
from collections.abc import Iterator
from importlib import import_module
from importlib.util import find_spec

from tests.fakes.hostile.messages import CHUNKED, HTML, PAGE, chunk, head, whole
from tests.fakes.hostile.server import CHECKED, Behaviour, behaviour, repeating, resetting, saying

_ZEROS = b"\0" * 40_000_000


def _encoded(body: bytes, *encodings: str) -> bytes:
    return whole(body, HTML, *(f"Content-Encoding: {encoding}" for encoding in encodings))


def _bare_deflate(body: bytes) -> bytes:
    machine = zlib.compressobj(9, zlib.DEFLATED, -zlib.MAX_WBITS)
    return machine.compress(body) + machine.flush()


def _nested(layers: int) -> bytes:
    body = PAGE
    for _ in range(layers):
        body = gzip.compress(body)
    return body


def _optional() -> Iterator[Behaviour]:
    """Encodings whose libraries may be missing; they are not asked for then."""
    if find_spec("brotli"):
        compress = import_module("brotli").compress
        yield behaviour("sends brotli", saying(_encoded(compress(PAGE), "br")), CHECKED)
        yield behaviour(
            "sends a brotli bomb", saying(_encoded(compress(_ZEROS, quality=5), "br")), "too-large"
        )
        yield behaviour("breaks brotli off", saying(_encoded(compress(PAGE)[:-5], "br")), "decode")
        yield behaviour("breaks brotli", saying(_encoded(b"\xff" * 500, "br")), "decode")
    if find_spec("zstandard"):
        compress = import_module("zstandard").compress
        yield behaviour("sends zstd", saying(_encoded(compress(PAGE), "zstd")), CHECKED)
        yield behaviour("sends a zstd bomb", saying(_encoded(compress(_ZEROS), "zstd")), "too-large")
        yield behaviour("breaks zstd off", saying(_encoded(compress(PAGE)[:-5], "zstd")), "decode")
        yield behaviour(
            "wants a window of 2 GB for zstd",
            saying(_encoded(b"\x28\xb5\x2f\xfd\x00\xa8" + b"\0" * 50, "zstd")),
            "decode",
        )


_BOMB = gzip.compress(_ZEROS)
_EMPTY_MEMBER = gzip.compress(b"", mtime=0)

BEHAVIOURS = (
    behaviour("sends gzip", saying(_encoded(gzip.compress(PAGE), "gzip")), CHECKED),
    behaviour("sends deflate", saying(_encoded(zlib.compress(PAGE), "deflate")), CHECKED),
    behaviour("sends bare deflate", saying(_encoded(_bare_deflate(PAGE), "deflate")), CHECKED),
    behaviour("sends a gzip bomb", saying(_encoded(_BOMB, "gzip")), "too-large"),
    behaviour("sends a deflate bomb", saying(_encoded(zlib.compress(_ZEROS), "deflate")), "too-large"),
    behaviour("sends a bare deflate bomb", saying(_encoded(_bare_deflate(_ZEROS), "deflate")), "too-large"),
    behaviour("sends a bomb in a bomb", saying(_encoded(gzip.compress(_BOMB), "gzip", "gzip")), "too-large"),
    behaviour(
        "sends a bomb in chunks",
        saying(
            head(HTML, "Content-Encoding: gzip", "Transfer-Encoding: chunked"), chunk(_BOMB), b"0\r\n\r\n"
        ),
        "too-large",
    ),
    behaviour("sends gzip in gzip", saying(_encoded(_nested(2), "gzip, gzip")), CHECKED),
    behaviour("sends gzip of ten layers", saying(_encoded(_nested(10), *("gzip",) * 10)), "decode"),
    behaviour("names 5,000 layers", saying(_encoded(PAGE, ",".join(("gzip",) * 5_000))), "decode"),
    behaviour(
        "sends gzip of two members",
        saying(_encoded(gzip.compress(PAGE[:90]) + gzip.compress(PAGE[90:]), "gzip")),
        CHECKED,
    ),
    behaviour(
        "sends gzip and rubbish behind", saying(_encoded(gzip.compress(PAGE) + b"rubbish", "gzip")), CHECKED
    ),
    behaviour(
        "sends gzip of 180,000 empty members",
        saying(_encoded(_EMPTY_MEMBER * 180_000, "gzip")),
        "decode",
        "too-large",
        "not-html",
    ),
    behaviour("breaks gzip off", saying(_encoded(gzip.compress(PAGE)[:-20], "gzip")), "decode"),
    behaviour(
        "sends gzip with a wrong sum",
        saying(_encoded(gzip.compress(PAGE)[:-8] + b"\1" * 8, "gzip")),
        "decode",
    ),
    behaviour("says gzip and sends none", saying(_encoded(PAGE, "gzip")), "decode"),
    behaviour("says gzip and sends nothing", saying(_encoded(b"", "gzip")), "decode", "not-html", CHECKED),
    behaviour(
        "sends gzip and says nothing of it", saying(whole(gzip.compress(PAGE * 20))), "not-html", "decode"
    ),
    behaviour("sends an encoding nobody asked for", saying(_encoded(PAGE, "rot13")), "decode"),
    behaviour("says identity", saying(_encoded(PAGE, "identity")), CHECKED),
    *_optional(),
    behaviour("sends a body without end", repeating(b"x" * 65_536, first=head(HTML)), "too-large"),
    behaviour("sends five megabytes", saying(whole(b"<p>x" * 1_250_000)), "too-large"),
    behaviour(
        "sends an error without end",
        repeating(b"x" * 65_536, first=head(HTML, status="500 Oops")),
        "http-5xx",
    ),
    behaviour(
        "sends an error and a bomb",
        saying(whole(_BOMB, HTML, "Content-Encoding: gzip", status="403 Forbidden")),
        "http-4xx",
    ),
    behaviour(
        "resets in an error", resetting(whole(b"<p>no", status="404 Not Found", length=500)), "http-4xx"
    ),
    behaviour(
        "drips an error",
        repeating(b"x", first=head(HTML, status="503 Busy"), pause_s=0.05),
        "http-5xx",
        "timeout",
    ),
    behaviour("sends nothing", saying(whole(b"")), "not-html"),
    behaviour("sends nothing in chunks", saying(CHUNKED, b"0\r\n\r\n"), "not-html"),
    behaviour("sends blanks", saying(whole(b" \n" * 5_000)), "not-html", CHECKED),
    behaviour("sends NULs", saying(whole(b"\0" * 5_000)), "not-html", "decode", CHECKED),
    behaviour(
        "calls a picture HTML", saying(whole(b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 40)), "not-html"
    ),
    behaviour("calls a PDF HTML", saying(whole(b"%PDF-1.7\n" + bytes(range(256)) * 40)), "not-html"),
    behaviour("calls HTML a picture", saying(whole(PAGE, "Content-Type: image/png")), "not-html"),
    behaviour("calls HTML plain text", saying(whole(PAGE, "Content-Type: text/plain")), CHECKED, "not-html"),
    behaviour("says no type", saying(whole(PAGE, "X-Type: none")), CHECKED),
    behaviour("says a type of rubbish", saying(whole(PAGE, 'Content-Type: ;;;="')), CHECKED),
    behaviour("says two types", saying(whole(PAGE, HTML, "Content-Type: image/png")), CHECKED, "not-html"),
    behaviour("says UTF-8 and sends GB18030", saying(whole(PAGE.decode().encode("gb18030"))), CHECKED),
    behaviour(
        "says GBK and sends UTF-8", saying(whole(PAGE, "Content-Type: text/html; charset=gbk")), CHECKED
    ),
    behaviour(
        "sends UTF-16", saying(whole(PAGE.decode().encode("utf-16"), "Content-Type: text/html")), CHECKED
    ),
    behaviour(
        "says a charset that is none",
        saying(whole(PAGE, "Content-Type: text/html; charset=../../etc")),
        CHECKED,
    ),
    behaviour(
        "says a charset that is a codec of Python's",
        saying(whole(PAGE, "Content-Type: text/html; charset=zip")),
        CHECKED,
    ),
    behaviour(
        "nests a page 200,000 deep", saying(whole(b"<div>" * 200_000)), "too-complex", CHECKED, "parse-budget"
    ),
)
