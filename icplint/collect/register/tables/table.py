"""What every form of file is turned into: records of text under names, each with its place."""

from collections.abc import Callable, Iterator
from enum import StrEnum
from pathlib import Path

from icplint.collect.sites.quoting import quoted
from icplint.collect.sites.row import BrokenRow
from icplint.errors import RegisterError
from icplint.late import dataclass
from icplint.model.text import Text, text

MAX_BYTES = 256 * 1024 * 1024
"""Of text: some two million rows."""
MAX_CELL = 10_000
"""Characters in one cell."""
MAX_COLUMNS = 1_000
HEADER_WITHIN = 10
"""Records in which the header is looked for: exports put a title above it."""

Record = tuple[int, tuple[str, ...], list[str]]
"""Place, 1-based; the names of the columns; the cells, which the reader may change.

The names are the same object as long as they are the same names, so that one look tells it.
"""
Records = Iterator[Record | BrokenRow]


class Unit(StrEnum):
    """What a record's place counts."""

    LINE = "line"
    ROW = "row"
    """Of a workbook."""
    ITEM = "item"
    """Of JSON or TOML, in their order."""

    def at(self, place: int) -> Text:
        """`line 7`, `第 7 行`."""
        return text(en=f"{self.value} {place}", zh=f"第 {place} {'条' if self is Unit.ITEM else '行'}")


@dataclass(frozen=True, slots=True)
class Opened:
    """A file to read, and what reports call it."""

    path: Path
    source: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """A file that was understood as far as its head."""

    form: str
    """`csv`, `xlsx`, `json`, `jsonl`, `toml`."""
    unit: Unit
    names: tuple[str, ...]
    """The columns of all records; of the first one where each brings its own."""
    records: Callable[[], Records]
    """Reads the file from its start, and closes it behind the last record."""
    as_of: str | None = None
    """As the file writes it."""
    complete_for: tuple[str, ...] = ()
    """As the file writes them."""


def too_large(source: str, limit: int) -> RegisterError:
    """The file has more bytes than are read."""
    return RegisterError(
        f"{source}: larger than {limit >> 20} MB; split the register",
        f"{source}：超过 {limit >> 20} MB，请拆分备案数据",
    )


def empty(source: str) -> RegisterError:
    """The file holds nothing at all."""
    return RegisterError(
        f"{source}: empty; give a register with a header and one row for each site",
        f"{source}：文件为空；请提供含表头、每个网站一行的备案数据",
    )


def no_domain_column(source: str, names: tuple[str, ...]) -> RegisterError:
    """No column says which domain a row is about."""
    seen = ", ".join(quoted(name) for name in names[:10] if name.strip())
    return RegisterError(
        f"{source}: no column holds domains; name one domain or 网站域名 (the header has: {seen})",
        f"{source}：表头中没有域名列；请将其中一列命名为 网站域名 或 domain（现有：{seen}）",
    )
