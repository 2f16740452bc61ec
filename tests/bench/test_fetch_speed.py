"""The benchmark of fetching still works; what it measures is nobody's business here."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from icplint.model.answer import Answer, Response
from icplint.model.reading import Reading
from icplint.read.reader import read
from tests.bench.fetching.comparisons import MODES
from tests.bench.fetching.names import name_of, reply_to
from tests.bench.fetching.origins import address_of
from tests.bench.fetching.pages import END, LARGEST, SMALLEST, compressed, pages
from tests.bench.fetching.plan import Plan, Told
from tests.bench.fetching.rounds import Bound, Comparison, Measured, Side, lines_of, measure

ROOT = Path(__file__).parents[2]
ROW = re.compile(r"^  (ours, .+?)  .* (\d+)/(\d+)$", re.MULTILINE)
PLAN = Plan(addresses="none.txt", sizes=(), concurrency=1, timeout_s=1.0)


def told(rate: float, rss_mb: float = 40.0) -> Told:
    return Told(complete=100, ended=100, seconds=1.0, to_last_page_s=100 / rate, cpu_s=0.1, rss_mb=rss_mb)


def quick(*arguments: str, **environment: str) -> str:
    command = [sys.executable, "-m", "tests.bench.fetch_speed", "--quick", "--alone", *arguments]
    done = subprocess.run(
        command, cwd=ROOT, env={**os.environ, **environment}, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.mark.slow
@pytest.mark.skipif(sys.platform != "linux", reason="the servers of the benchmark are Linux's")
def test_every_mode_brings_its_pages_or_says_why_it_is_left_out() -> None:
    said = quick()
    whole = {name: (int(complete), int(ended)) for name, complete, ended in ROW.findall(said)}
    left_out = len(re.findall(r"^\S[^\n]*: left out", said, re.MULTILINE))

    assert len(
        re.findall(r"^\S[^\n]*: .*(?:origins|names|pages|whole check)", said, re.MULTILINE)
    ) + left_out == len(MODES)
    assert whole.pop("ours, 2 % hang") == (58, 60)
    if "dead names: left out" not in said:
        assert whole.pop("ours, 5 % dead names") == (57, 60)
    assert {name: complete for name, (complete, _) in whole.items()} == {
        name: ended for name, (_, ended) in whole.items()
    }


@pytest.mark.slow
@pytest.mark.skipif(sys.platform != "linux", reason="the servers of the benchmark are Linux's")
def test_our_own_server_serves_where_nginx_is_missing() -> None:
    said = quick("plain", "tls", PATH="")

    assert "plain: 40 origins, 200 at a time, our own server" in said
    assert "tls: left out, nginx is not installed" in said
    assert ROW.findall(said)[0] == ("ours, zlib", "40", "40")


def test_the_pages_are_the_same_ones_every_time_and_end_with_a_footer() -> None:
    made = list(pages(3))
    readings = [read(Answer(Response(url="http://127.0.0.1/"), page)) for page in made]

    assert made == list(pages(3))
    assert [len(page) for page in made] == [SMALLEST, (SMALLEST + LARGEST) // 2, LARGEST]
    assert all(page.endswith(END) for page in made)
    assert 20_000 < len(compressed(made[1])) < 35_000
    assert all(isinstance(reading, Reading) and reading.evidence.icp for reading in readings)


def test_origins_have_addresses_of_their_own() -> None:
    assert len({address_of(number) for number in range(100_000)}) == 100_000
    assert (address_of(0), address_of(249), address_of(250), address_of(62_500)) == (
        "127.1.0.1",
        "127.1.0.250",
        "127.1.1.1",
        "127.2.0.1",
    )


def query(name: str, kind: int = 1) -> bytes:
    labels = b"".join(bytes([len(label)]) + label.encode() for label in name.split("."))
    return (
        b"\x12\x34\x01\x00\x00\x01\x00\x00\x00\x00\x00\x00"
        + labels
        + b"\x00\x00"
        + bytes([kind])
        + b"\x00\x01"
    )


def test_the_name_server_knows_living_names_and_never_answers_for_dead_ones() -> None:
    found = reply_to(query(name_of(250)))
    unknown = reply_to(query("www.fleet.example"))
    ipv6 = reply_to(query(name_of(250), kind=28))

    assert found is not None
    assert found[:2] == b"\x12\x34"
    assert found.endswith(bytes([127, 1, 1, 1]))
    assert unknown is not None
    assert unknown[3] & 0x0F == 3
    assert ipv6 is not None
    assert (ipv6[3] & 0x0F, ipv6[7]) == (0, 0)
    assert reply_to(query(name_of(250, is_dead=True))) is None


def test_bounds_are_judged_by_the_median_of_the_rounds() -> None:
    sides = tuple(Side(name=name, module="none", plan=PLAN) for name in ("ours", "theirs"))
    bounds = (
        Bound(side="ours", other="theirs", least=2.0),
        Bound(side="ours", other="theirs", most=1.1, of="rss_mb"),
        Bound(side="ours", other="nobody", least=100.0),
    )
    comparison = Comparison(
        name="plain", conditions="nowhere", sides=sides, bounds=bounds, most_mb=("ours", 80.0)
    )
    rounds = {
        "ours": [told(100), told(300), told(500, rss_mb=81)],
        "theirs": [told(100), told(100), told(100)],
    }
    lines, held = lines_of(comparison, Measured(rounds=rounds, missing=(), server_s=0.0), is_judged=True)

    assert not held
    assert lines[-3:] == [
        "  ours / theirs: 3.00 (1.00 to 5.00), at least 2: holds",
        "  ours / theirs (rss_mb): 1.00 (1.00 to 2.02), at most 1.1: holds",
        "  peak of ours: 81 MB, at most 80: FALLS SHORT",
    ]


def test_a_client_that_is_not_installed_is_one_line(tmp_path: Path) -> None:
    side = Side(name="Nobody", module="none", plan=PLAN, needs=("no_such_package",))
    comparison = Comparison(name="plain", conditions="nowhere", sides=(side,))
    measured = measure(comparison, 2, tmp_path)

    assert measured.missing == ("Nobody: left out, not installed: no_such_package",)
    assert measured.rounds == {}
