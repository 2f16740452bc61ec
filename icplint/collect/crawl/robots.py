"""What hosts say in their robots.txt, by RFC 9309. Fails closed: where nobody tells, nothing but the listed page is asked for."""

import re
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass, field

import httpx
import trio
from protego import Protego

from icplint.collect.fetch.courtesy import Fetch
from icplint.model.answer import Answer, FetchFailure, NotCheckedReason
from icplint.model.ask import Ask, Purpose

AGENT = "icplint"
"""The product token by which robots.txt may name us."""
_MOST_HOSTS = 10_000
"""Of which answers are kept; the one asked for the longest ago goes first."""
_KEPT_S = 24 * 3600
"""How long an answer holds (RFC 9309, section 2.4)."""
_CLIENT_ERRORS = range(400, 500)
_MOST_SITEMAPS = 20
_TOO_MANY_REQUESTS = 429
_AGENT_LINE = re.compile(r"^[ \t]*user-agent[ \t]*:[ \t]*([^\s#]+)", re.IGNORECASE | re.MULTILINE)


@dataclass(slots=True)
class _Said:
    """What one host says, or that it does not say."""

    rules: Protego | None
    """None: everything is allowed, or nothing."""
    names: frozenset[str] = frozenset()
    """Agents that it speaks to, lower case."""
    is_closed: bool = False
    """Nobody told: nothing may be asked for."""
    detail: str = ""
    read_at: float = field(default_factory=trio.current_time)


class Robots:
    """The robots.txt of the hosts of a run, each asked for once."""

    def __init__(self, user_agent: str, *, slow_down: Callable[[str, float], None]) -> None:
        """Take who asks.

        Args:
            user_agent: As sent.
            slow_down: Told the `Crawl-delay` of a host, in seconds.
        """
        own = user_agent.split("/", maxsplit=1)[0].split()[:1]
        self._agents = tuple(dict.fromkeys((AGENT, *(one.lower() for one in own))))
        self._slow_down = slow_down
        self._known: OrderedDict[str, _Said] = OrderedDict()
        self._being_asked: dict[str, trio.Event] = {}

    async def refusal(self, url: httpx.URL, ask: Ask, fetch: Fetch) -> str | None:
        """Why an address is not asked for; None: nothing against it.

        The listed page is asked for without a look at robots.txt; only one that is at hand and speaks to us by
        name keeps us off.
        """
        if ask.purpose is Purpose.ROBOTS or (ask.purpose is Purpose.HOME and not self._known):
            return None
        origin = _origin(url)
        if ask.purpose is Purpose.HOME:
            said = self._known.get(origin)
            if said is None or said.rules is None:
                return None
            return self._refused(said, url, agents=self._named(said))
        said = await self._said(origin, ask, fetch)
        if said.is_closed:
            return said.detail
        return self._refused(said, url, agents=self._agents)

    async def sitemaps(self, url: str, ask: Ask, fetch: Fetch) -> tuple[str, ...]:
        """The sitemaps that a host's robots.txt names, as written; asked for where it is not at hand."""
        said = await self._said(_origin(httpx.URL(url)), ask, fetch)
        return () if said.rules is None else tuple(said.rules.sitemaps)[:_MOST_SITEMAPS]

    def _refused(self, said: _Said, url: httpx.URL, *, agents: tuple[str, ...]) -> str | None:
        rules = said.rules
        if rules is None or all(rules.can_fetch(str(url), agent) for agent in agents):
            return None
        return f"robots.txt of {url.host} disallows {url.path}"[:300]

    def _named(self, said: _Said) -> tuple[str, ...]:
        """Our names that a robots.txt speaks to, other than by `*`."""
        return tuple(agent for agent in self._agents if any(agent.startswith(name) for name in said.names))

    async def _said(self, origin: str, ask: Ask, fetch: Fetch) -> _Said:
        while (asked := self._being_asked.get(origin)) is not None:
            await asked.wait()
        said = self._known.get(origin)
        if said is not None and trio.current_time() - said.read_at < _KEPT_S:
            self._known.move_to_end(origin)
            return said
        self._being_asked[origin] = trio.Event()
        try:
            robots = Ask(
                candidates=(f"{origin}/robots.txt",), purpose=Purpose.ROBOTS, private_host=ask.private_host
            )
            said = self._known[origin] = self._read(await fetch(robots))
        finally:
            self._being_asked.pop(origin).set()
        if len(self._known) > _MOST_HOSTS:
            self._known.popitem(last=False)
        if said.rules is not None:
            delays = [float(delay) for agent in self._agents if (delay := said.rules.crawl_delay(agent))]
            if delays:
                self._slow_down(origin.partition("://")[2], max(delays))
        return said

    def _read(self, came: Answer | FetchFailure) -> _Said:
        match came:
            case Answer(body=body):
                text = body.decode("utf-8-sig", "replace")
                names = frozenset(name.lower() for name in _AGENT_LINE.findall(text)) - {"*"}
                return _Said(Protego.parse(text), names)
            case FetchFailure(reason=NotCheckedReason.HTTP_4XX, status=status) if (
                status in _CLIENT_ERRORS and status != _TOO_MANY_REQUESTS
            ):
                return _Said(None)
            case FetchFailure(reason=reason, detail=detail):
                return _Said(None, is_closed=True, detail=f"robots.txt: {reason.value} {detail}"[:300])


def _origin(url: httpx.URL) -> str:
    return f"{url.scheme}://{url.netloc.decode('ascii')}"
