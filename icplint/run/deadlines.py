"""Gathers what falls due: from a register, for all its names or for the sites of lists."""

from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from icplint.collect.sites.site_list import SiteList
from icplint.compare.agenda import deadlines_of, in_order, renewal
from icplint.errors import UsageError
from icplint.model.case import Case
from icplint.model.deadline import Deadline
from icplint.model.filing import NOT_OFFERED
from icplint.model.settings import RegisterSettings, Settings
from icplint.model.text import Text
from icplint.run.judged_host import judged_host
from icplint.run.registers import ready_register
from icplint.words import deadlines as words

if TYPE_CHECKING:
    from icplint.collect.register.store import RegisterFile

_EVER_DAYS = 10**6
"""A date does not grow old: also a register that no rule relies on any more tells when something fell due."""
_ROWS_TOLD = 20


def gather_deadlines(
    settings: Settings, sites: SiteList | None, today: date, tell: Callable[[Text], None]
) -> tuple[Deadline, ...]:
    """What falls due, in order, each site once.

    Args:
        settings: Its register is a file, or there is none and the lists alone tell dates.
        sites: The sites to tell about; None: every name of the register.
        today: In Beijing.
        tell: Takes what could not be used of register and lists.

    Raises:
        RegisterError: The register cannot be used.
        UsageError: It is a service, or neither a register nor a list was given.
    """
    register = settings.register
    if register.is_service:
        raise _usage(words.SERVICE)
    if register.source is None and sites is None:
        raise _usage(words.NOTHING_NAMED)
    with ExitStack() as stack:
        store: RegisterFile | None = None
        if register.source is not None:
            from icplint.collect.register.store import open_store  # noqa: PLC0415 - only where there is one

            ready = stack.enter_context(ready_register(settings, today, tell)).register
            path = Path(ready.source or "")
            store = stack.enter_context(open_store(path, max_age_days=_EVER_DAYS, is_checked=True))
        found = list(_of_sites(sites, store, today, tell) if sites else _of_names(store, today))
        return in_order((*found, *_renewal(store, register)))


def _of_names(store: "RegisterFile | None", today: date) -> Iterator[Deadline]:
    for name in store.names() if store else ():
        yield from deadlines_of(name, store.look_up(name, today) if store else NOT_OFFERED)


def _of_sites(
    sites: SiteList, store: "RegisterFile | None", today: date, tell: Callable[[Text], None]
) -> Iterator[Deadline]:
    homeless = 0
    for site in sites.sites:
        host = judged_host(Case(site))
        if not host:
            homeless += 1
            continue
        name = host.removeprefix("www.")
        answer = store.look_up(host, today, entity=site.entity) if store else NOT_OFFERED
        yield from deadlines_of(name, answer, site)
    for refused in _refused(sites):
        tell(refused)
    if homeless:
        tell(words.NO_HOST.fill(count=str(homeless)))


def _refused(sites: SiteList) -> Iterable[Text]:
    for row in sites.rejected[:_ROWS_TOLD]:
        yield words.ROW_REFUSED.fill(source=row.source, line=str(row.line), reason=row.reason)
    if more := max(len(sites.rejected) - _ROWS_TOLD, 0):
        yield words.MORE_ROWS_REFUSED.fill(count=str(more))


def _renewal(store: "RegisterFile | None", register: RegisterSettings) -> Iterator[Deadline]:
    if store is not None:
        yield renewal(store.head.source, store.head.as_of, register.max_age_days)


def _usage(said: Text) -> UsageError:
    return UsageError(en=said.en, zh=said.zh)
