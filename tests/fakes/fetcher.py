"""A fetcher without a network."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

import trio

from icplint.model.answer import Answer, FetchFailure, NotCheckedReason, Response, Try
from icplint.model.ask import Ask
from tests.fakes.servers import NOON


@dataclass
class FakeFetcher:
    """Gives the pages it holds, for the first candidate that it knows; all else is `dns`."""

    pages: Mapping[str, bytes | FetchFailure] = field(default_factory=dict)
    asked: list[Ask] = field(default_factory=list)

    async def fetch(self, ask: Ask) -> Answer | FetchFailure:
        await trio.lowlevel.checkpoint()
        self.asked.append(ask)
        tries: list[Try] = []
        for candidate in ask.candidates:
            match self.pages.get(candidate):
                case bytes() as body:
                    tries.append(Try(candidate, "answered"))
                    response = Response(
                        url=candidate, status=200, fetched_at=NOON, address="8.8.8.8", tries=tuple(tries)
                    )
                    return Answer(replace(response, device=ask.device), body)
                case FetchFailure() as failure:
                    return replace(failure, tries=(Try(candidate, failure.reason.value),))
                case None:
                    tries.append(Try(candidate, NotCheckedReason.DNS.value))
        return FetchFailure(reason=NotCheckedReason.DNS, url=ask.candidates[0], tries=tuple(tries))
