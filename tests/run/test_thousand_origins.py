"""A list of a thousand origins, over real sockets: one outcome each, and memory that does not grow with the list."""

import json
import sys
from pathlib import Path

import pytest

from tests.fakes.origins import origins, write_list
from tests.fakes.peak_memory import peak_kb


def check(listing: Path, addresses: list[str], out: Path) -> tuple[list[dict[str, object]], int]:
    """The lines of a JSON Lines report, and the peak of the memory in KB."""
    write_list(listing, addresses)
    peak = peak_kb(["check", str(listing), "--allow-private", "--exit-zero", "-o", str(out), "--quiet"])
    return [json.loads(line) for line in out.read_text(encoding="utf-8").splitlines()], peak


@pytest.mark.slow
@pytest.mark.skipif(sys.platform == "win32", reason="the peak of a process's memory is told by a POSIX call")
def test_each_origin_has_one_outcome_and_memory_stays_flat(tmp_path: Path) -> None:
    with origins(1_000) as addresses:
        few, peak_of_few = check(tmp_path / "few.csv", addresses[:100], tmp_path / "few.jsonl")
        many, peak_of_many = check(tmp_path / "many.csv", addresses, tmp_path / "many.jsonl")

    sites, summary = many[:-1], many[-1]["summary"]
    assert isinstance(summary, dict)
    assert sorted(str(site["target"]) for site in sites) == sorted(addresses)
    assert {site["outcome"] for site in sites} == {"checked"}
    assert (summary["sites"], summary["measured"]) == (1_000, 1_000)
    assert len(few) == 101
    assert peak_of_many <= 1.3 * peak_of_few, (peak_of_few, peak_of_many)
