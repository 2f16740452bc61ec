"""Makes and prunes baselines: an audit without reports, of which the findings are kept."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import replace
from pathlib import Path
from typing import assert_never

from icplint.errors import OutputError
from icplint.judge.fingerprints import saved_name
from icplint.keep.baseline import Baseline, read_baseline, to_bytes
from icplint.keep.renewal import Renewal, Sight, created, pruned
from icplint.model.exit_code import ExitCode
from icplint.model.outcome import Outcome
from icplint.model.rule import Unmeasured
from icplint.model.site import BareDomain, SavedFolder, SavedPage, Site, WebAddress
from icplint.model.text import Text
from icplint.run.audit import Order, Watcher, audit
from icplint.run.drafts import Draft, place_of
from icplint.run.wiring import World


def create_baseline(
    order: Order, target: Path, world: World, watcher: Watcher
) -> tuple[ExitCode, Renewal | None]:
    """Audit, and write down all that is reported. An older file in that place gives its days.

    Returns:
        The audit's exit code; None with it: the run could not measure, and nothing was written.

    Raises:
        IcplintError: The target is something else than a baseline or cannot be written, or a setting is bad.
    """
    old = read_baseline(target) if place_of(target).exists() else Baseline()
    return _renewed(order, target, world, watcher, lambda sight: created(old, sight, world.today()))


def prune_baseline(
    order: Order, target: Path, world: World, watcher: Watcher
) -> tuple[ExitCode, Renewal | None]:
    """Audit, and drop the entries of a file that no longer occur; as `create_baseline`."""
    old = read_baseline(target)
    return _renewed(order, target, world, watcher, lambda sight: pruned(old, sight))


def _renewed(
    order: Order, target: Path, world: World, watcher: Watcher, renew: Callable[[Sight], Renewal]
) -> tuple[ExitCode, Renewal | None]:
    settings = replace(order.settings, baseline=None)
    beside = _Beside(order.settings.judge.root, watcher)
    with Draft(target, world.make_id(world.now())) as draft:
        code = audit(replace(order, settings=settings, outputs=()), world, beside)
        # NOTE: a run that saw too little, broke or was interrupted would write down that faults are gone.
        if code not in (ExitCode.CLEAN, ExitCode.FINDINGS):
            return code, None
        renewal = renew(beside.sight)
        draft.file.write(to_bytes(renewal.entries))
        draft.publish()
    return ExitCode.CLEAN, renewal


class _Beside:
    """A watcher that also keeps what the run saw."""

    def __init__(self, root: str, watcher: Watcher) -> None:
        self._root = root
        self._watcher = watcher
        self.sight = Sight()

    def watch(self, sites: int) -> AbstractContextManager[None]:
        return self._watcher.watch(sites)

    def note(self, what: Text) -> None:
        self._watcher.note(what)

    def see(self, outcome: Outcome) -> None:
        self.sight.see(
            site_name(outcome.site, self._root),
            () if _is_in_part(outcome) else _measured(outcome),
            reported=outcome.reported,
            all_of_it=outcome.findings,
        )
        self._watcher.see(outcome)

    def fail(self, error: OutputError) -> None:
        self._watcher.fail(error)


def site_name(site: Site, root: str) -> str:
    """How a baseline knows a site, however its target was typed."""
    if site.stands_for is not None:
        return site.stands_for
    match site.target:
        case WebAddress(url):
            return url
        case BareDomain(host, path):
            return host if path == "/" else f"{host}{path}"
        case SavedPage(url=url) | SavedFolder(url=url):
            return url or saved_name(site, root) or "."
        case never:
            assert_never(never)


def _measured(outcome: Outcome) -> list[str]:
    return [rule for rule, verdict in outcome.verdicts.items() if not isinstance(verdict, Unmeasured)]


def _is_in_part(outcome: Outcome) -> bool:
    """Whether a page of a folder could not be read: what stood on it is not gone."""
    target = outcome.site.target
    return isinstance(target, SavedFolder) and len(outcome.pages) < len(target.pages)
