"""Pages that may be asked for, in the order in which they tell most of a site."""

import re
from collections import deque
from collections.abc import Iterable
from dataclasses import field
from heapq import heappop, heappush
from urllib.parse import parse_qsl, urlsplit

from icplint.late import dataclass, pattern

MOST_KNOWN = 10_000
"""Addresses of a site that are remembered; what is offered beyond them is left out."""
_DIGITS = pattern(r"\d+")
_MOST_FIELDS = 10


@dataclass(slots=True)
class Frontier:
    """Addresses of one site, each given once.

    One of each pattern comes first, then the second of each, and so on: pages of one pattern are drawn by one
    template, and their footer is the same. Among equals, what was offered first.
    """

    _known: set[str] = field(default_factory=set)
    _waiting: dict[str, deque[tuple[str, int]]] = field(default_factory=dict)
    _taken: dict[str, int] = field(default_factory=dict)
    _turns: list[tuple[int, int, str]] = field(default_factory=list)
    """A heap: how many of a pattern were given, when the pattern was first met, the pattern."""

    def know(self, address: str) -> None:
        """Take note of a page that is not to be given: it was read already."""
        self._known.add(_key(address))

    def offer(self, addresses: Iterable[str], depth: int) -> None:
        """Take addresses of the site that may be asked for.

        Args:
            addresses: Absolute, without fragments.
            depth: Links between them and the home page.
        """
        for address in addresses:
            if len(self._known) >= MOST_KNOWN:
                return
            key = _key(address)
            if key in self._known:
                continue
            self._known.add(key)
            pattern = pattern_of(address)
            waiting = self._waiting.setdefault(pattern, deque())
            if not waiting:
                self._taken.setdefault(pattern, 0)
                heappush(self._turns, (self._taken[pattern], len(self._known), pattern))
            waiting.append((address, depth))

    def take(self) -> tuple[str, int] | None:
        """The next address, and its depth; None: there is none."""
        if not self._turns:
            return None
        taken, order, pattern = heappop(self._turns)
        waiting = self._waiting[pattern]
        found = waiting.popleft()
        self._taken[pattern] = taken + 1
        if waiting:
            heappush(self._turns, (taken + 1, order, pattern))
        return found


def pattern_of(address: str) -> str:
    """What addresses of pages that one template draws have in common.

    Numbers are folded, and so is the last step of a path that has several: `/news/2026/a-title.html` is
    `/news/0/*.html`. Of a query the names stay, and values without their numbers: `?m=list&id=7` is `?id=0&m=list`.
    """
    try:
        parts = urlsplit(address)
    except ValueError:
        return address
    steps = _DIGITS.sub("0", parts.path).split("/")
    if len(steps) > 2 and steps[-1]:
        dot, suffix = steps[-1].rpartition(".")[1:]
        steps[-1] = f"*.{suffix}" if dot else "*"
    fields = sorted(parse_qsl(parts.query[:500], keep_blank_values=True)[:_MOST_FIELDS])
    query = "&".join(f"{name}={_DIGITS.sub('0', value)}" for name, value in fields)
    return "/".join(steps) + (f"?{query}" if query else "")


def _key(address: str) -> str:
    """Equal for addresses of one page: the scheme, `www.` and the name of an index are no difference."""
    rest = address.partition("://")[2].partition("#")[0]
    host, slash, path = rest.partition("/")
    return f"{host.lower().removeprefix('www.')}{slash or '/'}{_INDEX.sub('', path)}"


_INDEX = pattern(r"(?:\A|(?<=/))(?:index|default)\.(?:s?html?|php|aspx?|jsp)\Z", re.IGNORECASE)
