"""An Excel workbook -> records. Needs the extra `xlsx`."""

import warnings
import zipfile
import zlib
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from datetime import date, datetime
from functools import partial
from itertools import islice
from typing import TYPE_CHECKING, Any

from icplint.collect.register.shapes.recognise import best_header
from icplint.collect.register.tables.table import (
    HEADER_WITHIN,
    Opened,
    Records,
    Table,
    Unit,
    empty,
    no_domain_column,
    too_large,
)
from icplint.collect.sites.delimited import too_many_fields
from icplint.collect.sites.quoting import quoted
from icplint.collect.sites.row import BrokenRow
from icplint.errors import RegisterError
from icplint.late import pattern
from icplint.model.text import text

if TYPE_CHECKING:
    from openpyxl import Workbook

MAX_WORKBOOK_BYTES = 64 * 1024 * 1024
MAX_UNPACKED_BYTES = 320 * 1024 * 1024
"""Of all parts together: 64 MB of zeros unpack to 64 GB."""
MAX_PART_BYTES = 64 * 1024 * 1024
"""Of a part that is no sheet: shared texts and styles are held in memory."""
_MOST_PARTS = 2_000
_MOST_SHEETS = 50
_MOST_ROWS = 1_048_576
"""Of one sheet, as the format has it. A number beyond it would make blank rows without end."""
_MOST_CELLS = 256
"""Of a header; a single cell far to the right would make thousands of blank ones."""
_LOWEST_HEADER = 100
"""Rows in which a header is looked for."""
_AT_ONCE = 200
_START = 4096
_PROLOG = pattern(rb"\s*(?:<\?[^>]{0,400}\?>\s*|<!--[^>]{0,1000}-->\s*){0,4}<[A-Za-z]")
"""What stands before the root of a part."""
_UNREADABLE = (
    ArithmeticError,
    AssertionError,
    AttributeError,
    EOFError,
    LookupError,
    RuntimeError,
    SyntaxError,  # of XML
    TypeError,
    ValueError,
    zipfile.BadZipFile,
    zlib.error,
)
"""What openpyxl raises for files that are no workbooks, or broken ones."""


def workbook_table(opened: Opened) -> Table:
    """The table of the first sheet that names a column of domains.

    Raises:
        RegisterError: The extra is missing, the file is no workbook or too large, or no sheet names domains.
    """
    _refuse_bomb(opened)
    candidates: list[tuple[str, int, tuple[str, ...]]] = []
    with _loaded(opened) as book:
        for sheet in book.sheetnames[:_MOST_SHEETS]:
            for place, cells in islice(
                _rows(book, sheet, opened, _MOST_CELLS, _LOWEST_HEADER), HEADER_WITHIN
            ):
                while cells and not cells[-1].strip():
                    cells.pop()
                candidates.append((sheet, place, tuple(cells)))
    if not candidates:
        raise empty(opened.source)
    header = best_header(candidates)
    if header is None:
        raise no_domain_column(opened.source, candidates[0][2])
    sheet, place, names = header
    return Table(
        form="xlsx",
        unit=Unit.ROW,
        names=names,
        records=partial(_records, opened, sheet, place, names, tuple(_others(candidates, sheet))),
    )


def _others(candidates: Sequence[tuple[str, int, tuple[str, ...]]], sheet: str) -> Iterator[BrokenRow]:
    """A wrong row for each other sheet that names domains and has a row below: one sheet is read, and none is lost unsaid."""
    by_sheet: dict[str, list[tuple[str, int, tuple[str, ...]]]] = {}
    for candidate in candidates:
        by_sheet.setdefault(candidate[0], []).append(candidate)
    for name, rows in by_sheet.items():
        if name != sheet and (header := best_header(rows)) is not None and rows[-1][1] > header[1]:
            yield BrokenRow(
                header[1],
                text(
                    en=f"sheet {quoted(name)} names domains, too, and is not read; save it as a file of its own",
                    zh=f"工作表 {quoted(name)} 也含域名列，但不会读取；请另存为单独的文件",
                ),
            )


