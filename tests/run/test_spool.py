import subprocess
import sys
from pathlib import Path

import pytest

from icplint.model.outcome import Outcome
from icplint.model.site import BareDomain, Site
from icplint.run.spool import Spool
from tests.fakes.command_line import CLEAN_PAGE


def outcome(index: int) -> Outcome:
    site = Site(index=index, label=f"{index}.example.cn", target=BareDomain(f"{index}.example.cn"))
    return Outcome(site=site, domain="example.cn", final_url=None)


def test_outcomes_come_back_in_list_order_whatever_the_order_of_completion() -> None:
    with Spool() as spool:
        for index in (3, 0, 2, 1):
            spool.put(outcome(index))

        assert list(spool) == [outcome(index) for index in range(4)]


def test_the_spool_may_be_read_more_than_once_and_written_in_between() -> None:
    with Spool() as spool:
        spool.put(outcome(1))
        first = list(spool)
        spool.put(outcome(0))

        assert first == [outcome(1)]
        assert list(spool) == list(spool) == [outcome(0), outcome(1)]


def test_a_site_without_an_outcome_is_seen() -> None:
    with Spool() as spool:
        spool.put(outcome(2))

        assert len(spool) == 1
        assert [index in spool for index in range(4)] == [False, False, True, False]


def test_a_second_outcome_for_a_site_is_a_fault() -> None:
    with Spool() as spool:
        spool.put(outcome(0))

        with pytest.raises(ValueError, match="two outcomes"):
            spool.put(outcome(0))


@pytest.mark.skipif(sys.platform == "win32", reason="the system has no limit of a file's size")
@pytest.mark.parametrize("target", ["page.html", "http://127.0.0.1:9/"])
def test_a_full_temporary_folder_is_one_line_that_tells_what_to_do(tmp_path: Path, target: str) -> None:
    (tmp_path / "page.html").write_text(CLEAN_PAGE, encoding="utf-8")
    program = (
        "import resource, runpy, signal, sys\n"
        "signal.signal(signal.SIGXFSZ, signal.SIG_IGN)\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (1, 1))\n"
        f"sys.argv = ['icplint', 'check', {target!r}, '--lang', 'en', '--quiet']\n"
        "runpy.run_module('icplint', run_name='__main__')\n"
    )
    ended = subprocess.run([sys.executable, "-c", program], cwd=tmp_path, capture_output=True, check=False)

    assert ended.returncode == 2
    assert ended.stderr.decode().startswith("icplint: the temporary folder cannot take the run's outcomes (")
    assert len(ended.stderr.splitlines()) == 1
