"""A row -> the site that it names, or why it names none."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import TypeVar

from icplint.collect.sites.address import page_address, read_address
from icplint.collect.sites.columns import WHERE, Column
from icplint.collect.sites.dates import read_date
from icplint.collect.sites.page_files import looks_like_path
from icplint.collect.sites.provinces import read_province
from icplint.collect.sites.quoting import quoted
from icplint.collect.sites.row import BrokenRow, Row
from icplint.collect.sites.statuses import filing_status
from icplint.collect.sites.values import tags_of, unfit_value
from icplint.late import dataclass
from icplint.model.site import FilingStatus, SavedPage, Site, Target
from icplint.model.text import Text, text

Value = TypeVar("Value")


class _Refused(Exception):  # noqa: N818 - it says what the row is; it never leaves this file
    def __init__(self, reason: Text) -> None:
        super().__init__(reason.en)
        self.reason = reason


@dataclass(frozen=True, slots=True)
class _Where:
    label: str
    target: Target
    also: dict[str, str]
    """Columns that say where, but were not needed: they pass through."""


def site_of(row: Row | BrokenRow, source: str, folder: Path, index: int) -> Site | Text:
    """The site of a row, or one sentence about the first thing that is wrong with it.

    Args:
        row: As it was read.
        source: The list's name.
        folder: What relative paths are relative to.
        index: The site's position in the run.
    """
    if isinstance(row, BrokenRow):
        return row.reason
    try:
        return _site(row, index, source, folder)
    except _Refused as refused:
        return refused.reason


_EXEMPT_WITHOUT_REASON = text(
    en="filing_status exempt needs a reason; fill in the column exempt_reason",
    zh="备案状态为“豁免”时必须说明理由，请填写“豁免原因”列",
)


def _site(row: Row, index: int, source: str, folder: Path) -> Site:
    if (unfit := unfit_value(row)) is not None:
        raise _Refused(unfit)
    where = _where(row, folder)
    status = _read(row, Column.FILING_STATUS, filing_status)
    if status is FilingStatus.EXEMPT and Column.EXEMPT_REASON not in row.known:
        raise _Refused(_EXEMPT_WITHOUT_REASON)
    return Site(
        index=index,
        label=where.label,
        target=where.target,
        stands_for=_stands_for(row),
        id=row.known.get(Column.ID),
        entity=row.known.get(Column.ENTITY),
        responsible=row.known.get(Column.RESPONSIBLE),
        client=row.known.get(Column.CLIENT),
        provider=row.known.get(Column.PROVIDER),
        province=_read(row, Column.PROVINCE, read_province),
        nature=row.known.get(Column.NATURE),
        filing_status=status,
        exempt_reason=row.known.get(Column.EXEMPT_REASON),
        icp=row.known.get(Column.ICP),
        psb=row.known.get(Column.PSB),
        first_filed_on=_date(row, Column.FIRST_FILED_ON),
        psb_on=_date(row, Column.PSB_ON),
        tags=tags_of(row.known.get(Column.TAGS, "")),
        columns=where.also | dict(row.columns),
        source=source,
        line=row.line,
    )


def _where(row: Row, folder: Path) -> _Where:
    """The first of the columns that say where, and what it says."""
    given = [(column, row.known[column]) for column in WHERE if column in row.known]
    if not given:
        raise _Refused(
            text(
                en="names no site; fill in domain, url or file",
                zh="该行没有站点；请填写域名、网址或文件",
            ),
        )
    column, written = given[0]
    rest = given[1:]
    if column is Column.FILE or (column is Column.TARGET and looks_like_path(written)):
        # The page is judged as if it had been served at the row's address.
        url = _must(page_address(rest.pop(0)[1])) if rest else None
        target: Target = SavedPage(_page_file(written, folder), url)
    elif written.startswith("@"):
        raise _Refused(
            text(
                en="a list cannot name another list; give both on the command line",
                zh="清单内不能再引用清单；请在命令行中分别给出",
            ),
        )
    else:
        address = read_address(written)
        if isinstance(address, Text):
            raise _Refused(address)
        target = address
    return _Where(written, target, {name.value: value for name, value in rest})


def _page_file(written: str, folder: Path) -> Path:
    path = folder / written
    try:
        found = path.is_file()
    except (OSError, ValueError):  # a name that no file can have
        found = False
    if not found:
        raise _Refused(
            text(
                en=f"no file {quoted(written)} beside the list; paths are relative to the list's folder",
                zh=f"未找到文件 {quoted(written)}；相对路径以清单所在文件夹为准",
            ),
        )
    return path


def _stands_for(row: Row) -> str | None:
    return _read(row, Column.STANDS_FOR, page_address)


def _date(row: Row, column: Column) -> date | None:
    return _read(row, column, lambda written: read_date(column, written))


def _read(row: Row, column: Column, read: Callable[[str], Value | Text]) -> Value | None:
    """The column's value as `read` understands it; None where it is blank."""
    written = row.known.get(column)
    return None if written is None else _must(read(written))


def _must(found: Value | Text) -> Value:
    if isinstance(found, Text):
        raise _Refused(found)
    return found
