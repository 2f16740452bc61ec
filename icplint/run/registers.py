"""The register of a run: made ready once, then looked up wherever a site is checked. Imports no trio."""

import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from icplint.errors import RegisterError
from icplint.model.filing import NOT_OFFERED, RegisterAnswer, Unknown
from icplint.model.settings import RegisterSettings, Settings
from icplint.model.site import Site
from icplint.model.text import Text
from icplint.words import register as words

if TYPE_CHECKING:
    from icplint.collect.register.importing import Imported
    from icplint.collect.register.row import RegisterHead

NO_ADDRESS = Unknown("no-address")
"""Nothing tells which site a saved page belongs to."""

LookUpNow = Callable[[Site, str], RegisterAnswer]
"""What was filed for a site, by the host that is judged; empty where none is known. Never raises for a site."""

ERRORS_TOLD = 20
"""Rows of a register that are told one by one when a run begins; more are counted."""


def no_register(site: Site, host: str) -> RegisterAnswer:  # noqa: ARG001 - the shape of a look-up
    """The look-up of a run that was given no register."""
    return NOT_OFFERED


@contextmanager
def ready_register(settings: Settings, today: date, tell: Callable[[Text], None]) -> Iterator[Settings]:
    """The settings of a run with its register as every process can open it, until the block is left.

    A store is opened once, to know that it is whole; any other file is imported into a store that ends with the
    run. A service is asked by the workers; only its address is read here.

    Args:
        settings: As the user gave them.
        today: In Beijing.
        tell: Takes what is wrong with single rows.

    Raises:
        RegisterError: The file cannot be used at all.
        UsageError: The address of a service is none.
    """
    given = settings.register
    if given.source is None:
        yield settings
        return
    if given.is_service:
        from icplint.collect.register.service_address import service_address  # noqa: PLC0415 - see below

        for address in given.source.split():
            service_address(address)
        yield settings
        return
    # NOTE: SQLite and the importer are imported only where a register is given.
    from icplint.collect.register.sniff import is_store  # noqa: PLC0415 - see above
    from icplint.collect.register.store import open_store, write_store  # noqa: PLC0415 - see above

    path = Path(given.source)
    if is_store(path):
        with open_store(path) as store:
            refuse_the_future(path, store.head, today)
        yield settings
        return
    from icplint.collect.register.importing import read_rows  # noqa: PLC0415 - see above

    with tempfile.TemporaryDirectory(prefix="icplint-register-") as folder:
        imported = read_rows(path)
        refuse_the_future(path, imported.head, today)
        written = write_store(Path(folder) / "register.db", lambda: imported.settled_head, imported.rows)
        for told in _told(path, imported):
            tell(told)
        if not written:
            refused = words.NO_USABLE_ROW.fill(path=str(path))
            raise RegisterError(refused.en, refused.zh)
        yield replace(settings, register=replace(given, source=str(Path(folder) / "register.db")))


@contextmanager
def open_file(register: RegisterSettings, today: date) -> Iterator[LookUpNow]:
    """The look-up of a run whose register is a file that was made ready, or that has none.

    Raises:
        RegisterError: The file has changed since it was made ready.
    """
    if register.source is None or register.is_service:
        yield no_register
        return
    from icplint.collect.register.store import open_store  # noqa: PLC0415 - only where a register is given

    with open_store(Path(register.source), max_age_days=register.max_age_days, is_checked=True) as store:

        def look_up(site: Site, host: str) -> RegisterAnswer:
            return store.look_up(host, today, entity=site.entity) if host else NO_ADDRESS

        yield look_up


def refuse_the_future(path: Path, head: "RegisterHead", today: date) -> None:
    """A register that speaks of a day to come would count as fresh for ever.

    Raises:
        RegisterError: It does, by more than the one day that a clock elsewhere may be ahead.
    """
    if (head.as_of - today).days > 1:
        refused = words.FROM_THE_FUTURE.fill(path=str(path), day=head.as_of.isoformat())
        raise RegisterError(refused.en, refused.zh)


def _told(path: Path, imported: "Imported") -> Iterator[Text]:
    """What is wrong with rows: the first ones each, then how many more there are."""
    tally = imported.tally
    for error in tally.errors[:ERRORS_TOLD]:
        yield words.ROW_LEFT_OUT.fill(
            path=str(path), place=imported.unit.at(error.place), reason=error.reason
        )
    more = tally.wrong - min(len(tally.errors), ERRORS_TOLD)
    if more > 0:
        yield words.MORE_ROWS_LEFT_OUT.fill(path=str(path), count=f"{more:,}")
    if imported.settled_head.complete_for != imported.head.complete_for:
        yield words.COMPLETE_NO_MORE.fill(path=str(path))
