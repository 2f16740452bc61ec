"""What was filed for one domain, from whatever register the settings name: for commands that judge no page."""

from datetime import date
from pathlib import Path

from icplint.collect.register.importing import read_rows
from icplint.collect.register.look_up import Answering, names_of
from icplint.collect.register.merge import Found
from icplint.collect.register.records import records_of
from icplint.collect.register.sniff import is_store
from icplint.late import dataclass
from icplint.model.filing import NOT_OFFERED, RegisterAnswer
from icplint.model.settings import RegisterSettings
from icplint.run.registers import refuse_the_future


@dataclass(frozen=True, slots=True)
class Filed:
    """What a register answers."""

    answer: RegisterAnswer
    wrong_rows: int = 0
    """Rows of its file that could not be used."""


def filing_for(host: str, register: RegisterSettings, today: date, *, entity: str | None = None) -> Filed:
    """What was filed for a host.

    Args:
        host: Lower case, punycode, without a port.
        register: A service, or several with a blank between them, is asked over the network; answers are not kept.
        today: In Beijing.
        entity: The filing entity where it is known: a file may be complete for it.

    Raises:
        RegisterError: The register cannot be read or asked at all.
        UsageError: A service's address is none.
    """
    if register.source is None:
        return Filed(NOT_OFFERED)
    if register.is_service:
        return Filed(_asked(host, register.source, register.max_age_days, today))
    path = Path(register.source)
    if is_store(path):
        from icplint.collect.register.store import open_store  # noqa: PLC0415 - no other file needs SQLite

        with open_store(path, max_age_days=register.max_age_days) as store:
            refuse_the_future(path, store.head, today)
            return Filed(store.look_up(host, today, entity=entity))
    return _searched(host, path, register.max_age_days, today, entity)


def _searched(host: str, path: Path, max_age_days: int, today: date, entity: str | None) -> Filed:
    """Go through a file once; only the rows of the host are kept."""
    imported = read_rows(path)
    refuse_the_future(path, imported.head, today)
    names = names_of(host)
    found: list[Found] = []
    for place, row in enumerate(imported.rows, start=1):
        found.extend((str(place), *record) for record in records_of(row) if record[0] in names)
    answering = Answering(imported.settled_head, max_age_days=max_age_days)
    answer = answering.stale(today) or answering.answer(host, names, found, entity=entity)
    return Filed(answer, imported.tally.wrong)


def _asked(host: str, source: str, max_age_days: int, today: date) -> RegisterAnswer:
    # NOTE: trio and TLS take longer to import than a whole look-up in a file.
    from random import Random  # noqa: PLC0415, TID251 - the one place of this way that makes chance

    import trio  # noqa: PLC0415 - see above

    from icplint.collect.register.cache import in_memory  # noqa: PLC0415 - see above
    from icplint.collect.register.service import open_service  # noqa: PLC0415 - see above

    chance = Random()  # noqa: S311 - spreads tries, keeps no secret

    async def ask() -> RegisterAnswer:
        with in_memory() as cache:
            opened = open_service(
                source.split(), cache=cache, today=today, chance=chance, max_age_days=max_age_days
            )
            async with opened as service:
                return await service.look_up(host)

    return trio.run(ask)
