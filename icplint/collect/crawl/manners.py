"""What a run owes to those that it asks: a pace, and the word of their robots.txt."""

from collections.abc import Callable
from datetime import datetime

import httpx

from icplint.collect.crawl.pace import Pace
from icplint.collect.crawl.robots import Robots
from icplint.collect.fetch.courtesy import Fetch
from icplint.model.ask import Ask
from icplint.model.settings import CrawlSettings


class Manners(Pace):
    """The `Courtesy` of a run."""

    def __init__(
        self, settings: CrawlSettings, *, user_agent: str, now: Callable[[], datetime], processes: int = 1
    ) -> None:
        """Take the run's settings; where its sites are authorised, robots.txt is not asked.

        Args:
            settings: The pace, and whether the sites are the user's own.
            user_agent: As sent.
            now: The time, aware.
            processes: How many share the pace that a robots.txt asks for.
        """
        super().__init__(settings, now=now, processes=processes)
        self.robots = None if settings.authorised else Robots(user_agent, slow_down=self.slow_down)

    async def refusal(self, url: httpx.URL, ask: Ask, fetch: Fetch) -> str | None:
        """Why robots.txt keeps us from an address; None: nothing against it."""
        return None if self.robots is None else await self.robots.refusal(url, ask, fetch)
