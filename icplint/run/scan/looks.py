"""Looks at the sites of a run: at all that are due, then once more where something is new."""

import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import datetime
from functools import partial

from sqlalchemy.exc import SQLAlchemyError

from icplint.keep.store.commits import Commits
from icplint.keep.store.ledger import Ledger
from icplint.keep.store.states import DUE, SECOND_LOOK_DUE
from icplint.model.answer import NotCheckedReason
from icplint.model.outcome import Outcome
from icplint.model.scan import RunRecord
from icplint.model.settings import Settings
from icplint.model.site import Site
from icplint.model.window import Window
from icplint.run.execute.ctrl_c import noted_ctrl_c
from icplint.run.execute.executor import RunEnd
from icplint.run.old_debts import without_old_debts
from icplint.run.scan.work import Work
from icplint.run.scan.writer import StoreWriter
from icplint.run.wiring import executor_for
from icplint.words import scan as words

_SLICE_S = 0.5
"""How long a Ctrl-C may stay unseen while nothing is done."""
_ASKED_EVERY = 20
"""Sites that are begun before it is asked again whether there is room for what becomes of them."""
_SHORT_S = 2.0
"""How long the store may be waited for before no further site is begun."""
_BEATS_WHILE_WAITING_S = 30.0


class Looks:
    """The looks of one scan."""

    def __init__(self, work: Work) -> None:
        self._work = work
        self._ledger = Ledger(work.store, work.world.now)
        self._commits = Commits(work.store, work.world.now)
        self._is_stopped = False

    def check_all(self, record: RunRecord, settings: Settings) -> bool:
        """Check what is due, and look again where something is new; False: it was interrupted."""
        settings = replace(settings, judge=replace(settings.judge, has_history=True))
        with self._work.watcher.watch(record.declared - record.done):
            if not self._look(record, settings, DUE):
                return False
            doubtful = self._work.patience(lambda: self._work.runs.count(record, SECOND_LOOK_DUE))
            if not doubtful:
                return True
            # A run that was begun with --confirm owes the second looks, whatever this command says.
            pause = settings.scan.confirm_s or 0
            self._work.watcher.note(words.CONFIRMS.fill(count=f"{doubtful:,}", seconds=f"{pause:g}"))
            return self._waited(pause) and self._look(record, settings, SECOND_LOOK_DUE)

    def _look(self, record: RunRecord, settings: Settings, state: int) -> bool:
        confirms = settings.scan.confirm_s is not None
        look = 2 if state == SECOND_LOOK_DUE else 1

        def commit(outcomes: Sequence[Outcome]) -> None:
            self._commits.commit(record, outcomes, self._work.lock, look=look, confirms=confirms)

        def beat() -> None:
            self._work.lock.beat(self._work.world.now())

        with noted_ctrl_c() as noted, StoreWriter(commit, beat, self._work.patience) as writer:

            def is_stopped() -> bool:
                return noted.came or self._is_stopped

            self._work.patience.stop = is_stopped
            window = settings.scan.window
            due = _Due(
                partial(self._ledger.due, record, state), writer, window, self._work.world.now, is_stopped
            )
            while (
                self._waited_for_the_window(is_stopped)
                and writer.wait_until_short(stop=is_stopped)
                and (batch := self._work.patience(due.next_batch))
            ):
                end = executor_for(settings)(
                    due.sites(batch), settings, partial(self._give, writer), today=self._work.world.today()
                )
                self._is_stopped = self._is_stopped or end is RunEnd.INTERRUPTED
            if is_stopped():
                self._work.patience.hurry()
            return not is_stopped()

    def _waited_for_the_window(self, is_stopped: Callable[[], bool]) -> bool:
        """Wait for the hours in which sites are begun; False: the run is to end."""
        window = self._work.order.settings.scan.window
        told = False
        while window is not None and not window.is_open(here := self._work.world.now().astimezone()):
            if not told:
                told = True
                opens = f"{window.opens_at(here):%Y-%m-%d %H:%M}"
                self._work.watcher.note(words.WAITS_FOR_WINDOW.fill(window=str(window), opens=opens))
            if is_stopped():
                return False
            time.sleep(_SLICE_S)  # noqa: TID251 - no loop is on
        return not is_stopped()

    def _give(self, writer: StoreWriter, outcome: Outcome) -> None:
        if outcome.not_checked is NotCheckedReason.INTERRUPTED:
            self._is_stopped = True  # it stays due
            return
        outcome = without_old_debts(outcome, self._work.debts)
        writer.put(outcome)
        self._work.watcher.see(outcome)

    def _waited(self, seconds: float) -> bool:
        """Wait; False: Ctrl-C came."""
        until = time.monotonic() + seconds
        beat_at = time.monotonic()
        with noted_ctrl_c() as noted:
            while not noted.came and (left := until - time.monotonic()) > 0:
                if time.monotonic() - beat_at > _BEATS_WHILE_WAITING_S:
                    beat_at = time.monotonic()
                    self._work.patience(lambda: self._work.lock.beat(self._work.world.now()))
                time.sleep(min(left, _SLICE_S))  # noqa: TID251 - no loop is on
            return not noted.came


class _Due:
    """The sites that are due, given out as long as they may be begun.

    It never waits for long: a loop that is told to stop would have to wait for it. Where no site may be begun now, it
    ends, and is asked again later.
    """

    def __init__(
        self,
        due: Callable[..., list[Site]],
        writer: StoreWriter,
        window: Window | None,
        clock: Callable[[], datetime],
        is_stopped: Callable[[], bool],
    ) -> None:
        self._due = due
        self._writer = writer
        self._window = window
        self._clock = clock
        self._is_stopped = is_stopped
        self._after = -1
        """The position of the last one that was given out."""

    def next_batch(self) -> list[Site]:
        """Some of those that were not given out yet; none: there are no more."""
        return self._due(after=self._after)

    def sites(self, batch: list[Site]) -> Iterator[Site]:
        """Those of a batch, and of the batches that follow."""
        while batch:
            for number, site in enumerate(batch):
                if number % _ASKED_EVERY == 0 and not self._may_go_on():
                    return
                self._after = site.index
                yield site
            try:
                batch = self.next_batch()
            except SQLAlchemyError:
                return  # who asks next has the patience for it

    def _may_go_on(self) -> bool:
        is_open = self._window is None or self._window.is_open(self._clock().astimezone())
        return is_open and self._writer.wait_until_short(stop=self._is_stopped, most_s=_SHORT_S)
