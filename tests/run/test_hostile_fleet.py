"""A list full of hostile servers, over real sockets: one outcome each, and no harm to their neighbours."""

import json
import os
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
import trustme

from tests.fakes.hostile import bodies, connections, handshakes, heads, redirects
from tests.fakes.hostile.messages import moved, whole
from tests.fakes.hostile.server import CHECKED, Behaviour, behaviour, saying, serving

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(
        sys.platform != "linux", reason="every address of 127.0.0.0/8 is this machine's on Linux alone"
    ),
]

PLAIN = (*connections.BEHAVIOURS, *heads.BEHAVIOURS, *bodies.BEHAVIOURS, *redirects.BEHAVIOURS)
AUTHORITY = trustme.CA()
HOSTILE: tuple[Behaviour, ...] = (*PLAIN, *handshakes.behaviours(AUTHORITY))
GOOD = 200
TIMEOUT_S = 6
LONGEST_S = 60
"""Far more than the run takes where nothing holds it up: each site has its six seconds, most of them at once."""
MOST_MB = 200

MEASURED = (
    "import resource, subprocess, sys\n"
    "done = subprocess.run(sys.argv[1:], check=False)\n"
    "print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss, file=sys.stderr)\n"
    "sys.exit(done.returncode)\n"
)
"""Runs a command and tells the peak of its memory; a process of its own, so that no other child is counted."""


@dataclass(frozen=True, kw_only=True)
class Run:
    """What a run over a list came to."""

    exit_code: int
    sites: list[dict[str, Any]]
    said: str
    """On standard error."""
    peak_mb: float
    targets: dict[str, str]
    """Behaviour → address."""

    def end_of(self, target: str) -> str:
        """How the check of a site ended: `checked`, or the class of its failure."""
        (site,) = [site for site in self.sites if site["target"] == target]
        return str(site["outcome"]) if site["outcome"] == CHECKED else str(site["reason"])


def check(folder: Path, *targets: str) -> tuple[int, list[dict[str, Any]], str, float]:
    report = folder / "report.jsonl"
    command = [
        *(sys.executable, "-m", "icplint", "check", *targets, "-o", str(report), "--quiet"),
        *("--timeout", str(TIMEOUT_S), "--exit-zero", "--min-coverage", "0"),
    ]
    (folder / "ca.pem").write_bytes(AUTHORITY.cert_pem.bytes())
    done = subprocess.run(
        [sys.executable, "-c", MEASURED, *command],
        capture_output=True,
        text=True,
        check=False,
        timeout=LONGEST_S,
        env={**os.environ, "SSL_CERT_FILE": str(folder / "ca.pem")},
    )
    assert report.exists(), done.stderr
    said, _, peak_kb = done.stderr.rstrip().rpartition("\n")
    lines = [json.loads(line) for line in report.read_text(encoding="utf-8").splitlines()]
    return done.returncode, lines[:-1], said, int(peak_kb) / 1024


@pytest.fixture(scope="module")
def run(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Run]:
    """One run over all of them, with the good sites among them."""
    folder = tmp_path_factory.mktemp("hostile")
    good = behaviour("good", saying(whole()), CHECKED)
    with serving((good, *HOSTILE), host="0.0.0.0") as (good_one, *addresses):
        port = good_one.rpartition(":")[2]
        goods = [f"http://127.0.1.{number + 1}:{port}" for number in range(GOOD)]
        rows = ["url", *addresses]
        for number, address in enumerate(goods):
            rows.insert(1 + number * 2, address)
        (folder / "fleet.csv").write_text("\n".join(rows), encoding="utf-8")
        exit_code, sites, said, peak_mb = check(folder, str(folder / "fleet.csv"), "--allow-private")
        targets = dict(zip((one.name for one in HOSTILE), addresses, strict=True))
        targets |= {f"good {number}": address for number, address in enumerate(goods)}
        yield Run(exit_code=exit_code, sites=sites, said=said, peak_mb=peak_mb, targets=targets)


@pytest.mark.parametrize("one", HOSTILE, ids=lambda one: one.name)
def test_a_hostile_site_ends_in_one_outcome_of_its_class(run: Run, one: Behaviour) -> None:
    assert run.end_of(run.targets[one.name]) in one.ends


def test_each_site_ends_in_exactly_one_outcome(run: Run) -> None:
    assert Counter(site["target"] for site in run.sites) == Counter(run.targets.values())


def test_the_good_sites_among_them_are_all_checked(run: Run) -> None:
    ends = {name: run.end_of(target) for name, target in run.targets.items() if name.startswith("good ")}

    assert len(ends) == GOOD
    assert {name: end for name, end in ends.items() if end != CHECKED} == {}


def test_nothing_broke_and_nobody_was_told_of_a_crash(run: Run) -> None:
    assert run.exit_code == 0
    assert run.said == ""
    assert not [site for site in run.sites if site["outcome"] not in (CHECKED, "not-checked")]


def test_memory_stays_within_bounds(run: Run) -> None:
    assert run.peak_mb <= MOST_MB


def test_a_typed_private_site_may_not_send_on_to_another_private_address(tmp_path: Path) -> None:
    elsewhere = (
        "http://127.0.0.9/",
        "http://10.0.0.1/",
        "http://192.168.1.1/",
        "http://[::1]/",
        "http://localhost/",
    )
    senders = tuple(behaviour(f"sends to {one}", saying(moved(one)), "refused-address") for one in elsewhere)
    with serving(senders) as addresses:
        exit_code, sites, said, _ = check(tmp_path, *addresses)

    assert exit_code == 3, "nothing could be checked"
    assert said == ""
    assert [site["reason"] for site in sites] == ["refused-address"] * len(elsewhere)
