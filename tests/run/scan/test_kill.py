"""A scan that is killed again and again: nothing is lost, and nothing is done twice."""

import json
import random  # noqa: TID251 - seeded
import re
import signal
import subprocess
import sys
import time
from collections import Counter
from pathlib import Path

import pytest
from sqlalchemy import func, select

from icplint.keep.store.opening import open_store
from icplint.keep.store.schema import attachment, site, task
from icplint.keep.store.states import DONE
from icplint.keep.store.verifying import verify
from tests.fakes.command_line import environment, icplint
from tests.fakes.origins import origins, write_list

SITES = 2_000
KILLS = 30
SEED = 20261124


def scan_command(listing: Path, store: str, evidence: Path) -> list[str]:
    return [
        *(
            sys.executable,
            "-m",
            "icplint",
            "scan",
            str(listing),
            "--store",
            store,
            "--evidence",
            str(evidence),
        ),
        *(
            "--allow-private",
            "--keep-bodies",
            "all",
            "--address-concurrency",
            "1000",
            "--exit-zero",
            "--lang",
            "en",
        ),
    ]


@pytest.mark.slow
@pytest.mark.skipif(sys.platform == "win32", reason="signals of POSIX")
def test_a_scan_that_is_killed_thirty_times_accounts_for_every_site_once(
    store_address: str, tmp_path: Path
) -> None:
    chance = random.Random(SEED)
    evidence = tmp_path / "evidence"
    killed = 0
    with origins(SITES, paragraphs=5) as addresses:
        command = scan_command(write_list(tmp_path / "sites.csv", addresses), store_address, evidence)
        while killed < KILLS:
            with subprocess.Popen(
                command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, env=environment()
            ) as scan:
                time.sleep(chance.uniform(0.2, 2.2))  # noqa: TID251 - a process is given time
                if scan.poll() is None:
                    scan.send_signal(signal.SIGKILL)
                    killed += 1
                scan.wait()
                assert scan.stderr is not None
                said = scan.stderr.read().decode()
            assert "Traceback" not in said
        last = icplint(*command[3:], cwd=tmp_path)
    assert last.returncode == 0, last.stderr.decode()

    with open_store(store_address) as store:
        found = verify(store)
        with store.reading() as connection:
            runs = [
                (row.sites, row.distinct, row.done)
                for row in connection.execute(
                    select(
                        func.count().label("sites"),
                        func.count(task.c.site_id.distinct()).label("distinct"),
                        func.count(task.c.result).label("done"),
                    ).group_by(task.c.run_id)
                )
            ]
            addresses_known = set(connection.scalars(select(site.c.address)))
            states = Counter(connection.scalars(select(task.c.state)))
            kept = connection.scalar(select(func.count()).where(attachment.c.kind == "answers"))
    assert found.is_whole, (found.told, found.wrong_runs, found.missing)
    assert runs
    assert set(runs) == {(SITES, SITES, SITES)}
    assert addresses_known == set(addresses)
    assert states == {DONE: SITES * len(runs)}
    assert kept == SITES * len(runs)
    assert found.blobs >= 2 * SITES

    report = tmp_path / "report.jsonl"
    told = icplint("export", "--store", store_address, "-o", str(report), cwd=tmp_path)
    assert told.returncode == 0, told.stderr
    *lines, end = map(json.loads, report.read_text(encoding="utf-8").splitlines())
    assert sorted(line["target"] for line in lines) == sorted(addresses)
    assert [line["index"] for line in lines] == list(range(SITES))
    for number, line in enumerate(lines[1:], 1):  # the first one's is a sample number, which is no filing
        assert [one["number"] for one in line["pages"][0]["evidence"]["icp"]] == [
            f"京ICP备{15_000_000 + number:08d}号-1"
        ]
    assert end["summary"]["sites"] == SITES
    assert end["run"]["interrupted"] is False


@pytest.mark.slow
@pytest.mark.skipif(sys.platform == "win32", reason="signals of POSIX")
@pytest.mark.parametrize("jobs", ["1", "2"])
def test_ctrl_c_ends_a_scan_in_order_and_the_same_command_goes_on(
    store_address: str, tmp_path: Path, jobs: str
) -> None:
    with origins(400, paragraphs=5) as addresses:
        listing = write_list(tmp_path / "sites.csv", addresses)
        command = [*scan_command(listing, store_address, tmp_path / "evidence"), "--jobs", jobs]
        with subprocess.Popen(
            [*command, "-v"], stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=environment()
        ) as scan:
            assert scan.stderr is not None
            for _ in range(60):
                scan.stderr.readline()
            scan.send_signal(signal.SIGINT)
            rest = scan.stderr.read().decode()
            code = scan.wait()
        assert code == 130, rest
        assert "Traceback" not in rest
        said = re.search(r"interrupted: ([\d,]+) of 400 sites of run (\S+) are done and kept", rest)
        assert said is not None, rest
        done = int(said[1])
        assert 58 <= done < 400

        resumed = icplint("scan", "--resume", *command[4:], cwd=tmp_path)

    assert resumed.returncode == 0, resumed.stderr
    assert f"goes on with run {said[2]}: {done} of 400 sites are done" in resumed.stderr.decode()
    runs = json.loads(icplint("runs", "--store", store_address, "--format", "json", cwd=tmp_path).stdout)[
        "runs"
    ]
    assert [(run["name"], run["state"], run["done"]) for run in runs] == [(said[2], "finished", 400)]
