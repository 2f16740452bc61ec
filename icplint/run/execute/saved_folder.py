"""Reads the pages of a large folder on all cores.

Reading is most of the work of a page, and a page is read without any other. A small folder is read in this
process: to start another one takes longer than that.
"""

import multiprocessing
import os
import signal
import sys
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from functools import partial

from icplint.model.answer import FetchFailure, NotCheckedReason
from icplint.model.reading import Reading
from icplint.model.settings import Settings
from icplint.model.site import SavedFolder, Site
from icplint.run.execute.ctrl_c import deaf_to_ctrl_c
from icplint.run.reading import read_page_of

_LEASE = 20
"""Pages that a process is given at a time."""
_AHEAD = 3
"""Leases for each process that are under way: what was read waits in memory, so they are few."""

Came = Reading | FetchFailure
ReadPages = Callable[[Sequence[str]], list[Came]]


def read_on_all_cores(
    site: Site, folder: SavedFolder, settings: Settings, stop: Callable[[], bool]
) -> Iterator[Came]:
    """The pages of a folder in their order, each read once.

    A process that dies takes nobody else's page with it: the pages that it had are read again, one at a time,
    and the one that brings its process down again is not checked (`poison`).

    Args:
        site: The folder's site.
        folder: Its pages.
        settings: How to read; `jobs` processes where it names several, else one for each core.
        stop: Asked before each lease; True ends the reading early.
    """
    work = partial(_read_pages, site, folder, settings)
    leases = [folder.pages[start : start + _LEASE] for start in range(0, len(folder.pages), _LEASE)]
    workers = settings.jobs if settings.jobs > 1 else _cores()
    done = 0
    try:
        for came in _shared_out(work, leases, workers, stop):
            yield from came
            done += 1
    except BrokenProcessPool:
        for lease in leases[done:]:
            for page in lease:
                if stop():
                    return
                yield _carefully(work, page)


def _shared_out(
    work: ReadPages, leases: Sequence[Sequence[str]], workers: int, stop: Callable[[], bool]
) -> Iterator[list[Came]]:
    under_way: deque[Future[list[Came]]] = deque()
    waiting = deque(leases)
    with _pool(workers) as pool:
        while waiting or under_way:
            if stop():
                pool.shutdown(cancel_futures=True)
                return
            while waiting and len(under_way) < workers * _AHEAD:
                with deaf_to_ctrl_c():  # a process may start here
                    under_way.append(pool.submit(work, waiting.popleft()))
            yield under_way.popleft().result()


def _carefully(work: ReadPages, page: str) -> Came:
    """A page, read in a process of its own."""
    with _pool(1) as pool:
        try:
            with deaf_to_ctrl_c():
                asked = pool.submit(work, [page])
            return asked.result()[0]
        except BrokenProcessPool:
            return FetchFailure(
                reason=NotCheckedReason.POISON, url=f"/{page}", detail=f"{page}: brought its process down"
            )


def _read_pages(site: Site, folder: SavedFolder, settings: Settings, pages: Sequence[str]) -> list[Came]:
    return [read_page_of(site, folder, page, settings) for page in pages]


def _pool(workers: int) -> ProcessPoolExecutor:
    return ProcessPoolExecutor(workers, multiprocessing.get_context(_way_to_start()), _ignore_ctrl_c)


def _way_to_start() -> str:
    """How another process starts: as a copy of this one, which has all imported, where that is safe."""
    # A copy has no thread but one: a lock that another held, of the progress display say, would stay locked in it.
    return "fork" if sys.platform == "linux" and _has_one_thread() else "spawn"


def _has_one_thread() -> bool:
    """Whether nothing else runs in this process, threads of libraries that Python does not know of included."""
    try:
        return len(os.listdir("/proc/self/task")) == 1  # noqa: PTH208 - nothing but their number is asked
    except OSError:
        return False


def _ignore_ctrl_c() -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent receives it, and tells


def _cores() -> int:
    """Cores that this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1
