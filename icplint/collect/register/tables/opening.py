"""Tells by its content which form a register's file has, and opens it."""

from icplint.collect.register.tables.json_table import is_json_lines, json_lines_table, json_table
from icplint.collect.register.tables.table import Opened, Table, empty
from icplint.collect.register.tables.text_file import charset_of, text_lines
from icplint.collect.register.tables.text_table import text_table
from icplint.collect.register.tables.toml_table import toml_table
from icplint.errors import RegisterError
from icplint.late import pattern

_START = 4096
"""Characters of a text by which its form is told."""
_ZIP = b"PK\x03\x04"
_OLD_WORKBOOK = b"\xd0\xcf\x11\xe0"
_STORE = b"SQLite format 3\0"
_BLANK_OR_COMMENT = pattern(r"(?:\s|#[^\r\n]*)*")
_TOML = pattern(r"\[\[\s*filings\s*\]\]|(?:as_of|complete_for|filings)\s*=")


def open_table(opened: Opened) -> Table:
    """The file's table.

    Raises:
        RegisterError: It cannot be read at all.
        OSError: It cannot be opened.
    """
    with opened.path.open("rb") as file:
        start = file.read(len(_STORE))
    if not start:
        raise empty(opened.source)
    if start.startswith(_ZIP):
        # Imported only here: zip and its decompressors are no part of reading text.
        from icplint.collect.register.tables.workbook import workbook_table  # noqa: PLC0415

        return workbook_table(opened)
    if start.startswith(_OLD_WORKBOOK):
        raise RegisterError(
            f"{opened.source}: a workbook of the old kind (.xls); save it as .xlsx or CSV UTF-8",
            f"{opened.source}：这是旧版工作簿（.xls）；请另存为 .xlsx 或“CSV UTF-8”",
        )
    if start == _STORE:
        raise RegisterError(
            f"{opened.source}: imported already, or another program's database; give it to check --register",
            f"{opened.source}：已是导入后的备案数据（或其他程序的数据库）；请直接用于 check --register",
        )
    return _text_table(opened)


def _text_table(opened: Opened) -> Table:
    charset = charset_of(opened)
    with text_lines(opened, charset) as file:
        start = file.read(_START).lstrip("\ufeff \t\r\n")
    if not start:
        raise empty(opened.source)
    suffix = opened.path.suffix.lower()
    behind_comments = start[match.end() :] if (match := _BLANK_OR_COMMENT.match(start)) else start
    if suffix == ".toml" or _TOML.match(behind_comments):
        return toml_table(opened, charset)
    if suffix in {".jsonl", ".ndjson"} or (start.startswith("{") and is_json_lines(opened, charset)):
        return json_lines_table(opened, charset)
    if start.startswith(("{", "[")) or suffix == ".json":
        return json_table(opened, charset)
    return text_table(opened, charset)
