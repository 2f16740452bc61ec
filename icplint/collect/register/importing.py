"""A register's file, whatever its form -> what it says of itself, and its rows one at a time."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta, timezone
from pathlib import Path

from icplint.collect.register.cells import Refused
from icplint.collect.register.columns import Field
from icplint.collect.register.row import RegisterHead, RegisterRow
from icplint.collect.register.row_reader import RowReader
from icplint.collect.register.shapes.recognise import understood
from icplint.collect.register.tables.opening import open_table
from icplint.collect.register.tables.table import Opened, Records, Table, Unit
from icplint.collect.register.tally import Tally
from icplint.collect.sites.dates import read_date
from icplint.collect.sites.host import NotAHost, host_of
from icplint.collect.sites.row import BrokenRow
from icplint.errors import RegisterError
from icplint.late import dataclass
from icplint.model.text import Text

_BEIJING = timezone(timedelta(hours=8))
_MOST_READERS = 256
"""Headers that are remembered at once; rows of JSON may each bring their own."""
_MOST_COMPLETE = 1_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Imported:
    """A register that is about to be read."""

    head: RegisterHead
    form: str
    """`csv`, `xlsx`, `json`, `jsonl`, `toml`."""
    shape: str
    """Whose columns they are: `icplint` for the common ones, or a name of `shapes`."""
    unit: Unit
    """What the places of row errors count."""
    rows: Iterator[RegisterRow]
    """The rows that can be used, in order, once."""
    tally: Tally
    """Wrong rows, skipped Apps, dropped personal data; whole when the last row was read."""

    @property
    def settled_head(self) -> RegisterHead:
        """The head by what came of the rows; asked for when the last one was read.

        What was left out may be the very row that is looked for: then nothing is known to be absent.
        """
        return replace(self.head, complete_for=()) if self.tally.wrong else self.head


def read_rows(path: Path, *, as_of: date | None = None, complete_for: Sequence[str] = ()) -> Imported:
    """Understand a register's head; its rows are read as they are asked for.

    Args:
        path: CSV, XLSX, JSON, JSON lines or TOML, told by its content.
        as_of: The day in Beijing that the register speaks of. None: what the file says, else the day of its
            last modification.
        complete_for: `*`, zones and entities that it is complete for; none: what the file says, else nothing.

    Raises:
        RegisterError: It cannot be read at all, or is a pipe or a device. While rows are read it comes where the file breaks off.
    """
    source = "".join(sign if sign.isprintable() else "\ufffd" for sign in path.name)
    opened = Opened(path, source)
    try:
        modified = _modified_on(path)
        if not path.is_file() and not path.is_dir():
            raise _no_regular_file(source)
        table = open_table(opened)
    except OSError as wrong:
        raise _unreadable(source, wrong) from None
    head = RegisterHead(
        source=source,
        as_of=as_of or _file_day(table, source) or modified,
        complete_for=() if _is_of_police(table) else complete_zones(complete_for or table.complete_for),
    )
    tally = Tally()
    return Imported(
        head=head,
        form=table.form,
        shape=understood(table.names)[0],
        unit=table.unit,
        rows=_rows(table, source, tally),
        tally=tally,
    )


def _is_of_police(table: Table) -> bool:
    """Whether a file can tell the police's numbers alone: that it lacks a domain says nothing of the ministry's filing."""
    places = understood(table.names)[1].places
    return Field.PSB in places and places.keys().isdisjoint((Field.SITE, Field.NUMBER, Field.SUBJECT))


def _modified_on(path: Path) -> date:
    """The day in Beijing of a file's last modification."""
    try:
        return datetime.fromtimestamp(path.stat().st_mtime, _BEIJING).date()
    except (ValueError, OverflowError) as wrong:  # a name that no file can have, a clock of another age
        raise OSError(0, str(wrong)) from None


def complete_zones(written: Sequence[str]) -> tuple[str, ...]:
    """`*`, zones in lower case and punycode, entities' names as they are; none twice."""
    found: dict[str, None] = {}
    for part in written[:_MOST_COMPLETE]:
        for name in re.split(r"[,，;；、\r\n]+", part):
            if cleaned := " ".join(name.split()):
                found[_zone(cleaned)] = None
    return tuple(found)


def _zone(name: str) -> str:
    if name == "*":
        return name
    bare = name.removeprefix("*").removeprefix(".")
    try:
        host = host_of(bare)
    except NotAHost:
        return name
    # A word without a dot is a zone where it is one of ASCII (`cn`), an entity's name otherwise.
    return host if bare.isascii() or "." in bare else name


def _rows(table: Table, source: str, tally: Tally) -> Iterator[RegisterRow]:
    try:
        yield from _read(table.records(), tally)
    except OSError as wrong:
        raise _unreadable(source, wrong) from None


def _read(records: Records, tally: Tally) -> Iterator[RegisterRow]:
    readers: dict[tuple[str, ...], RowReader] = {}
    last: tuple[str, ...] | None = None
    read = None
    for record in records:
        tally.records += 1
        if isinstance(record, BrokenRow):
            tally.refuse(record.line, record.reason)
            continue
        place, names, cells = record
        if names is not last or read is None:
            last = names
            if names not in readers:
                if len(readers) >= _MOST_READERS:
                    readers.clear()
                readers[names] = RowReader(understood(names)[1], tally)
            read = readers[names].read
        try:
            row = read(cells)
        except Refused as refused:
            tally.refuse(place, refused.reason)
            continue
        if row is not None:
            tally.kept += 1
            yield row


def _file_day(table: Table, source: str) -> date | None:
    """The day that the file itself names.

    Raises:
        RegisterError: What it names is no day.
    """
    if not table.as_of:
        return None
    found = read_date("as_of", table.as_of)
    if isinstance(found, Text):
        raise RegisterError(f"{source}: {found.en}", f"{source}：{found.zh}")
    return found


def _no_regular_file(source: str) -> RegisterError:
    """A pipe or a device: it can be read once, or never to its end, and a register is read several times."""
    return RegisterError(
        f"{source}: no regular file; save the register as a file first",
        f"{source}：不是普通文件；请先将备案数据存为文件",
    )


def _unreadable(source: str, wrong: OSError) -> RegisterError:
    match wrong:
        case FileNotFoundError():
            en, zh = "there is no such file; check its name", "文件不存在，请检查文件名"
        case IsADirectoryError():
            en, zh = "it is a folder; name a file in it", "这是文件夹，请指定其中的文件"
        case _:
            en = zh = f"{wrong.strerror or wrong}"
    return RegisterError(f"{source}: cannot be read: {en}", f"{source}：无法读取：{zh}")
