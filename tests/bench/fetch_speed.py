"""How fast pages come, and whole checks are done, by the side of other clients.

    pip install -e '.[fast]' -r tests/bench/requirements.txt
    python -m tests.bench.fetch_speed [--quick] [--alone] [--rounds N] [--part SHARE] [MODE ...]
    python -m tests.bench.fetch_speed --before CHECKOUT

Modes: plain, tls, latency, slow, hanging, dead-names, check, jobs, memory; all of them without one. Thousands of
origins on 127.0.0.0/8 show pages of 57 to 98 KB, compressed; nginx serves them where it is installed. The sides of a
comparison run in turn, each in a process of its own, with robots.txt off, gzip on and no second try; a page counts
only when it came whole. Told are medians with minimum and maximum; ratios are those of each round. Start-up does not
count, except in `jobs`. Seconds tell the machine, ratios tell the code. `--quick` holds that the benchmark still
works, and measures nothing; `--alone` leaves the other clients out; `--part` fetches a part of the pages, for a first
look. `--before` compares with an earlier state of this project alone, in a checkout of its own. The exit code is 1
where a bound falls short.
"""

import argparse
import os
import platform
import resource
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from tests.bench.fetching.comparisons import MODES, beside_before
from tests.bench.fetching.ground import FULL, QUICK, opened
from tests.bench.fetching.rounds import lines_of, measure

_PACKAGES = ("trio", "httpx", "aiohttp", "uvloop", "scrapy", "isal", "selectolax")


def main(arguments: Sequence[str]) -> int:
    """Run the modes asked for; 1 where a bound falls short."""
    asked = _arguments(arguments)
    scale = QUICK if asked.quick else FULL
    scale = scale.times(asked.part, rounds=asked.rounds or scale.rounds)
    _, most_files = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (most_files, most_files))
    _say(
        f"{platform.python_implementation()} {platform.python_version()}, {os.cpu_count()} cores; {_versions()}"
    )
    if asked.quick:
        _say("a quick run: it shows that everything works; its figures say nothing")
    held = True
    with (
        tempfile.TemporaryDirectory(prefix="icplint-bench-") as folder,
        opened(Path(folder), scale) as ground,
    ):
        modes = MODES if asked.before is None else {"before": partial(beside_before, asked.before)}
        for mode in asked.modes or modes:
            comparison = modes[mode](ground)
            if isinstance(comparison, str):
                _say(comparison)
                continue
            if asked.alone:
                comparison = replace(
                    comparison, sides=tuple(side for side in comparison.sides if side.is_ours)
                )
            lines, holds = lines_of(
                comparison, measure(comparison, scale.rounds, Path(folder)), is_judged=not asked.quick
            )
            held &= holds
            _say("\n".join(lines))
    return 0 if held or asked.quick else 1


def _arguments(arguments: Sequence[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.bench.fetch_speed")
    parser.add_argument("--quick", action="store_true", help="a few pages, one round")
    parser.add_argument("--alone", action="store_true", help="without the other clients")
    parser.add_argument("--rounds", type=int, help="how often each side runs")
    parser.add_argument(
        "--part", type=float, default=1.0, help="of the pages, for a first look: 0.2 is a fifth"
    )
    parser.add_argument("--before", type=Path, help="a checkout of an earlier state to compare with")
    parser.add_argument("modes", nargs="*", choices=[*MODES, []], metavar="MODE", help=", ".join(MODES))
    return parser.parse_args(arguments)


def _versions() -> str:
    return ", ".join(f"{name} {_version(name)}" for name in _PACKAGES)


def _version(package: str) -> str:
    try:
        return version(package)
    except PackageNotFoundError:
        return "missing"


def _say(text: str) -> None:
    sys.stdout.write(text + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