def _records(
    opened: Opened, sheet: str, header: int, names: tuple[str, ...], others: tuple[BrokenRow, ...]
) -> Records:
    width = len(names)
    with _loaded(opened) as book:
        for place, cells in _rows(book, sheet, opened, width + 1):
            if place <= header:
                continue
            if any(cell.strip() for cell in cells[width:]):
                yield BrokenRow(place, too_many_fields(len(cells), width))
            else:
                yield place, names, cells[:width]
    yield from others


def _rows(
    book: "Workbook", sheet: str, opened: Opened, most_cells: int, last: int | None = None
) -> Iterator[tuple[int, list[str]]]:
    """The rows with any text, with their numbers."""
    found = book[sheet]
    if not hasattr(found, "reset_dimensions"):  # a sheet of nothing but a chart
        return
    found.reset_dimensions()  # what a file says of its own size is not believed
    place = 0
    rows = found.iter_rows(max_row=last, max_col=most_cells, values_only=True)
    while some := _some(rows, opened):
        for row in some:
            place += 1
            if place > _MOST_ROWS:
                raise _no_workbook(opened.source)
            if any(row):
                yield place, [_cell(value) for value in row]


def _some(rows: Iterator[tuple[Any, ...]], opened: Opened) -> list[tuple[Any, ...]]:
    """The next rows. openpyxl warns of styles and dates that mean nothing here."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return list(islice(rows, _AT_ONCE))
    except _UNREADABLE:
        raise _no_workbook(opened.source) from None


@contextmanager
def _loaded(opened: Opened) -> "Iterator[Workbook]":
    try:
        from openpyxl import load_workbook  # noqa: PLC0415 - an extra, and slow to import
    except ImportError:
        raise RegisterError(
            f'{opened.source}: workbooks need openpyxl; install it with: pip install "icplint[xlsx]"',
            f'{opened.source}：读取 xlsx 需要 openpyxl，请先安装：pip install "icplint[xlsx]"',
        ) from None
    # NOTE: the file is ours, for openpyxl leaves one open that it cannot read.
    with opened.path.open("rb") as file:
        try:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")
                book = load_workbook(file, read_only=True, data_only=True, keep_links=False)
        except _UNREADABLE:
            raise _no_workbook(opened.source) from None
        with closing(book):
            yield book


def _refuse_bomb(opened: Opened) -> None:
    """Look at the parts before any is unpacked.

    NOTE: what a part says of its size binds: zipfile gives no more bytes than that.
    """
    if opened.path.stat().st_size > MAX_WORKBOOK_BYTES:
        raise too_large(opened.source, MAX_WORKBOOK_BYTES)
    try:
        with zipfile.ZipFile(opened.path) as archive:
            parts = archive.infolist()
            if len(parts) > _MOST_PARTS or sum(part.file_size for part in parts) > MAX_UNPACKED_BYTES:
                raise too_large(opened.source, MAX_UNPACKED_BYTES)
            for part in parts:
                if not part.filename.startswith("xl/worksheets/") and part.file_size > MAX_PART_BYTES:
                    raise too_large(opened.source, MAX_PART_BYTES)
                if part.filename.startswith("xl/") and part.filename.lower().endswith((".xml", ".rels")):
                    with archive.open(part) as file:
                        _refuse_entities(file.read(_START), opened.source)
    except _UNREADABLE:
        raise _no_workbook(opened.source) from None


def _refuse_entities(start: bytes, source: str) -> None:
    """Refuse a part whose root does not come at once: a document type could stand there, and make little text large.

    No program writes one into a workbook.
    """
    if start and not _PROLOG.match(start.replace(b"\0", b"").lstrip(b"\xef\xbb\xbf\xff\xfe")):
        raise _no_workbook(source)


def _cell(value: object) -> str:
    match value:
        case None:
            return ""
        case str():
            return value
        case bool():
            return "true" if value else "false"
        case datetime():
            return value.date().isoformat()
        case date():
            return value.isoformat()
        case float() if value.is_integer():
            return str(int(value))
        case _:
            return str(value)


def _no_workbook(source: str) -> RegisterError:
    return RegisterError(
        f"{source}: a workbook that cannot be read; open it in Excel or WPS and save it anew as .xlsx or CSV UTF-8",
        f"{source}：无法读取的工作簿；请用 Excel 或 WPS 打开后另存为 .xlsx 或“CSV UTF-8”",
    )
