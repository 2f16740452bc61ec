"""Runs the sides of a comparison in turn, each in a process of its own, and sums the rounds up."""

import json
import os
import statistics
import subprocess
import sys
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from importlib.util import find_spec
from operator import attrgetter
from pathlib import Path

from tests.bench.fetching.origins import Server
from tests.bench.fetching.plan import Plan, Told

LONGEST_S = 900
"""After so long a client is taken for stuck."""

_WORDS = {True: "holds", False: "FALLS SHORT"}


@dataclass(frozen=True, kw_only=True)
class Side:
    """One of those that are compared: a client, and what it is told."""

    name: str
    module: str
    """Of `tests.bench.fetching`."""
    plan: Plan
    needs: tuple[str, ...] = ()
    """Packages that may be missing."""
    is_ours: bool = False
    through: tuple[str, ...] = ()
    """A command that runs the client's command."""

    def missing(self) -> tuple[str, ...]:
        """Packages that are not here."""
        return tuple(name for name in self.needs if find_spec(name) is None)


@dataclass(frozen=True, kw_only=True)
class Bound:
    """What a ratio of two sides has to hold."""

    side: str
    other: str
    least: float | None = None
    most: float | None = None
    of: str = "rate"
    """The field of `Told`."""

    def holds(self, ratio: float) -> bool:
        """Whether a ratio keeps the bound; without one it is told, and nothing else."""
        return (self.least is None or ratio >= self.least) and (self.most is None or ratio <= self.most)

    def wanted(self) -> str:
        """The bound in words; empty without one."""
        if self.least is not None:
            return f", at least {self.least:g}"
        return f", at most {self.most:g}" if self.most is not None else ""


@dataclass(frozen=True, kw_only=True)
class Comparison:
    """Sides that run in turn under the same conditions."""

    name: str
    conditions: str
    sides: tuple[Side, ...]
    bounds: tuple[Bound, ...] = ()
    server: Server | None = None
    most_rounds: int | None = None
    most_mb: tuple[str, float] | None = None
    """A side, and the megabytes that its peak may reach."""
    environment: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class Measured:
    """What the rounds of a comparison came to."""

    rounds: Mapping[str, Sequence[Told]]
    """By side, one for each round."""
    missing: tuple[str, ...]
    """Sides that were left out, and why."""
    server_s: float
    """CPU seconds of the server for 1,000 pages; 0 where nobody measured it."""

    def ratios(self, bound: Bound) -> list[float]:
        """The ratio of each round; empty where a side is missing or brought nothing."""
        value = attrgetter(bound.of)
        pairs = zip(self.rounds.get(bound.side, ()), self.rounds.get(bound.other, ()), strict=False)
        return [value(one) / value(other) for one, other in pairs if value(other)]


def measure(comparison: Comparison, rounds: int, folder: Path) -> Measured:
    """Run all sides in turn, so many times; each round begins with another side."""
    missing = tuple(
        f"{side.name}: left out, not installed: {', '.join(side.missing())}"
        for side in comparison.sides
        if side.missing()
    )
    sides = [side for side in comparison.sides if not side.missing()]
    told: dict[str, list[Told]] = {side.name: [] for side in sides}
    server = comparison.server
    before_s = server.cpu_s() if server else 0.0
    for number in range(min(rounds, comparison.most_rounds or rounds)):
        first = number % max(len(sides), 1)
        for side in (*sides[first:], *sides[:first]):
            told[side.name].append(_run(side, folder, comparison.environment))
    complete = sum(one.complete for runs in told.values() for one in runs)
    used_s = server.cpu_s() - before_s if server else 0.0
    return Measured(rounds=told, missing=missing, server_s=used_s / complete * 1_000 if complete else 0.0)


def _run(side: Side, folder: Path, environment: Mapping[str, str]) -> Told:
    plan = folder / "plan.json"
    plan.write_text(json.dumps(asdict(side.plan)))
    done = subprocess.run(
        [*side.through, sys.executable, "-m", f"tests.bench.fetching.{side.module}", str(plan)],
        capture_output=True,
        text=True,
        check=False,
        timeout=LONGEST_S,
        env={**os.environ, **environment},
    )
    if done.returncode:
        raise RuntimeError(f"{side.name} ended with {done.returncode}:\n{done.stderr[-2_000:]}")
    return Told(**json.loads(done.stdout.splitlines()[-1]))


def spread(values: Sequence[float]) -> str:
    """Median, and from where to where: `6.12 (5.80 to 6.40)`."""
    return f"{statistics.median(values):.2f} ({min(values):.2f} to {max(values):.2f})"


def lines_of(comparison: Comparison, measured: Measured, *, is_judged: bool) -> tuple[list[str], bool]:
    """What to print about a comparison, and whether each of its bounds holds, where they are judged."""
    lines = [f"{comparison.name}: {comparison.conditions}", *(f"  {one}" for one in measured.missing)]
    lines.append(f"  {'':34} {'pages/s':>26} {'CPU s/1,000':>12} {'peak MB':>8} {'whole':>13}")
    for name, runs in measured.rounds.items():
        rates = [run.rate for run in runs]
        cpu = statistics.median(run.cpu_s / max(run.complete, 1) * 1_000 for run in runs)
        peak = max(run.rss_mb for run in runs)
        whole = f"{min(run.complete for run in runs)}/{max(run.ended for run in runs)}"
        rate = f"{statistics.median(rates):,.0f} ({min(rates):,.0f} to {max(rates):,.0f})"
        lines.append(f"  {name:34} {rate:>26} {cpu:12.2f} {peak:8.0f} {whole:>13}")
    if comparison.server and measured.server_s:
        at_most = 1_000 / measured.server_s
        lines.append(
            f"  {comparison.server.name}: {measured.server_s:.3f} CPU s for 1,000 pages, "
            f"so at most {at_most:,.0f} pages/s on a core of its own"
        )
    return lines, not is_judged or _judge(comparison, measured, lines)


def _judge(comparison: Comparison, measured: Measured, lines: list[str]) -> bool:
    held = True
    for bound in comparison.bounds:
        ratios = measured.ratios(bound)
        if not ratios:
            continue
        holds = bound.holds(statistics.median(ratios))
        held &= holds
        what = "" if bound.of == "rate" else f" ({bound.of})"
        verdict = f"{bound.wanted()}: {_WORDS[holds]}" if bound.wanted() else ""
        lines.append(f"  {bound.side} / {bound.other}{what}: {spread(ratios)}{verdict}")
    if comparison.most_mb and (runs := measured.rounds.get(comparison.most_mb[0])):
        peak = max(run.rss_mb for run in runs)
        holds = peak <= comparison.most_mb[1]
        held &= holds
        lines.append(
            f"  peak of {comparison.most_mb[0]}: {peak:.0f} MB, at most {comparison.most_mb[1]:g}: {_WORDS[holds]}"
        )
    return held
