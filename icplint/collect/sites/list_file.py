"""One list: a copy of its bytes, how they are to be read, and its rows."""

import io
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from enum import StrEnum
from pathlib import Path
from typing import BinaryIO, cast

from icplint.collect.sites.address import read_address
from icplint.collect.sites.charset import Charset, tell_charset
from icplint.collect.sites.delimited import Record, records, rows
from icplint.collect.sites.header import Header, header_of
from icplint.collect.sites.json_rows import json_rows
from icplint.collect.sites.plain import plain_rows
from icplint.collect.sites.quoting import quoted
from icplint.collect.sites.row import BrokenRow, Row
from icplint.errors import SiteListError
from icplint.late import dataclass, pattern
from icplint.model.text import Text, text

MAX_LIST_BYTES = 256 * 1024 * 1024
"""Some three million rows."""
MAX_JSON_BYTES = 64 * 1024 * 1024
"""JSON is held in memory as a whole."""
_IN_MEMORY = 1 << 20
_CHUNK = 1 << 20
_DELIMITED_SUFFIXES = {".csv", ".tsv"}
_JSON_START = pattern(r"\s*\[\s*(?:\{|\"|\]|\Z)")
"""An array of objects or strings; `[::1]:8080` is an address."""
_WORKBOOKS = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")
_SEPARATORS = {
    ",": text(en="separated by commas", zh="逗号分隔"),
    "\t": text(en="separated by tabs", zh="制表符分隔"),
    ";": text(en="separated by semicolons", zh="分号分隔"),
}


class _Shape(StrEnum):
    PLAIN = "plain"
    DELIMITED = "delimited"
    JSON = "json"


@dataclass(frozen=True, slots=True)
class _Reading:
    """How the bytes are to be read."""

    charset: Charset
    shape: _Shape
    delimiter: str = ","
    header: Header | None = None
    has_header: bool = True


class ListFile:
    """A list, copied: what happens to the file during a run changes nothing.

    Errors of the file as a whole come from `open_list`; after it only rows are broken.
    """

    def __init__(self, file: BinaryIO, source: str, folder: Path, reading: _Reading) -> None:
        self.source = source
        self.folder = folder
        """What relative paths in rows are relative to."""
        self.declared = 0
        """Rows with any text, good and broken."""
        self._file = file
        self._reading = reading

    def rows(self) -> Iterator[Row | BrokenRow]:
        """The rows in order, read from the start."""
        with self._text() as stream:
            match self._reading:
                case _Reading(shape=_Shape.JSON):
                    yield from json_rows(stream.read(), self.source)
                case _Reading(shape=_Shape.DELIMITED, header=Header() as header) as reading:
                    yield from rows(stream, reading.delimiter, header, skip_first=reading.has_header)
                case _:
                    yield from plain_rows(stream)

    def notes(self) -> tuple[Text, ...]:
        """How the list was read, and the columns that were not understood."""
        reading = self._reading
        how = text(en=f"as {reading.charset.label}", zh=f"编码 {reading.charset.label}")
        if reading.shape is _Shape.DELIMITED:
            separated = _SEPARATORS[reading.delimiter]
            how = text(en=f"{how.en}, {separated.en}", zh=f"{how.zh}，{separated.zh}")
        if not reading.has_header:
            how = text(
                en=f"{how.en}, without a header: the first column is taken as the address",
                zh=f"{how.zh}，无表头：第一列视为网址",
            )
        read = text(
            en=f"{self.source}: {self.declared} {'row' if self.declared == 1 else 'rows'}, read {how.en}",
            zh=f"{self.source}：共 {self.declared} 行，{how.zh}",
        )
        return (read, *(reading.header.notes(self.source) if reading.header else ()))

    def close(self) -> None:
        """Let the copy go."""
        self._file.close()

    @contextmanager
    def _text(self) -> Iterator[io.TextIOWrapper]:
        with _text_of(self._file, self._reading.charset) as stream:
            yield stream


def open_list(
    given: BinaryIO, source: str, folder: Path, suffix: str = "", *, begins: bytes = b""
) -> ListFile:
    """Copy a list and find out how to read it.

    Args:
        given: The bytes; read to the end, not closed.
        source: The list's name, for people.
        folder: What relative paths in its rows are relative to.
        suffix: `.json`, `.csv` and `.tsv` say the shape; it is told by content otherwise.
        begins: What was read of it already.

    Raises:
        SiteListError: It cannot be read at all, or names nothing.
    """
    file = _copy(given, source, begins)
    try:
        reading = _reading_of(file, source, suffix)
        opened = ListFile(file, source, folder, reading)
        opened.declared = sum(1 for _ in opened.rows())
    except BaseException:
        file.close()
        raise
    if not opened.declared:
        opened.close()
        raise _empty(source)
    return opened


