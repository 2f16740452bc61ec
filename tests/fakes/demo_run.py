"""Runs the demo in this process, and keeps what became of each site."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime

from icplint.errors import OutputError
from icplint.model.outcome import Outcome
from icplint.model.text import Language, Text
from icplint.packs import load_rules
from icplint.run.demo.demo import DemoEnd, run_demo
from icplint.run.demo.fleet import Fleet
from icplint.run.outputs import Output
from icplint.run.wiring import World

NOON = datetime(2026, 11, 24, 4, tzinfo=UTC)
STILL = World(now=lambda: NOON, make_id=lambda _: "demo")


@dataclass(slots=True)
class Watching:
    """A watcher that remembers."""

    outcomes: list[Outcome] = field(default_factory=list)
    failures: list[OutputError] = field(default_factory=list)
    notes: list[Text] = field(default_factory=list)

    @contextmanager
    def watch(self, sites: int) -> Iterator[None]:  # noqa: ARG002 - the shape of a watcher
        yield

    def note(self, what: Text) -> None:
        self.notes.append(what)

    def see(self, outcome: Outcome) -> None:
        self.outcomes.append(outcome)

    def fail(self, error: OutputError) -> None:
        self.failures.append(error)


@dataclass(frozen=True, slots=True)
class DemoRun:
    """A demo that ran."""

    end: DemoEnd
    outcomes: dict[str, Outcome]
    """By the site's folder."""


def ran(fleet: Fleet, *outputs: Output) -> DemoRun:
    watching = Watching()
    end = run_demo(fleet, load_rules(), outputs, STILL, watching, language=Language.ZH)
    return DemoRun(end, {outcome.site.id or "": outcome for outcome in watching.outcomes})


def without_waiting(fleet: Fleet) -> Fleet:
    """The fleet without the sites that answer late: a run takes no longer than its reading."""
    return Fleet(tuple(site for site in fleet.sites if not site.serving.delay_s))
