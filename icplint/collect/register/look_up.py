"""Which rows answer for a host. Pure: the store brings the rows."""

from collections.abc import Sequence
from datetime import date

from icplint.collect.register.coverage import Coverage
from icplint.collect.register.merge import DOMAIN, PSB, Found, merged, tells_icp
from icplint.collect.register.row import RegisterHead
from icplint.facts.domains import registrable_domain
from icplint.model.filing import NotFiled, RegisterAnswer, Unknown

NAMES_AT_MOST = 127
"""Names of one host: a name of 253 characters has no more labels."""
_LONGEST_HOST = 253
_EARLY_DAYS = 1
"""A register may speak of tomorrow, where its maker's clock is not Beijing's; not of a later day."""
_EACH_FILES_ITSELF = ".gov.cn"
"""Under it a department's name has a filing of its own, and a parent's does not cover it."""


def names_of(host: str) -> tuple[str, ...]:
    """The names whose rows may answer for a host: its own without `www.`, then its parents' down to the registrable one.

    A name without a registrable domain, such as an address or a bare suffix, stands for itself alone. The dot of the
    root, with which a redirect may name a host, and a port are no part of a name.
    """
    host = _bare(host) or host
    if host.count(".") < 2 or len(host) > _LONGEST_HOST:
        return (host,)
    domain = registrable_domain(host)
    if domain is None or domain == host:
        return (host,)
    own = host.removeprefix("www.")
    names = [own]
    while own != domain:
        own = own.partition(".")[2]
        names.append(own)
    return tuple(names)


def _bare(host: str) -> str:
    return host if host.startswith("[") else host.partition(":")[0].rstrip(".")


class Answering:
    """Answers from the rows of one register."""

    def __init__(self, head: RegisterHead, *, max_age_days: int) -> None:
        self._head = head
        self._max_age_days = max_age_days
        self._coverage = Coverage(head.complete_for)

    def stale(self, today: date) -> Unknown | None:
        """Why nothing of the register counts any more; None: it does.

        A register that speaks of a day to come is as little to be relied on as one that is too old.
        """
        age_days = (today - self._head.as_of).days
        return None if -_EARLY_DAYS <= age_days <= self._max_age_days else self._unknown("register-stale")

    def answer(
        self, host: str, names: tuple[str, ...], found: Sequence[Found], *, entity: str | None = None
    ) -> RegisterAnswer:
        """What the register says.

        Args:
            host: As asked.
            names: Its names, as `names_of` gives them.
            found: All rows of these names, in the order of the register.
            entity: The filing entity as the site's list names it.

        Raises:
            ValueError: A row holds what no row may hold.
        """
        if not found:
            return self._absent(host, entity)
        if len(found) == 1 and found[0][DOMAIN] == names[0]:
            return merged(found, found, self._head, of_parent=False)
        return self._of_several(names, found)

    def _of_several(self, names: tuple[str, ...], found: Sequence[Found]) -> RegisterAnswer:
        """The rows of the nearest name; the police's number of the nearest that has one."""
        own = names[0]
        reach = names[:1] if own.endswith(_EACH_FILES_ITSELF) else names
        by_name: dict[str | None, list[Found]] = {}
        for row in found:
            by_name.setdefault(row[DOMAIN], []).append(row)
        filed = next((name for name in reach if any(map(tells_icp, by_name.get(name, ())))), None)
        of_police = next((name for name in reach if any(row[PSB] for row in by_name.get(name, ()))), None)
        answering = filed or of_police
        if answering is None:
            return self._unknown("needs-register")
        rows = [row for row in by_name[answering] if tells_icp(row)] or by_name[answering]
        police = by_name[of_police] if of_police else rows
        return merged(rows, police, self._head, of_parent=answering != own)

    def _absent(self, host: str, entity: str | None) -> NotFiled | Unknown:
        if registrable_domain(host) is not None and self._coverage.covers(host, entity):
            return NotFiled(self._head.source, self._head.as_of)
        return self._unknown("not-in-file")

    def _unknown(self, reason: str) -> Unknown:
        return Unknown(reason, self._head.source, self._head.as_of)
