"""Writes outcomes into the store, in a thread of its own: the loop that fetches never waits for a disk.

What has come is written together, so that one wait for the disk serves many sites. A store that is locked or away
is tried again for a while; meanwhile no further site is begun, so that little waits in memory and nothing is asked
twice for nothing.
"""

import math
import threading
import time
from collections import deque
from collections.abc import Callable, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from functools import partial
from types import TracebackType
from typing import Self, TypeVar

from sqlalchemy.exc import SQLAlchemyError

from icplint.keep.store.failures import Trouble, reason_of, refused, trouble_of
from icplint.keep.store.locks import BEAT_S
from icplint.model.outcome import Outcome
from icplint.model.text import Text
from icplint.words import scan as words

MOST_WAITING = 256
"""Outcomes that wait to be written, from which on no further site is begun."""
_MOST_AT_ONCE = 400
_GATHERED_FOR_S = 0.5
"""How long outcomes may wait for others to be written with."""
_POLL_S = 0.2
_FIRST_PAUSE_S, _LONGEST_PAUSE_S = 0.25, 10.0
_FAREWELL_S = 5.0
"""How long a store is tried again after Ctrl-C: what is not written is only done once more."""

Commit = Callable[[Sequence[Outcome]], None]
T = TypeVar("T")


def _never() -> bool:
    return False


class Patience:
    """Tries again what a store that is locked or away refuses; gives up after a while."""

    def __init__(self, name: str, patience_s: float, tell: Callable[[Text], None]) -> None:
        self._name = name
        self.patience_s = patience_s
        self.stop: Callable[[], bool] = _never
        """Asked while something is waited for: somebody wants to leave."""
        self._tell = tell
        self._awake = threading.Event()

    def hurry(self) -> None:
        """Somebody wants to leave: wait for little more."""
        self.patience_s = min(self.patience_s, _FAREWELL_S)
        self._awake.set()

    def __call__(self, work: Callable[[], T]) -> T:
        """Do something, again and again as long as the trouble is one that passes.

        Raises:
            StoreError: It lasts; what was to be written is not.
        """
        began, pause, told = time.monotonic(), _FIRST_PAUSE_S, False
        while True:
            try:
                done = work()
            except (SQLAlchemyError, OSError) as error:
                waited = time.monotonic() - began
                if self.stop():
                    self.hurry()
                if trouble_of(error) is not Trouble.PASSING or waited > self.patience_s:
                    raise refused(self._name, error) from error
                if not told and waited > 1:
                    told = True
                    self._tell(words.STORE_AWAY.fill(store=self._name, why=reason_of(error)))
            else:
                if told:
                    self._tell(words.STORE_BACK.fill(store=self._name))
                return done
            self._rest(pause)
            pause = min(2 * pause, _LONGEST_PAUSE_S)

    def _rest(self, seconds: float) -> None:
        until = time.monotonic() + seconds
        while (left := until - time.monotonic()) > 0 and not self.stop():
            self._awake.wait(min(left, _POLL_S))
        self._awake.wait(_FIRST_PAUSE_S if self.stop() else 0)
        self._awake.clear()


class StoreWriter:
    """The thread, and what waits for it."""

    def __init__(self, commit: Commit, beat: Callable[[], None], patience: Patience) -> None:
        self._commit = commit
        self._beat = beat
        self._patience = patience
        self._waiting: deque[Outcome] = deque()
        self._changed = threading.Condition()
        self._is_closing = False
        self._pool = ThreadPoolExecutor(1, thread_name_prefix="icplint-store")
        self._work_done: Future[None] | None = None

    def __enter__(self) -> Self:
        self._work_done = self._pool.submit(self._work)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if kind is not None:
            self._patience.hurry()
        with self._changed:
            self._is_closing = True
            self._changed.notify_all()
        self._pool.shutdown()
        if kind is None:
            self._raise_what_broke()

    def put(self, outcome: Outcome) -> None:
        """Take an outcome to be written. Never waits.

        Raises:
            StoreError: The store has given up; nothing of what came after its last commit is written.
        """
        self._raise_what_broke()
        with self._changed:
            self._waiting.append(outcome)
            self._changed.notify_all()

    def wait_until_short(self, *, stop: Callable[[], bool], most_s: float = math.inf) -> bool:
        """Wait until few outcomes are left to write; False: no further site is to be begun now.

        Args:
            stop: Whether the run is to end.
            most_s: How long to wait.
        """
        until = time.monotonic() + most_s
        with self._changed:
            while len(self._waiting) > MOST_WAITING and not self._is_over and not stop():
                if time.monotonic() > until:
                    return False
                self._changed.wait(_POLL_S)
        return not self._is_over and not stop()

    @property
    def _is_over(self) -> bool:
        return self._work_done is None or self._work_done.done()

    def _raise_what_broke(self) -> None:
        if self._work_done is not None and self._work_done.done():
            self._work_done.result()

    def _work(self) -> None:
        while (batch := self._gathered()) is not None:
            if not batch:
                self._patience(self._beat)
                continue
            self._patience(partial(self._commit, batch))
            with self._changed:
                for _ in batch:
                    self._waiting.popleft()
                self._changed.notify_all()

    def _gathered(self) -> list[Outcome] | None:
        """What is to be written now; empty: nothing came for a while; None: nothing comes any more."""
        with self._changed:
            self._changed.wait_for(lambda: self._waiting or self._is_closing, BEAT_S)
            if self._waiting and not self._is_closing and len(self._waiting) < _MOST_AT_ONCE:
                self._changed.wait_for(
                    lambda: len(self._waiting) >= _MOST_AT_ONCE or self._is_closing, _GATHERED_FOR_S
                )
            if not self._waiting and self._is_closing:
                return None
            return [outcome for outcome, _ in zip(self._waiting, range(_MOST_AT_ONCE), strict=False)]
