"""How a row lies in the canonical store: the tables, and the way in."""

import json
from collections.abc import Iterable, Iterator

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
ROWS_TABLE = "CREATE TABLE rows (id INTEGER PRIMARY KEY, domain TEXT, told TEXT)"
ROWS_INDEX = "CREATE INDEX rows_by_domain ON rows (domain)"
SCHEMA = frozenset({HEAD_TABLE, ROWS_TABLE, ROWS_INDEX})
"""All that stands in a store, word for word: a file with a view or a trigger is none."""

INSERT = "INSERT INTO rows (domain, told) VALUES (?, ?)"

Record = tuple[str | None, ...]
"""The values of a row under one of its names, in the order of `COLUMNS`."""

_BETWEEN = "\x1f"
"""Parts the values of a row in the store. One text is written in a quarter of the time that columns take."""
_TOLD = len(COLUMNS) - 1


def record(domain: str, told: str) -> Record:
    """The values of a row as the store holds them.

    Raises:
        ValueError: It was not written by us, or has rotted.
    """
    values = told.split(_BETWEEN)
    if len(values) != _TOLD:
        raise ValueError(told)
    return (domain, *[value or None for value in values])


def records_of(row: RegisterRow) -> Iterator[Record]:
    """The row as often as it has names, each with the values that a store would give back."""
    for domain, told in Entries((row,)):
        yield record(domain, told)


class Entries:
    """What a store holds of rows: each as often as it has names, so that each name is found by one index."""

    def __init__(self, rows: Iterable[RegisterRow]) -> None:
        self._rows = rows
        self.rows = 0
        """So many have passed."""

    def __iter__(self) -> Iterator[tuple[str, str]]:
        for row in self._rows:
            self.rows += 1
            # Unpacked, which takes half the time of asking for each field by its name.
            (domains, entity, subject, site, psb, nature, first, last, opened, psb_on, status, restricted, province,
             aliases) = row  # fmt: skip
            told = _BETWEEN.join(
                (
                    entity or "",
                    subject or "",
                    site or "",
                    psb or "",
                    nature or "",
                    first.isoformat() if first else "",
                    last.isoformat() if last else "",
                    opened.isoformat() if opened else "",
                    psb_on.isoformat() if psb_on else "",
                    status or "",
                    "" if restricted is None else "1" if restricted else "0",
                    province or "",
                    json.dumps(aliases, ensure_ascii=False) if aliases else "",
                )
            )
            if told.count(_BETWEEN) != _TOLD - 1:
                raise ValueError(f"a value of the row of {domains[0]} holds a control character")
            if len(domains) == 1:
                yield bare_name(domains[0]), told
            else:
                for name in dict.fromkeys(map(bare_name, domains)):
                    yield name, told


def bare_name(host: str) -> str:
    """The name without `www.`: the two are one site. `www.gov.cn` is a domain itself and stays."""
    if host.startswith("www.") and registrable_domain(host[4:]) is not None:
        return host[4:]
    return host
