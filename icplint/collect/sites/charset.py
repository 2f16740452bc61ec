"""Tells by its bytes how a list is encoded, in one pass that keeps nothing."""

import codecs
from collections.abc import Iterator
from typing import BinaryIO

from icplint.errors import SiteListError
from icplint.late import dataclass

_CHUNK = 1 << 20
_SAMPLE = 1 << 16
_CLEARLY = 2
"""How many times as many zeros the one half must hold as the other."""
_BOMS = ((codecs.BOM_UTF8, "utf-8-sig", "UTF-8"), (codecs.BOM_UTF16_LE, "utf-16", "UTF-16"), (codecs.BOM_UTF16_BE, "utf-16", "UTF-16"))  # fmt: skip
_CJK = ("\u3000", "\u9fff")
REPLACEMENT = "\ufffd"


@dataclass(frozen=True, slots=True)
class Charset:
    """How a list is encoded."""

    codec: str
    """For `open(encoding=…)`; takes a byte-order mark away where there is one."""
    label: str
    """For people."""


@dataclass(slots=True)
class _Count:
    characters: int = 0
    undecodable: int = 0


def tell_charset(file: BinaryIO, source: str) -> Charset:
    """UTF-8, GB18030, or UTF-16 with its mark or without. The file is read from its start, and left anywhere.

    Raises:
        SiteListError: The bytes are no text.
    """
    file.seek(0)
    start = file.read(_SAMPLE)
    for bom, codec, label in _BOMS:
        if start.startswith(bom):
            return Charset(codec, label)
    if (wide := _wide(start)) is not None and _is_text(file, wide):
        return Charset(wide, "UTF-16")
    as_utf8 = _count(file, "utf-8", source)
    if not as_utf8.undecodable or _is_chinese(file, more_than=as_utf8.undecodable):
        # Chinese text that decodes as UTF-8 does so on purpose: single broken rows are told apart later.
        return Charset("utf-8", "UTF-8")
    as_gb18030 = _count(file, "gb18030", source)
    if as_gb18030.undecodable * 10 <= as_gb18030.characters:
        return Charset("gb18030", "GB18030")
    raise _no_text(source)


def _wide(start: bytes) -> str | None:
    """The byte order of a text in UTF-16 without its mark: the half of its signs of ASCII that is zero tells it.

    A Chinese sign may hold a zero in its other half, but no list is without dots, commas and line ends.
    """
    first, second = start[::2].count(0), start[1::2].count(0)
    if max(first, second) <= _CLEARLY * min(first, second):
        return None
    return "utf-16-le" if second > first else "utf-16-be"


def _is_text(file: BinaryIO, codec: str) -> bool:
    """Whether a whole file is text in UTF-16, without a zero sign."""
    decoder = codecs.getincrementaldecoder(codec)(errors="strict")
    file.seek(0)
    while chunk := file.read(_CHUNK):
        try:
            if "\0" in decoder.decode(chunk):
                return False
        except UnicodeDecodeError:
            return False
    return not decoder.getstate()[0]


def _count(file: BinaryIO, codec: str, source: str) -> _Count:
    count = _Count()
    for decoded in _decoded(file, codec, source):
        count.characters += len(decoded)
        count.undecodable += decoded.count(REPLACEMENT)
    return count


def _is_chinese(file: BinaryIO, more_than: int) -> bool:
    """Whether more characters than these are Chinese when the file is read as UTF-8."""
    low, high = _CJK
    chinese = 0
    for decoded in _decoded(file, "utf-8", ""):
        if not decoded.isascii():
            chinese += sum(low <= sign <= high for sign in decoded)
        if chinese > more_than:
            return True
    return False


def _decoded(file: BinaryIO, codec: str, source: str) -> Iterator[str]:
    decoder = codecs.getincrementaldecoder(codec)(errors="replace")
    file.seek(0)
    while True:
        chunk = file.read(_CHUNK)
        if b"\0" in chunk:
            raise _no_text(source)
        yield decoder.decode(chunk, final=not chunk)
        if not chunk:
            return


def _no_text(source: str) -> SiteListError:
    return SiteListError(
        f"{source}: not a list in UTF-8 or GB18030 text; from a workbook, save as CSV UTF-8",
        f"{source}：不是 UTF-8 或 GB18030 编码的文本清单；Excel 工作簿请另存为“CSV UTF-8”",
    )
