"""Where a row that is absent means that nothing was filed."""

from unicodedata import normalize

from icplint.collect.sites.host import NotAHost, host_of

_EVERYTHING = "*"


class Coverage:
    """What a register declares itself complete for: everything, zones, or the sites of entities."""

    def __init__(self, complete_for: tuple[str, ...]) -> None:
        written = [one.strip() for one in complete_for if one.strip()]
        self._is_everything = _EVERYTHING in written
        self._zones = frozenset(zone for one in written if (zone := _zone(one)))
        self._entities = frozenset(map(same_name, written))

    def covers(self, host: str, entity: str | None) -> bool:
        """Whether a host, or all that its entity filed, would stand in the register if it had been filed.

        Args:
            host: A name with a registrable domain: nothing else is filed as a name.
            entity: The filing entity as the site's list names it; None: unknown.
        """
        if self._is_everything or (entity is not None and same_name(entity) in self._entities):
            return True
        labels = host.split(".")
        return any(".".join(labels[start:]) in self._zones for start in range(len(labels)))


def same_name(entity: str) -> str:
    """An entity's name without what two writings of it may differ in: width, blanks and case."""
    return "".join(normalize("NFKC", entity).split()).casefold()


def _zone(written: str) -> str | None:
    """`gov.cn`, however it is written (`.gov.cn`, `*.gov.cn`, `政务.cn`); None for what is no zone."""
    try:
        return host_of(written.removeprefix("*").removeprefix("."))
    except NotAHost:
        return None
