"""How a row lies in the canonical store: the tables, and the way in."""

import json
from collections.abc import Iterator
from datetime import date

from icplint.collect.register.row import RegisterRow
from icplint.facts.domains import registrable_domain

APPLICATION_ID = 0x49435052
"""Marks the file as ours: `ICPR`."""
SCHEMA_VERSION = 1
"""Raised when an older icplint could not read what a newer one writes."""

COLUMNS = (
    "domain",
    "entity",
    "subject",
    "site",
    "psb",
    "nature",
    "first_filed_on",
    "last_approved_on",
    "opened_on",
    "psb_on",
    "status",
    "access_restricted",
    "province",
    "aliases",
)

HEAD_TABLE = "CREATE TABLE head (source TEXT, as_of TEXT, complete_for TEXT)"
ROWS_TABLE = (
    "CREATE TABLE rows (id INTEGER PRIMARY KEY, " + ", ".join(f"{name} TEXT" for name in COLUMNS) + ")"
)
ROWS_INDEX = "CREATE INDEX rows_by_domain ON rows (domain)"
SCHEMA = frozenset({HEAD_TABLE, ROWS_TABLE, ROWS_INDEX})
"""All that stands in a store, word for word: a file with a view or a trigger is none."""

INSERT = f"INSERT INTO rows ({', '.join(COLUMNS)}) VALUES ({', '.join('?' * len(COLUMNS))})"  # noqa: S608 - our own names

Record = tuple[str | None, ...]
"""The values of a row under one of its names, in the order of `COLUMNS`."""


def records_of(row: RegisterRow) -> Iterator[Record]:
    """The row as often as it has names, so that each is found by one index; the first name comes first."""
    rest: Record = (
        row.entity,
        row.subject,
        row.site,
        row.psb,
        row.nature,
        _day(row.first_filed_on),
        _day(row.last_approved_on),
        _day(row.opened_on),
        _day(row.psb_on),
        row.status,
        None if row.access_restricted is None else str(int(row.access_restricted)),
        row.province,
        json.dumps(row.aliases, ensure_ascii=False) if row.aliases else None,
    )
    if len(row.domains) == 1:
        yield (bare_name(row.domains[0]), *rest)
        return
    for name in dict.fromkeys(map(bare_name, row.domains)):
        yield (name, *rest)


def _day(day: date | None) -> str | None:
    return None if day is None else day.isoformat()


def bare_name(host: str) -> str:
    """The name without `www.`: the two are one site. `www.gov.cn` is a domain itself and stays."""
    if host.startswith("www.") and registrable_domain(host[4:]) is not None:
        return host[4:]
    return host
