"""What hosts say in their robots.txt, by RFC 9309. Fails closed: where nobody tells, nothing but the listed page is asked for."""

import re
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import field

import httpx
import trio
from protego import Protego

from icplint.collect.fetch.courtesy import Fetch
from icplint.late import dataclass, pattern
from icplint.model.answer import Answer, FetchFailure, NotCheckedReason
from icplint.model.ask import Ask, Purpose

AGENT = "icplint"
"""The product token by which robots.txt may name us."""
_MOST_HOSTS = 10_000
"""Of which answers are kept; the one asked for the longest ago goes first."""
_KEPT_S = 24 * 3600
"""How long an answer holds (RFC 9309, section 2.4)."""
_KEPT_CLOSED_S = 600
"""How long it holds that nobody told."""
_CLIENT_ERRORS = range(400, 500)
_MOST_SITEMAPS = 20
_TOO_MANY_REQUESTS = 429
_LINE_END = pattern(r"\r\n|\r|\n")
_AGENT_LINE = pattern(r"user[- ]?agent(?: ?:| ) ?(.*)", re.IGNORECASE)
_TOKEN = pattern(r"[^\s/(;,*]+|\*")
_SOMEBODY_ELSE = "-"


@dataclass(slots=True)
class _Said:
    """What one host says, or that it does not say."""

    rules: Protego | None
    """None: everything is allowed, or nothing."""
    agents: tuple[str, ...] = ()
    """Our names that it speaks to, other than by `*`."""
    delay_s: float = 0.0
    """Its `Crawl-delay`."""
    is_closed: bool = False
    """Nobody told: nothing may be asked for."""
    detail: str = ""
    read_at: float = field(default_factory=trio.current_time)

    @property
    def kept_s(self) -> float:
        """How long it holds."""
        return _KEPT_CLOSED_S if self.is_closed else _KEPT_S


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
            if said is None:
                return None
            agents = said.agents
        else:
            said = await self._said(origin, ask, fetch)
            if said.is_closed:
                return said.detail
            agents = said.agents or self._agents[:1]
        if said.delay_s:
            self._slow_down(origin.partition("://")[2], said.delay_s)
        if said.rules is None or all(said.rules.can_fetch(str(url), agent) for agent in agents):
            return None
        return f"robots.txt of {url.host} disallows {url.path}"[:300]

    async def sitemaps(self, url: str, ask: Ask, fetch: Fetch) -> tuple[str, ...]:
        """The sitemaps that a host's robots.txt names, as written; asked for where it is not at hand."""
        said = await self._said(_origin(httpx.URL(url)), ask, fetch)
        return () if said.rules is None else tuple(said.rules.sitemaps)[:_MOST_SITEMAPS]

    async def _said(self, origin: str, ask: Ask, fetch: Fetch) -> _Said:
        while (asked := self._being_asked.get(origin)) is not None:
            await asked.wait()
        said = self._known.get(origin)
        if said is not None and trio.current_time() - said.read_at < said.kept_s:
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
        return said

    def _read(self, came: Answer | FetchFailure) -> _Said:
        match came:
            case Answer(body=body):
                text, named = _of_interest(body.decode("utf-8-sig", "replace"), self._agents)
                rules = Protego.parse(text)
                delays = [rules.crawl_delay(agent) or 0.0 for agent in named or self._agents[:1]]
                return _Said(rules, named, delay_s=max(delays))
            case FetchFailure(reason=NotCheckedReason.HTTP_4XX, status=status) if (
                status in _CLIENT_ERRORS and status != _TOO_MANY_REQUESTS
            ):
                return _Said(None)
            case FetchFailure(reason=reason, detail=detail):
                return _Said(None, is_closed=True, detail=f"robots.txt: {reason.value} {detail}"[:300])


def _of_interest(text: str, agents: tuple[str, ...]) -> tuple[str, tuple[str, ...]]:
    """A robots.txt in which all others are one, and those of us whom it names.

    So it takes linear time: thousands of agents over thousands of rules would be held as millions. A name is
    compared up to its end or its version, as RFC 9309 has it (section 2.2.1): `icplint/1.0` is us, `icp` is not.
    """
    named = set()
    lines = []
    for written in _LINE_END.split(text):
        line = " ".join(written.partition("#")[0].split())
        if (agent_line := _AGENT_LINE.match(line)) is not None:
            token = _TOKEN.match(agent_line[1])
            name = token[0].lower() if token else ""
            if name in agents:
                named.add(name)
            elif name != "*":
                name = _SOMEBODY_ELSE
            line = f"User-agent: {name}"
        lines.append(line)
    return "\n".join(lines), tuple(agent for agent in agents if agent in named)


def _origin(url: httpx.URL) -> str:
    return f"{url.scheme}://{url.netloc.decode('ascii')}"
