"""The run that a scan works on: the one that was cut off, or a new one."""

from collections.abc import Iterator
from datetime import timedelta
from functools import partial
from itertools import islice

from icplint.collect.sites.site_list import SiteList
from icplint.errors import UsageError
from icplint.keep.store import codec
from icplint.keep.store.ledger import Ledger
from icplint.keep.store.runs import Beginning
from icplint.model.scan import RunRecord, RunState
from icplint.model.site import RejectedRow, Saved, Site
from icplint.model.text import Text
from icplint.packs import rules_hash
from icplint.run.scan.work import Work, refusal
from icplint.words import scan as words

RESUMED_WITHIN = timedelta(hours=20)
"""The same command goes on with a run that began so recently; a nightly scan that was cut off begins anew."""
_DECLARED_AT_ONCE = 2_000


def ready_run(work: Work) -> RunRecord:
    """The run to work on: the one that was cut off, or a new one with its list declared.

    Raises:
        StoreError: None can be resumed, or not with these settings.
    """
    cut_off = work.patience(lambda: work.runs.unfinished(work.lock.list_id))
    if cut_off is not None and cut_off.state is RunState.DECLARING:
        if work.order.sites is None:
            raise refusal(words.CUT_OFF_EARLY.fill(run=cut_off.name))
        work.patience(partial(work.runs.drop, cut_off, work.lock))
        cut_off = None
    if cut_off is not None:
        why = _why_not(work, cut_off)
        if why is None:
            counts = {"done": f"{cut_off.done:,}", "declared": f"{cut_off.declared:,}"}
            work.watcher.note(words.GOES_ON.fill(run=cut_off.name, **counts))
            return cut_off
        work.patience(partial(work.runs.abandon, cut_off, work.lock))
        undone = f"{cut_off.declared - cut_off.done:,}"
        work.watcher.note(words.ABANDONED.fill(run=cut_off.name, why=why, undone=undone))
    if work.order.sites is None:
        raise refusal(words.NOTHING_TO_RESUME.fill(store=work.store.name))
    return _begun(work, work.order.sites)


def _why_not(work: Work, cut_off: RunRecord) -> Text | None:
    """Why this command does not go on with a run; None: it does."""
    is_same = cut_off.settings_digest == work.digest
    if work.order.resumes and not is_same:
        raise refusal(words.OTHER_SETTINGS.fill(run=cut_off.name))
    if work.order.resumes:
        return None
    if not is_same:
        return words.NOT_THE_SAME
    if work.world.now() - cut_off.started_at > RESUMED_WITHIN:
        return words.TOO_OLD.fill(hours=f"{RESUMED_WITHIN.total_seconds() / 3600:.0f}")
    return None


def _begun(work: Work, sites: SiteList) -> RunRecord:
    now = work.world.now()
    beginning = Beginning(
        name=work.world.make_id(now),
        list_id=work.lock.list_id,
        started_at=now,
        settings_digest=work.digest,
        facts={"head": codec.facts_json(work.facts(now)), "rules_hash": rules_hash(work.order.rules)},
    )
    record = work.patience(partial(work.runs.begin, beginning, work.lock))
    ledger = Ledger(work.store, work.world.now)
    unfit: list[RejectedRow] = []
    coming = _of_the_web(sites.sites, unfit)
    while batch := list(islice(coming, _DECLARED_AT_ONCE)):
        work.patience(partial(ledger.declare, record, batch, work.lock))
    rejected = sorted((*sites.rejected, *unfit), key=lambda one: one.line)
    return work.patience(
        partial(work.runs.declared, record, work.lock, rejected=rejected, left_out=sites.left_out)
    )


def _of_the_web(sites: Iterator[Site], unfit: list[RejectedRow]) -> Iterator[Site]:
    """The sites that a scan takes; a row of a list that names a saved page goes to the rejected ones."""
    for site in sites:
        if not isinstance(site.target, Saved):
            yield site
        elif site.source is None or site.line is None:
            raise UsageError(f"{site.label}: {words.SAVED_PAGE.en}", f"{site.label}：{words.SAVED_PAGE.zh}")
        else:
            unfit.append(RejectedRow(site.source, site.line, words.SAVED_PAGE))
