"""Peak memory of reports from a store: `python -m tests.long.export_memory FEW MANY [FORMAT…]`.

Writes two runs of so many sites into stores, exports each in processes of their own, and tells the ratio of their peaks.
"""

import itertools
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from icplint.keep.store.commits import Commits
from icplint.keep.store.ledger import Ledger
from icplint.keep.store.locks import Lock, list_id_of
from icplint.keep.store.opening import open_store
from icplint.keep.store.runs import Beginning, Runs
from icplint.model.outcome import Outcome
from icplint.model.site import WebAddress
from tests.fakes.peak_memory import peak_kb
from tests.fakes.sample_run import sample_outcomes

FORMATS = ("json", "jsonl", "html", "csv")
_AT_ONCE = 500


def _now() -> datetime:
    return datetime(2026, 11, 24, tzinfo=UTC)


def fill(path: Path, count: int) -> None:
    """A store with one finished run of so many sites."""
    kinds = list(sample_outcomes())
    with open_store(str(path), may_make=True) as store:
        runs, ledger, commits = Runs(store, _now), Ledger(store, _now), Commits(store, _now)
        lock = Lock(store, list_id_of(store, "many"), _now)
        record = runs.begin(
            Beginning(
                name="many", list_id=lock.list_id, started_at=_now(), settings_digest="d", facts=_FACTS
            ),
            lock,
        )
        numbers = iter(range(count))
        while batch := [_outcome(kinds, n) for n in itertools.islice(numbers, _AT_ONCE)]:
            ledger.declare(record, [one.site for one in batch], lock)
            commits.commit(record, batch, lock, look=1, confirms=False)
        record = runs.declared(record, lock, rejected=(), left_out=0)
        runs.finish(record, lock, exit_code=0, summary=runs.summary(record))
        lock.release()


_FACTS = {
    "head": {
        "id": "many",
        "started_at": _now().isoformat(),
        "finished_at": _now().isoformat(),
        "basis_level": "practice",
        "user_agent": "icplint",
    }
}


def _outcome(kinds: Sequence[Outcome], number: int) -> Outcome:
    one = kinds[number % len(kinds)]
    url = f"https://www.a{number}.example.cn/"
    return replace(one, site=replace(one.site, index=number, label=url, target=WebAddress(url)))


def export_peak_kb(store: Path, format_: str) -> int:
    """The peak of the memory of an export, in KB."""
    out = store.with_suffix(f".{format_}")
    peak = peak_kb(["export", "--store", str(store), "-o", f"{format_}:{out}"])
    out.unlink()
    return peak


def main(few: int, many: int, formats: Sequence[str]) -> int:
    """Tell the ratios; 1 where one is above 1.3."""
    worst = 0.0
    with tempfile.TemporaryDirectory() as name:
        stores = [Path(name) / f"{count}.db" for count in (few, many)]
        for store, count in zip(stores, (few, many), strict=True):
            fill(store, count)
        for format_ in formats:
            low, high = (export_peak_kb(store, format_) for store in stores)
            worst = max(worst, high / low)
            sys.stdout.write(
                f"{format_}: {low / 1024:.1f} MB at {few:,}, {high / 1024:.1f} MB at {many:,}: {high / low:.2f} x\n"
            )
            sys.stdout.flush()
    return int(worst > 1.3)


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]), int(sys.argv[2]), sys.argv[3:] or FORMATS))
