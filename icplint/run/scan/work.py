"""What a scan is asked for, and what all of its parts work with."""

from collections.abc import Mapping
from dataclasses import field
from datetime import datetime

from icplint.collect.sites.site_list import SiteList
from icplint.errors import StoreError
from icplint.keep.old_debts import OldDebts
from icplint.keep.store.locks import Lock
from icplint.keep.store.opening import Store
from icplint.keep.store.runs import Runs
from icplint.late import dataclass
from icplint.model.exit_code import ExitCode
from icplint.model.rule import Rule
from icplint.model.run import RunFacts, Summary
from icplint.model.scan import ChangeKind, RunRecord
from icplint.model.settings import Settings
from icplint.model.text import Text
from icplint.run.audit import Watcher
from icplint.run.outputs import Output
from icplint.run.scan.writer import Patience
from icplint.run.wiring import World


@dataclass(frozen=True, slots=True, kw_only=True)
class ScanOrder:
    """What a scan is asked for."""

    sites: SiteList | None
    """None: go on with the run that was cut off."""
    list_name: str
    """How the list is known from run to run."""
    resumes: bool
    rules: tuple[Rule, ...]
    settings: Settings
    settings_told: dict[str, object] = field(default_factory=dict)
    outputs: tuple[Output, ...] = ()
    delay_s: float = 0.0
    """How long to wait before anything is done."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Scanned:
    """How a scan ended."""

    code: ExitCode
    run: RunRecord
    summary: Summary | None = None
    """None: it was interrupted."""
    changes: Mapping[ChangeKind, int] | None = None
    """Since the run before; None: there is none to compare with."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Work:
    """One scan at work."""

    order: ScanOrder
    world: World
    watcher: Watcher
    store: Store
    lock: Lock
    """Of the list."""
    patience: Patience
    """With the store."""
    runs: Runs
    debts: OldDebts | None
    """What the baseline allows."""
    digest: str
    """Of settings and rules: the same for runs that judge alike."""

    def facts(self, started_at: datetime) -> RunFacts:
        """What a report's head tells, as far as it is known from the beginning."""
        settings = self.order.settings
        return RunFacts(
            id="",
            started_at=started_at,
            finished_at=started_at,
            basis_level=settings.judge.basis_level,
            checker=settings.judge.checker,
            user_agent=settings.fetch.agent,
            authorised=settings.crawl.authorised,
            pace=settings.crawl,
            settings=self.order.settings_told,
        )


def refusal(said: Text) -> StoreError:
    """The error that says this."""
    return StoreError(said.en, said.zh)
