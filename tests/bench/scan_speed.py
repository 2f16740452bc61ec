"""What a store costs: the same list checked with one and without, in turn. `python -m tests.bench.scan_speed [SITES] [ROUNDS]`.

One process, SQLite, the settings of every day; 10,000 sites on loopback, each a server of its own. Both sides write no
report but their last lines, so that what differs is the ledger, the evidence and the wait for the disk.
"""

import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from tests.fakes.command_line import environment
from tests.fakes.origins import origins, write_list


def timed(*arguments: str) -> float:
    """Seconds of a whole process."""
    began = time.perf_counter()
    done = subprocess.run(
        [sys.executable, "-m", "icplint", *arguments],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        check=False,
        env=environment(),
    )
    if done.returncode not in (0, 1):
        raise SystemExit(done.stderr.decode())
    return time.perf_counter() - began


def main(sites: int, rounds: int) -> int:
    """Time both in turn, and tell the median of the ratios."""
    with tempfile.TemporaryDirectory() as name, origins(sites) as addresses:
        folder = Path(name)
        listing = str(write_list(folder / "sites.csv", addresses))
        same = ("--allow-private", "--address-concurrency", "1000", "--quiet")
        ratios = []
        for number in range(rounds):
            without = timed("check", listing, *same, "--format", "csv")
            first = timed("scan", listing, *same, "--store", str(folder / f"{number}.db"))
            again = timed("scan", listing, *same, "--store", str(folder / f"{number}.db"))
            ratios.append((first / without, again / without))
            sys.stdout.write(
                f"without {sites / without:.0f} sites/s, first scan {without / first:.3f} of that rate, "
                f"second scan {without / again:.3f}\n"
            )
            sys.stdout.flush()
        first, again = (statistics.median(one) for one in zip(*ratios, strict=True))
    sys.stdout.write(f"median: a first scan takes {first:.3f} x the time, a second one {again:.3f} x\n")
    cost = 1 - 1 / max(first, again)
    sys.stdout.write(f"the store costs at most {cost:.1%} of the rate\n")
    return 0 if max(first, again) <= 1 / 0.75 else 1


if __name__ == "__main__":
    given = [int(one) for one in sys.argv[1:]]
    sys.exit(main(*(given + [10_000, 3][len(given) :])))
