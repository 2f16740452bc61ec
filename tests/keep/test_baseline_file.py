"""The baseline file: stable, mergeable, and refused in one line where it is not ours or not whole."""

import json
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from icplint.errors import BaselineError
from icplint.keep.baseline import Entry, in_order, read_baseline, to_bytes

DAY = date(2026, 11, 25)
ENTRY = Entry(fingerprint="0" * 32, rule="ICP005", site="example.cn", about="京ICP备16059763号", since=DAY)

entries = st.lists(
    st.builds(
        Entry,
        fingerprint=st.text("0123456789abcdef", min_size=32, max_size=32),
        rule=st.sampled_from(("ICP005", "PSB009")),
        site=st.text(st.characters(codec="utf-8"), max_size=20),
        page=st.none() | st.text(st.characters(codec="utf-8"), min_size=1, max_size=20),
        about=st.none() | st.text(st.characters(codec="utf-8"), min_size=1, max_size=20),
        count=st.integers(1, 99),
        since=st.dates(date(2020, 1, 1), date(2030, 1, 1)),
    ),
    max_size=8,
    unique_by=lambda entry: entry.fingerprint,
)


@given(found=entries, turn=st.integers(0, 8))
def test_the_same_entries_give_the_same_bytes_in_whatever_order(found: list[Entry], turn: int) -> None:
    shuffled = [*found[turn:], *found[:turn]][::-1]

    assert to_bytes(shuffled) == to_bytes(found)


@given(found=entries)
def test_what_is_written_is_read_again(tmp_path_factory: pytest.TempPathFactory, found: list[Entry]) -> None:
    file = tmp_path_factory.mktemp("written") / "baseline.json"
    file.write_bytes(to_bytes(found))

    assert read_baseline(file).entries == in_order(found)


def test_each_entry_stands_on_a_line_of_its_own() -> None:
    other = Entry(fingerprint="1" * 32, rule="PSB009", site="example.cn", since=DAY)
    lines = to_bytes([ENTRY, other]).decode().splitlines()

    assert [json.loads(line.rstrip(","))["rule"] for line in lines[2:4]] == ["ICP005", "PSB009"]
    assert len(lines) == 5


def test_an_entry_that_a_merge_doubled_counts_once(tmp_path: Path) -> None:
    file = tmp_path / "baseline.json"
    later = {
        "fingerprint": "0" * 32,
        "rule": "ICP005",
        "site": "example.cn",
        "count": 3,
        "since": "2026-12-01",
    }
    document = json.loads(to_bytes([ENTRY]))
    document["entries"].append(later)
    file.write_text(json.dumps(document))

    (only,) = read_baseline(file).entries

    assert (only.count, only.since) == (3, DAY)


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"", "damaged"),
        (b'{"schema":"icplint/baseline/v1","entries":[{"finger', "damaged"),
        (b"\xff\xfe\x00", "damaged"),
        (b"[" * 100_000, "damaged"),
        (b"[]", "no baseline of icplint"),
        (b'{"version": "2.1.0", "runs": []}', "no baseline of icplint"),
        (b'{"schema":"icplint/report/v1","sites":[]}', "no baseline of icplint"),
        (b'{"schema":"icplint/baseline/v2","entries":[]}', "newer icplint"),
        (b'{"schema":"icplint/baseline/v1"}', "no list of entries"),
        (b'{"schema":"icplint/baseline/v1","entries":[{"rule":"ICP005"}]}', "entry 1"),
        (
            b'{"schema":"icplint/baseline/v1","entries":[{"fingerprint":"00000000","count":0}]}',
            "entry 1",
        ),
    ],
)
def test_a_file_that_is_damaged_newer_or_not_ours_is_refused_in_one_line(
    tmp_path: Path, content: bytes, told: str
) -> None:
    file = tmp_path / "baseline.json"
    file.write_bytes(content)

    with pytest.raises(BaselineError) as refused:
        read_baseline(file)

    assert told in refused.value.en
    assert refused.value.en.count("\n") == refused.value.zh.count("\n") == 0


def test_a_file_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(BaselineError, match=r"none\.json"):
        read_baseline(tmp_path / "none.json")
