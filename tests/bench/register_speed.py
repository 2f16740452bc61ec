"""What a register costs: its import, a look-up, and the memory of ten processes that have it open.

    python tests/bench/register_speed.py

Measured in turn and told as ratios, with the spread over the rounds: the import of 100,000 CSV rows, reading included,
to `csv.DictReader` over the same file; a look-up to a bare indexed SELECT on the same store; what an open store with
each row looked up once adds to ten worker processes together, to what it adds to one (proportional set size). Seconds
tell the machine, ratios tell the code.
"""

import csv
import multiprocessing
import sqlite3
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from datetime import date
from multiprocessing.connection import Connection
from pathlib import Path

from icplint.collect.register.importing import read_rows
from icplint.collect.register.store import open_store, write_store
from icplint.facts.domains import registrable_domain
from icplint.model.filing import Filing

ROWS = 100_000
LOOK_UPS = 30_000
ROUNDS = 7
WORKERS = 10
TODAY = date(2026, 11, 25)
BOUNDS = {"import": 6.0, "look-up": 5.0, "look-up of www": 5.0, "memory": 1.5}
_ROLLUP = Path("/proc/self/smaps_rollup")


def main() -> int:
    """Measure, print, and say by the exit code whether each bound holds."""
    with tempfile.TemporaryDirectory() as folder:
        export, store = Path(folder) / "export.csv", Path(folder) / "register.db"
        _write_export(export)
        held = [_tell("import", _import_ratios(export, store))]
        held += [_tell(name, ratios) for name, ratios in _look_up_ratios(store).items()]
        if _ROLLUP.exists():
            held.append(_tell("memory", [_memory_ratio(store) for _ in range(3)]))
        else:
            _say("memory: not measured, this system does not tell the proportional set size")
    return 0 if all(held) else 1


def domain_of(number: int) -> str:
    """A domain as registers hold them; each third lies under com.cn."""
    return f"firm{number * 7919 % ROWS}.com.cn" if number % 3 == 0 else f"site{number * 7919 % ROWS}.cn"


def _write_export(path: Path) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        write = csv.writer(file).writerow
        write(
            ["主办单位名称", "主办单位性质", "网站域名", "ICP备案/许可证号", "审核通过日期", "是否限制接入"]
        )
        for number in range(ROWS):
            write(
                [
                    f"示例科技第{number}有限公司",
                    "企业",
                    domain_of(number),
                    f"京ICP备{10_000_000 + number}号-{number % 9 + 1}",
                    f"20{number % 15 + 10}-0{number % 9 + 1}-1{number % 10} 10:11:12",
                    "否",
                ]
            )


def _import_ratios(export: Path, store: Path) -> list[float]:
    def bare() -> None:
        with export.open(encoding="utf-8", newline="") as file:
            for _ in csv.DictReader(file):
                pass

    def whole() -> None:
        imported = read_rows(export, as_of=TODAY)
        if write_store(store, imported.head, imported.rows) != ROWS:
            raise AssertionError("rows were lost")

    return _ratios(whole, bare)


def _look_up_ratios(store: Path) -> dict[str, list[float]]:
    domains = [domain_of(number) for number in range(LOOK_UPS)]
    hosts = [f"www.{domain}" for domain in domains]
    select = "SELECT * FROM rows WHERE domain = ?"
    database = sqlite3.connect(f"{store.as_uri()}?mode=ro&immutable=1", uri=True)
    with open_store(store) as register:

        def bare() -> None:
            for domain in domains:
                database.execute(select, (domain,)).fetchall()

        def looked_up(asked: Sequence[str]) -> None:
            for host in asked:
                if not isinstance(register.look_up(host, TODAY), Filing):
                    raise TypeError(host)

        ratios = {
            "look-up": _ratios(lambda: looked_up(domains), bare),
            "look-up of www": _ratios(lambda: looked_up(hosts), bare),
        }
    database.close()
    return ratios


def _ratios(ours: Callable[[], None], bare: Callable[[], None]) -> list[float]:
    """CPU seconds of ours by those of the bare work, of each round but the first."""
    pairs = [(_seconds(bare), _seconds(ours)) for _ in range(ROUNDS)]
    return [whole / part for part, whole in pairs[1:]]


def _seconds(work: Callable[[], None]) -> float:
    started = time.process_time()
    work()
    return time.process_time() - started


def _memory_ratio(store: Path) -> float:
    one, ten = _added(store, 1), _added(store, WORKERS)
    _say(f"  an open store adds {one:,} KB to one process, {ten:,} KB to {WORKERS} together")
    return ten / one


def _added(store: Path, workers: int) -> int:
    """What a store adds to so many processes, all of them at work: kilobytes of the proportional set size."""
    spawn = multiprocessing.get_context("spawn")
    pipes = []
    processes = []
    for _ in range(workers):
        ours, theirs = spawn.Pipe()
        process = spawn.Process(target=_work, args=(theirs, store), daemon=True)
        process.start()
        pipes.append(ours)
        processes.append(process)
    for pipe in pipes:  # all have begun, and none has opened the store
        pipe.recv()
    before = _sizes(pipes, "tell")
    _sizes(pipes, "open")
    after = _sizes(pipes, "tell")
    for pipe, process in zip(pipes, processes, strict=True):
        pipe.send("leave")
        process.join()
    return after - before


def _sizes(pipes: Sequence["Connection[str, int]"], order: str) -> int:
    for pipe in pipes:
        pipe.send(order)
    return sum(pipe.recv() for pipe in pipes)


def _work(pipe: "Connection[int, str]", store: Path) -> None:
    """A worker: it knows the suffix list already, as judging needs it without a register, too."""
    registrable_domain("www.example.com.cn")
    pipe.send(0)
    register = None
    while (order := pipe.recv()) != "leave":
        if order == "open":
            register = open_store(store, is_checked=True)
            found = sum(isinstance(register.look_up(domain_of(n), TODAY), Filing) for n in range(ROWS))
            if found != ROWS:
                raise AssertionError(found)
        pipe.send(_proportional_kb())
    if register is not None:
        register.close()


def _proportional_kb() -> int:
    line = next(line for line in _ROLLUP.read_text().splitlines() if line.startswith("Pss:"))
    return int(line.split()[1])


def _tell(name: str, ratios: Sequence[float]) -> bool:
    median = statistics.median(ratios)
    _say(f"{name}: {median:.2f} (from {min(ratios):.2f} to {max(ratios):.2f}), at most {BOUNDS[name]:g}")
    return median <= BOUNDS[name]


def _say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())
