"""Rows that are known by the hash of their content: who comes second finds them there."""

from collections.abc import Mapping, Sequence

from sqlalchemy import Connection, Table
from sqlalchemy.dialects import postgresql, sqlite


def add_contents(connection: Connection, table: Table, contents: Mapping[bytes, bytes]) -> None:
    """Add contents, by their digests, to a table of such."""
    rows = [{"digest": digest, "content": content.decode()} for digest, content in contents.items()]
    insert_new(connection, table, rows)


def insert_new(connection: Connection, table: Table, rows: Sequence[Mapping[str, object]]) -> None:
    """Insert rows; one that is there already, of this scan or another, stays as it is."""
    if rows:
        dialect = sqlite if connection.dialect.name == "sqlite" else postgresql
        connection.execute(dialect.insert(table).on_conflict_do_nothing(), list(rows))
