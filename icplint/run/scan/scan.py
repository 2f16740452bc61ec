"""A scheduled scan, from its list to its reports. Start reading at `scan`."""

import threading
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from datetime import datetime
from functools import partial
from pathlib import Path

from icplint.errors import UsageError
from icplint.keep.store.locks import Lock, list_id_of
from icplint.keep.store.opening import Store, open_store
from icplint.keep.store.runs import Runs
from icplint.model.exit_code import ExitCode
from icplint.model.settings import Settings
from icplint.run.audit import Watcher
from icplint.run.old_debts import old_debts
from icplint.run.outputs import OutputDesk
from icplint.run.registers import ready_register
from icplint.run.scan.beginning import ready_run
from icplint.run.scan.ending import close, ready_metrics, write_metrics
from icplint.run.scan.looks import Looks
from icplint.run.scan.same_settings import settings_digest
from icplint.run.scan.work import Scanned, ScanOrder, Work, refusal
from icplint.run.scan.writer import Patience
from icplint.run.wiring import World
from icplint.words import scan as words


def scan(order: ScanOrder, world: World, watcher: Watcher) -> Scanned:
    """Scan a list, or go on with a run of it.

    Raises:
        IcplintError: A setting, an output or the store cannot be used. What was committed is kept.
    """
    settings = order.settings
    with ExitStack() as stack:
        desk = stack.enter_context(
            OutputDesk(order.outputs, world.make_id(world.now()), settings.language, streams=False)
        )
        store = stack.enter_context(opened(settings, may_make=order.sites is not None))
        if store.evidence is None:
            raise refusal(words.NO_EVIDENCE_FOLDER.fill(store=store.name))
        _wait_for_jitter(order, watcher)
        patience = Patience(store.name, settings.scan.store_patience_s, watcher.note)
        runs = Runs(store, world.now)
        lock = stack.enter_context(_locked(store, order, runs, world.now, patience))
        metrics = ready_metrics(stack, settings, world)
        work = Work(
            order=order,
            world=world,
            watcher=watcher,
            store=store,
            lock=lock,
            patience=patience,
            runs=runs,
            debts=old_debts(settings),
            digest=settings_digest(order.settings_told, order.rules),
        )
        record = ready_run(work)
        with ready_register(settings, world.today(), watcher.note) as ready:
            is_whole = Looks(work).check_all(record, ready)
        record = patience(lambda: runs.run(record.id))
        if not is_whole:
            counts = {"done": f"{record.done:,}", "declared": f"{record.declared:,}", "run": record.name}
            watcher.note(words.INTERRUPTED.fill(**counts))
            return Scanned(code=ExitCode.INTERRUPTED, run=record)
        scanned = close(work, record, desk)
        if metrics is not None and scanned.summary is not None:
            write_metrics(metrics, scanned, scanned.summary)
        return scanned


def opened(settings: Settings, *, may_make: bool) -> Store:
    """The store that the settings name.

    Raises:
        UsageError: They name none.
        StoreError: It cannot be used.
    """
    if settings.scan.store is None:
        raise UsageError(words.NO_STORE.en, words.NO_STORE.zh)
    evidence = settings.scan.evidence
    return open_store(
        settings.scan.store, evidence=None if evidence is None else Path(evidence), may_make=may_make
    )


@contextmanager
def _locked(
    store: Store, order: ScanOrder, runs: Runs, clock: Callable[[], datetime], patience: Patience
) -> Iterator[Lock]:
    """The lock of the list that the scan is of."""
    if order.sites is None:
        cut_off = patience(runs.unfinished)
        if cut_off is None:
            raise refusal(words.NOTHING_TO_RESUME.fill(store=store.name))
        list_id = cut_off.list_id
    else:
        list_id = patience(partial(list_id_of, store, order.list_name))
    lock = patience(partial(Lock, store, list_id, clock))
    try:
        yield lock
    finally:
        lock.release_if_possible()


def _wait_for_jitter(order: ScanOrder, watcher: Watcher) -> None:
    if order.delay_s > 0:
        watcher.note(words.WAITS_FOR_JITTER.fill(seconds=f"{order.delay_s:.0f}"))
        threading.Event().wait(order.delay_s)
