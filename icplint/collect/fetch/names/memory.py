"""What is known of names, for a while."""

from dataclasses import field

from icplint.collect.fetch.failures import NameUnknownError
from icplint.collect.fetch.standing import IPAddress
from icplint.late import dataclass

MOST_NAMES = 4096
"""A page of a fleet is asked for once: what pays is what many sites share."""
SHORTEST_S, LONGEST_S = 30.0, 3600.0
"""Bounds of what a server says; the lower one also keeps a name from changing between two looks at it."""
ABSENT_S = 60.0
"""A name that does not exist, or has no address."""
FAILED_S = 15.0
"""A name of which no server told anything: shorter than the five minutes that RFC 2308 allows at most."""


class NamesSilentError(NameUnknownError):
    """Nobody told whether the name has an address: not the same as having none."""


Known = tuple[IPAddress, ...] | NameUnknownError


@dataclass(slots=True)
class Memory:
    """Names and what was found, the oldest forgotten first."""

    _known: dict[str, tuple[float, Known]] = field(default_factory=dict)
    """By name: until when, and what."""

    def recall(self, name: str, now: float) -> Known | None:
        """What is known; None: nothing, or no longer."""
        kept = self._known.get(name)
        if kept is None:
            return None
        until, known = kept
        if now >= until:
            del self._known[name]
            return None
        return known

    def keep(self, name: str, known: Known, now: float, ttl_s: float = 0) -> None:
        """Remember what was found at a time, for as long as its kind allows."""
        match known:
            case NamesSilentError():
                lasts_s = FAILED_S
            case NameUnknownError():
                lasts_s = ABSENT_S
            case _:
                lasts_s = min(max(ttl_s, SHORTEST_S), LONGEST_S)
        self._known.pop(name, None)
        if len(self._known) >= MOST_NAMES:
            del self._known[next(iter(self._known))]
        self._known[name] = (now + lasts_s, known)

    def forget(self) -> None:
        """Know nothing: the network may be another one."""
        self._known.clear()
