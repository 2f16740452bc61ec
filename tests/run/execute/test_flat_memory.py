"""A long list takes no more memory than a short one."""

import subprocess
import sys
from pathlib import Path

import pytest

from tests.fakes.web import website

ROOT = Path(__file__).parents[3]

COUNT = """
import resource, sys
from datetime import date
from icplint.model.settings import CrawlSettings, FetchSettings, Settings
from icplint.model.site import Site, WebAddress
from icplint.run.execute.in_this_process import run_sites

port, count = sys.argv[1], int(sys.argv[2])
sites = (
    Site(index=one, label="x", target=WebAddress(f"http://127.0.0.1:{port}/{one}")) for one in range(count)
)
given = 0


def give(outcome):
    global given
    given += outcome.not_checked is None


fetch = FetchSettings(allow_private=True, concurrency=20)
crawl = CrawlSettings(host_interval_s=0, host_concurrency=20)
run_sites(sites, Settings(fetch=fetch, crawl=crawl), give, today=date(2026, 11, 24))
print(given, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)
"""


@pytest.mark.slow
@pytest.mark.skipif(sys.platform == "win32", reason="asks the system for its peak as POSIX does")
def test_memory_stays_flat() -> None:
    peaks = {}
    with website() as address:
        for count in (100, 1000):
            run = subprocess.run(
                [sys.executable, "-c", COUNT, address.rpartition(":")[2], str(count)],
                capture_output=True,
                check=True,
                cwd=ROOT,
                text=True,
            )
            given, peaks[count] = map(int, run.stdout.split())
            assert given == count

    assert peaks[1000] < 1.3 * peaks[100]
