"""Tells by its content which form a register's file has, and opens it."""

from icplint.collect.register.tables.table import Opened, Table
from icplint.collect.register.tables.text_table import text_table


def open_table(opened: Opened) -> Table:
    """The file's table.

    Raises:
        RegisterError: It cannot be read at all.
        OSError: It cannot be opened.
    """
    return text_table(opened)
