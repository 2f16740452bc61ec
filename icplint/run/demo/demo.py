"""The demo: serve the fleet, audit it over HTTP like any list, compare with what was planted."""

import io
import json
from collections.abc import Sequence
from contextlib import AbstractContextManager

from icplint.collect.sites.targets import read_targets
from icplint.errors import OutputError
from icplint.late import dataclass
from icplint.model.exit_code import ExitCode
from icplint.model.outcome import Outcome
from icplint.model.rule import Rule
from icplint.model.settings import FetchSettings, Settings
from icplint.model.text import Language, Text
from icplint.run.audit import Order, Watcher, audit
from icplint.run.demo.comparison import differences
from icplint.run.demo.fleet import Fleet
from icplint.run.demo.server import serve
from icplint.run.outputs import Output
from icplint.run.wiring import World
from icplint.words import demo as words

TIMEOUT_S = 3.0
"""Long enough for Windows, which asks a port that refuses three times over two seconds."""

_OWN_ENDS = (ExitCode.INTERRUPTED, ExitCode.FAULT, ExitCode.USAGE)
"""Ends of an audit that say more than whether the planted faults were found."""


@dataclass(frozen=True, slots=True)
class DemoEnd:
    """How a demo ended."""

    code: ExitCode
    """`CLEAN` where exactly the planted faults were found."""
    differences: tuple[Text, ...]
    """Between what was planted and what was found; empty also where the run was interrupted."""


def run_demo(
    fleet: Fleet,
    rules: tuple[Rule, ...],
    outputs: tuple[Output, ...],
    world: World,
    watcher: Watcher,
    *,
    language: Language,
) -> DemoEnd:
    """Serve a fleet on this machine, audit it, and hold the findings against what was planted.

    Raises:
        IcplintError: An output cannot be used; nothing was fetched yet.
    """
    keeping = _Keeping(watcher)
    # The rows are a list like any other, of private addresses that stand for public ones.
    settings = Settings(language=language, fetch=FetchSettings(timeout_s=TIMEOUT_S, allow_private=True))
    with serve(fleet) as addresses, read_targets(["-"], stdin=site_list(fleet, addresses, language)) as sites:
        order = Order(
            sites=sites,
            rules=rules,
            settings=settings,
            settings_told={"timeout": TIMEOUT_S, "allow-private": True},
            outputs=outputs,
        )
        ended = audit(order, world, keeping)
    if ended in _OWN_ENDS:
        return DemoEnd(ended, ())
    found = differences(fleet, keeping.outcomes)
    return DemoEnd(ExitCode.FAULT if found else ExitCode.CLEAN, found)


def site_list(fleet: Fleet, addresses: Sequence[str], language: Language) -> io.BytesIO:
    """The fleet as a JSON list, as a user would give it; what a site shows is a column that passes through."""
    rows = [
        {"url": address, "id": site.folder, words.SHOWS.of(language): site.shows.of(language), **site.row}
        for site, address in zip(fleet.sites, addresses, strict=True)
    ]
    return io.BytesIO(json.dumps(rows, ensure_ascii=False, indent=1).encode())


class _Keeping:
    """Keeps the outcomes while another watcher follows the run."""

    def __init__(self, watcher: Watcher) -> None:
        self._watcher = watcher
        self.outcomes: list[Outcome] = []

    def watch(self, sites: int) -> AbstractContextManager[None]:
        return self._watcher.watch(sites)

    def note(self, what: Text) -> None:
        self._watcher.note(what)

    def see(self, outcome: Outcome) -> None:
        self.outcomes.append(outcome)
        self._watcher.see(outcome)

    def fail(self, error: OutputError) -> None:
        self._watcher.fail(error)
