"""Reads sitemaps: the pages that a site itself tells of. Pure; any bytes give a value.

Source: sitemaps.org protocol (XML, index and text forms; a file holds at most 50,000 addresses).
"""

import zlib
from dataclasses import field
from xml.parsers import expat

from icplint.late import dataclass, pattern

MOST_BYTES = 10 * 1024 * 1024
"""Of a file that are read, after decompression; what stands behind them is left out."""
MOST_READ = 50_000
"""Entries of a file that are looked at."""
MOST_KEPT = 5_000
"""Addresses that are kept of a file; a sample of pages takes far fewer."""
_MAX_ADDRESS = 2_048
_GZIP = b"\x1f\x8b"
_PIECE = 64 * 1024
_DECLARED = pattern(rb"""\A\s*<\?xml[^>]{0,100}?encoding\s*=\s*["']([A-Za-z0-9._-]{2,20})["']""")
_XML_DECLARATION = pattern(r"\A\s*<\?xml[^>]{0,200}\?>")
_BOMS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))
_CHINESE = {"gb2312": "gb18030", "gbk": "gb18030", "gb18030": "gb18030", "big5": "big5hkscs"}


@dataclass(frozen=True, slots=True)
class Sitemap:
    """What one file names, in its order, as written."""

    pages: tuple[str, ...] = ()
    sitemaps: tuple[str, ...] = ()
    """Further files; of an index."""


def read_sitemap(body: bytes) -> Sitemap:
    """The addresses of a sitemap; of a broken one those before the break, of anything else none.

    Args:
        body: As it came; a gzip file is told by its first bytes.
    """
    text = _decoded(_unpacked(body))
    start = text.lstrip("\ufeff \t\r\n")
    if start.startswith("<"):
        return _read_xml(start)
    lines = (line.strip() for line in start[:MOST_BYTES].splitlines()[:MOST_READ])
    return Sitemap(pages=tuple(line for line in lines if _is_address(line))[:MOST_KEPT])


def _unpacked(body: bytes) -> bytes:
    if not body.startswith(_GZIP):
        return body[:MOST_BYTES]
    unpacker = zlib.decompressobj(wbits=zlib.MAX_WBITS | 16)
    try:
        return unpacker.decompress(body, MOST_BYTES)
    except zlib.error:
        return b""


def _decoded(body: bytes) -> str:
    for mark, charset in _BOMS:
        if body.startswith(mark):
            return body.decode(charset, "replace")
    declared = _DECLARED.match(body)
    name = declared[1].decode("ascii").lower() if declared else "utf-8"
    return body.decode(_CHINESE.get(name, "latin-1" if name == "iso-8859-1" else "utf-8"), "replace")


class _EnoughError(Exception):
    """Nothing more is to be read."""


@dataclass(slots=True)
class _Entries:
    """What the parser tells, gathered. Only `<loc>` right below `<url>` or `<sitemap>` counts."""

    pages: list[str] = field(default_factory=list)
    sitemaps: list[str] = field(default_factory=list)
    path: list[str] = field(default_factory=list)
    pieces: list[str] | None = None
    length: int = 0
    read: int = 0

    def doctype(self, *_: object) -> None:
        """No sitemap has one; in it stand the entities that blow up a text or fetch another."""
        raise _EnoughError

    def start(self, name: str, _: object) -> None:
        self.path.append(_local(name))
        if len(self.path) > _DEEPEST:
            raise _EnoughError
        if self.path[1:] in (["url", "loc"], ["sitemap", "loc"]):
            self.pieces, self.length = [], 0

    def text(self, text: str) -> None:
        if self.pieces is not None and self.length <= _MAX_ADDRESS:
            self.pieces.append(text)
            self.length += len(text)

    def end(self, _: str) -> None:
        if self.pieces is not None:
            self._take("".join(self.pieces).strip())
            self.pieces = None
        self.path.pop()

    def _take(self, address: str) -> None:
        self.read += 1
        into = self.pages if self.path[1] == "url" else self.sitemaps
        if _is_address(address) and len(into) < MOST_KEPT:
            into.append(address)
        if self.read >= MOST_READ:
            raise _EnoughError


_DEEPEST = 20


def _read_xml(text: str) -> Sitemap:
    # What the declaration says of the charset was heeded; the parser gets UTF-8.
    data = _XML_DECLARATION.sub("", text, count=1).encode("utf-8", "replace")
    found = _Entries()
    parser = expat.ParserCreate("utf-8")
    parser.StartDoctypeDeclHandler = found.doctype
    parser.StartElementHandler = found.start
    parser.EndElementHandler = found.end
    parser.CharacterDataHandler = found.text
    try:
        for start in range(0, len(data), _PIECE):
            parser.Parse(data[start : start + _PIECE], False)  # noqa: FBT003 - expat takes no names
    except (_EnoughError, expat.ExpatError):
        pass  # what stood before it was read
    return Sitemap(tuple(found.pages), tuple(found.sitemaps))


def _local(name: str) -> str:
    """The name without its prefix: whoever writes one means the same."""
    return name.rpartition(":")[2].lower()


def _is_address(written: str) -> bool:
    return written.startswith(("http://", "https://")) and len(written) <= _MAX_ADDRESS
