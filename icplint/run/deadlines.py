"""Gathers what falls due: from a register, for all its names or for the sites of lists."""

from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack
from dataclasses import field
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from icplint.collect.sites.site_list import SiteList
from icplint.compare.agenda import deadlines_of, in_order, may_have_terms, renewal
from icplint.errors import UsageError
from icplint.late import dataclass
from icplint.model.case import Case
from icplint.model.deadline import Deadline
from icplint.model.filing import NOT_OFFERED, Filing, RegisterAnswer, Unknown
from icplint.model.settings import RegisterSettings, Settings
from icplint.model.site import Site
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
        silent = _Silent()
        of_all = _of_sites(sites, store, today, tell, silent) if sites else _of_names(store, today, silent)
        found = list(of_all)
        for told in silent.told():
            tell(told)
        return in_order((*found, *_renewal(store, register)))


@dataclass(slots=True)
class _Silent:
    """Names of which nothing was told, so that nobody takes them for names without a term."""

    unknown: list[str] = field(default_factory=list)
    disputed: list[str] = field(default_factory=list)
    undated: list[str] = field(default_factory=list)

    def deadlines_of(self, name: str, answer: RegisterAnswer, site: Site | None = None) -> Iterator[Deadline]:
        """What falls due for a name; one of which no day is known is noted."""
        found = tuple(deadlines_of(name, answer, site))
        if not found and may_have_terms(answer, site):
            self._names_like(answer).append(name)
        return iter(found)

    def _names_like(self, answer: RegisterAnswer) -> list[str]:
        """Those of which nothing was told for the same reason."""
        if isinstance(answer, Unknown) and answer != NOT_OFFERED:
            return self.unknown
        is_disputed = isinstance(answer, Filing) and "psb" in answer.disputed
        return self.disputed if is_disputed else self.undated

    def told(self) -> Iterator[Text]:
        """A line for each reason."""
        for names, said in (
            (self.unknown, words.UNKNOWN_TO_REGISTER),
            (self.disputed, words.NUMBER_DISPUTED),
            (self.undated, words.NO_DAY_KNOWN),
        ):
            if names:
                yield said.fill(count=str(len(names)), name=names[0])


def _of_names(store: "RegisterFile | None", today: date, silent: _Silent) -> Iterator[Deadline]:
    for name in store.names() if store else ():
        yield from silent.deadlines_of(name, store.look_up(name, today) if store else NOT_OFFERED)


def _of_sites(
    sites: SiteList,
    store: "RegisterFile | None",
    today: date,
    tell: Callable[[Text], None],
    silent: _Silent,
) -> Iterator[Deadline]:
    homeless = 0
    for site in sites.sites:
        host = judged_host(Case(site))
        if not host:
            homeless += 1
            continue
        name = host.removeprefix("www.")
        answer = store.look_up(host, today, entity=site.entity) if store else NOT_OFFERED
        yield from silent.deadlines_of(name, answer, site)
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
