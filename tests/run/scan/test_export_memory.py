"""Reports from a store are streamed: ten times the sites take no more memory."""

import sys
from pathlib import Path

import pytest

from tests.long.export_memory import export_peak_kb, fill


@pytest.mark.slow
@pytest.mark.skipif(sys.platform == "win32", reason="the peak of a process's memory is told by a POSIX call")
@pytest.mark.parametrize("format_", ["json", "html"])
def test_ten_times_the_sites_take_no_more_memory(tmp_path: Path, format_: str) -> None:
    few, many = tmp_path / "few.db", tmp_path / "many.db"
    fill(few, 1_000)
    fill(many, 10_000)

    low, high = export_peak_kb(few, format_), export_peak_kb(many, format_)

    assert high <= 1.3 * low, (low, high)
