"""A client process: the whole check of pages that are replayed from memory, in one process or in several.

The fetcher is replaced in each process, so that no server shares its core: what is left is undoing the compression,
reading, judging, the way of the outcomes between the processes, and the line for each site.
"""

import os
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import trio

import icplint.run.worker
from icplint.collect.fetch.encodings import undo
from icplint.model.answer import Answer, Response
from icplint.model.ask import Ask
from icplint.run.clock import utc_now
from tests.bench.fetching.anew import read_all_anew
from tests.bench.fetching.origins import page_of
from tests.bench.fetching.our_work import check
from tests.bench.fetching.plan import plan_given

PAGES = "ICPLINT_BENCH_PAGES"
"""The variable that names the folder of the pages."""

_CAP = 4 << 20


@dataclass(frozen=True)
class _Replaying:
    """A fetcher that has every page already."""

    bodies: tuple[bytes, ...]

    async def fetch(self, ask: Ask) -> Answer:
        await trio.lowlevel.checkpoint()
        url = ask.candidates[0]
        body = undo(self.bodies[page_of(urlsplit(url).hostname or "", len(self.bodies))], "gzip", _CAP)
        headers = (("content-type", "text/html; charset=utf-8"), ("content-encoding", "gzip"))
        return Answer(
            Response(url=url, status=200, headers=headers, fetched_at=utc_now(), address="127.0.0.1"), body
        )

    async def forget(self, came: Answer) -> None:
        """Nothing is remembered."""


@asynccontextmanager
async def _open_replaying(*_: Any, **__: Any) -> AsyncIterator[_Replaying]:
    yield _Replaying(_bodies())


def _bodies() -> tuple[bytes, ...]:
    return tuple(page.read_bytes() for page in sorted(Path(os.environ[PAGES]).glob("*.html.gz")))


# NOTE: a spawned process imports this module before it begins its work, so it replays, too; a test that only
# imports it does not.
if PAGES in os.environ:
    setattr(icplint.run.worker, "open_fetcher", _open_replaying)  # noqa: B010 - not its own name
    read_all_anew()

if __name__ == "__main__":
    check(plan_given())