def _copy(given: BinaryIO, source: str, begins: bytes) -> BinaryIO:
    file = cast("BinaryIO", tempfile.SpooledTemporaryFile(max_size=_IN_MEMORY))  # noqa: SIM115 - the ListFile closes it
    try:
        file.write(begins)
        while (chunk := given.read(_CHUNK)) and file.tell() <= MAX_LIST_BYTES:
            file.write(chunk)
        if chunk:
            raise _too_large(source, MAX_LIST_BYTES)  # noqa: TRY301 - one place closes the copy
    except BaseException:
        file.close()
        raise
    return file


@contextmanager
def _text_of(file: BinaryIO, charset: Charset) -> Iterator[io.TextIOWrapper]:
    """The file as text from its start; stays open behind it."""
    file.seek(0)
    # newline="" keeps line ends inside quoted fields, and counts lines as editors do.
    stream = io.TextIOWrapper(file, encoding=charset.codec, errors="replace", newline="")
    try:
        yield stream
    finally:
        # A run that ends early closes the file before the rows are let go.
        with suppress(ValueError):
            stream.detach()


def _reading_of(file: BinaryIO, source: str, suffix: str) -> _Reading:
    file.seek(0)
    if file.read(4).startswith(_WORKBOOKS):
        raise SiteListError(
            f"{source}: a workbook; save it as CSV UTF-8 and give that file",
            f"{source}：这是工作簿文件，请另存为“CSV UTF-8”后再使用",
        )
    charset = tell_charset(file, source)
    with _text_of(file, charset) as stream:
        first = next((line for line in stream if line.strip()), "")
    if not first:
        raise _empty(source)
    if suffix == ".json" or (suffix not in _DELIMITED_SUFFIXES and _JSON_START.match(first)):
        if file.seek(0, io.SEEK_END) > MAX_JSON_BYTES:
            raise _too_large(source, MAX_JSON_BYTES)
        return _Reading(charset, _Shape.JSON)
    firsts = _first_records(file, charset, "\t,;" if suffix == ".tsv" else ",\t;")
    delimiter, header = max(firsts, key=lambda first: _known(first[1]), default=(",", None))
    if header is not None and header.names_sites():
        return _Reading(charset, _Shape.DELIMITED, delimiter, header)
    if suffix not in _DELIMITED_SUFFIXES:
        return _Reading(charset, _Shape.PLAIN)
    delimiter, header = max(firsts, key=lambda first: first[1].width, default=(",", None))
    if header is not None and not isinstance(read_address(header.names[0]), Text):
        return _Reading(
            charset, _Shape.DELIMITED, delimiter, header_of(("target", *header.names[1:])), has_header=False
        )
    raise _no_column(source, header)


def _first_records(file: BinaryIO, charset: Charset, delimiters: str) -> list[tuple[str, Header]]:
    """The first record as each delimiter cuts it."""
    found: list[tuple[str, Header]] = []
    for delimiter in delimiters:
        with _text_of(file, charset) as stream:
            first = next(records(stream, delimiter), None)
        if isinstance(first, Record):
            found.append((delimiter, header_of(first.cells)))
    return found


def _known(header: Header) -> int:
    return len(header.known)


def _empty(source: str) -> SiteListError:
    return SiteListError(
        f"{source}: names no site; write one address or domain a line",
        f"{source}：清单为空；请每行写一个网址或域名",
    )


def _too_large(source: str, limit: int) -> SiteListError:
    return SiteListError(
        f"{source}: larger than {limit >> 20} MB; split the list",
        f"{source}：超过 {limit >> 20} MB，请拆分清单",
    )


def _no_column(source: str, header: Header | None) -> SiteListError:
    seen = ", ".join(map(quoted, header.names[:10])) if header else ""
    return SiteListError(
        f"{source}: no column says where the sites are; name one domain, url or file (the header has: {seen})",
        f"{source}：表头中没有站点列；请将其中一列命名为 域名、网址 或 文件（现有：{seen}）",
    )
