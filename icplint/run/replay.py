"""Judges recordings again: the pipeline is the same, only the fetcher asks nobody."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from datetime import date

import trio

from icplint.collect.crawl.crawl import Crawl
from icplint.keep.recording import Recording
from icplint.model.answer import Answer, FetchFailure, NotCheckedReason
from icplint.model.ask import Ask
from icplint.model.outcome import Outcome
from icplint.model.settings import Settings
from icplint.model.site import Site
from icplint.run.execute.executor import Executor, RunEnd
from icplint.run.look_ups import open_look_up
from icplint.run.pipeline import Tools
from icplint.run.rules import rules_of
from icplint.run.worker import outcome_of

Came = Answer | FetchFailure


class RecordedFetcher:
    """Gives what a recording holds. Asks nobody."""

    def __init__(self, recording: Recording) -> None:
        self._sitemaps = recording.named_sitemaps
        self._left: dict[tuple[object, ...], list[Came]] = {}
        for ask, came in recording.answers:
            self._left.setdefault(_key(ask), []).append(came)

    async def fetch(self, ask: Ask) -> Came:
        """What came for this ask; a failure where the recording does not hold it: nothing is known then."""
        await trio.lowlevel.checkpoint()
        found = self._left.get(_key(ask))
        if not found:
            return FetchFailure(
                reason=NotCheckedReason.INTERRUPTED,
                url=ask.candidates[0],
                detail="not in the recording",
                hops=ask.hops,
            )
        return found.pop(0) if len(found) > 1 else found[0]

    async def named_sitemaps(self, url: str, ask: Ask) -> tuple[str, ...]:  # noqa: ARG002 - the shape of `NamedSitemaps`
        """What the robots.txt of a host named."""
        await trio.lowlevel.checkpoint()
        return self._sitemaps.get(url, ())


def _key(ask: Ask) -> tuple[object, ...]:
    return ask.candidates, ask.purpose, ask.device


def replaying(recordings: Mapping[int, Recording]) -> Executor:
    """An executor that judges sites by their recordings, in order, one by one.

    Args:
        recordings: By the index of the site.
    """

    def run_sites(
        sites: Iterable[Site], settings: Settings, give: Callable[[Outcome], None], *, today: date
    ) -> RunEnd:
        async def replay() -> None:
            async with open_look_up(settings, today) as look_up:
                for site in sites:
                    fetcher = RecordedFetcher(recordings[site.index])
                    tools = Tools(
                        crawl=Crawl(settings.crawl),
                        fetcher=fetcher,
                        look_up=look_up,
                        rules=rules_of(settings),
                        settings=settings,
                        today=today,
                        named_sitemaps=fetcher.named_sitemaps,
                    )
                    give(await outcome_of(site, tools))

        trio.run(replay)
        return RunEnd.COMPLETE

    return run_sites


def judged(recording: Recording, settings: Settings, today: date) -> Outcome:
    """What one recording is judged to be."""
    outcomes: list[Outcome] = []
    site = replace(recording.site, index=0)
    replaying({0: recording})([site], settings, outcomes.append, today=today)
    return outcomes[0]
