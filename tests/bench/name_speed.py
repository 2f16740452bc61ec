"""How fast names are looked up: by our resolver, and by dnspython's on trio.

    python -m tests.bench.name_speed [--names N] [--at-once N] [--rounds N]

A server in a process of its own answers A and AAAA for every name on 127.0.0.53; its port 53 needs root. The sides
run in turn, each in a process of its own, on names that nobody has asked before. Told are medians of look-ups a
second, and of CPU seconds of the client for 1,000. Two more sides show what a mixture would give: our sockets with
dnspython's messages, and dnspython asking for both kinds at the same time.
"""

import argparse
import os
import resource
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Awaitable, Callable
from pathlib import Path

import dns.asyncresolver
import dns.message
import dns.rdatatype
import trio

from icplint.collect.fetch.resolver import system_resolver

SERVER = "127.0.0.53"
PORT = 53
SIDES = ("ours", "ours with dnspython's messages", "dnspython", "dnspython, both at once")

LookUp = Callable[[str], Awaitable[object]]


def serve() -> None:
    """Answer every question until the process is ended: one record, the kind that is asked for."""
    line = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
    line.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4 << 20)
    line.bind((SERVER, PORT))
    _say("ready")
    head = b"\x81\x80\0\1\0\1\0\0\0\0"
    ipv4 = b"\xc0\x0c\0\1\0\1\0\0\x01\x2c\0\4\x08\x08\x08\x08"
    ipv6 = b"\xc0\x0c\0\x1c\0\1\0\0\x01\x2c\0\x10" + bytes.fromhex("2400320000000000" + "0000000000000001")
    while True:
        packet, sender = line.recvfrom(4096)
        end = packet.index(0, 12) + 5
        kind = packet[end - 3]
        line.sendto(packet[:2] + head + packet[12:end] + (ipv6 if kind == 28 else ipv4), sender)


def _say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


def _ours(folder: Path, at_once: int) -> LookUp:
    return system_resolver(at_once, etc=folder)


def _mixed(_folder: Path, at_once: int) -> LookUp:
    """One socket for both kinds as ours, messages by dnspython; no hosts, no memory, no second server."""
    limiter = trio.CapacityLimiter(at_once)

    async def look_up(name: str) -> object:
        questions = [dns.message.make_query(name, kind) for kind in (dns.rdatatype.A, dns.rdatatype.AAAA)]
        found: list[str] = []
        async with limiter:
            with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as line:
                line.settimeout(0)
                line.connect((SERVER, PORT))
                for question in questions:
                    line.send(question.to_wire())
                with trio.fail_after(5):
                    while questions:
                        try:
                            packet = line.recv(4096)
                        except BlockingIOError:
                            await trio.lowlevel.wait_readable(line)
                            continue
                        answer = dns.message.from_wire(packet)
                        asked = next(one for one in questions if one.is_response(answer))
                        questions.remove(asked)
                        found += [record.address for group in answer.answer for record in group]
        return found

    return look_up


def _dnspython(folder: Path, _at_once: int) -> LookUp:
    resolver = _dnspython_resolver(folder)

    async def look_up(name: str) -> object:
        return list((await resolver.resolve_name(name, search=False)).addresses())

    return look_up


def _dnspython_both(folder: Path, _at_once: int) -> LookUp:
    resolver = _dnspython_resolver(folder)

    async def look_up(name: str) -> object:
        found: list[object] = []

        async def one(kind: str) -> None:
            found.extend(await resolver.resolve(name, kind, search=False))

        async with trio.open_nursery() as nursery:
            nursery.start_soon(one, "A")
            nursery.start_soon(one, "AAAA")
        return found

    return look_up


def _dnspython_resolver(folder: Path) -> dns.asyncresolver.Resolver:
    return dns.asyncresolver.Resolver(filename=str(folder / "resolv.conf"))


MAKERS = {
    "ours": _ours,
    "ours with dnspython's messages": _mixed,
    "dnspython": _dnspython,
    "dnspython, both at once": _dnspython_both,
}


def run_side(side: str, folder: Path, names: int, at_once: int, mark: str) -> None:
    """Look up, and say the seconds of the clock and of the processor."""

    async def main() -> tuple[float, float]:
        look_up = MAKERS[side](folder, at_once)
        await look_up(f"warm.{mark}.cn")
        supply = iter(range(names))
        done = 0

        async def worker() -> None:
            nonlocal done
            for number in supply:
                assert await look_up(f"n{number}.{mark}.cn")
                done += 1

        began, cpu = time.perf_counter(), time.process_time()
        async with trio.open_nursery() as nursery:
            for _ in range(at_once):
                nursery.start_soon(worker)
        assert done == names
        return time.perf_counter() - began, time.process_time() - cpu

    seconds, cpu = trio.run(main)
    _say(f"{seconds} {cpu}")


def main() -> None:
    """Measure all sides, in turn."""
    asked = argparse.ArgumentParser()
    asked.add_argument("--names", type=int, default=3000)
    asked.add_argument("--at-once", type=int, default=200)
    asked.add_argument("--rounds", type=int, default=5)
    asked.add_argument("--side")
    asked.add_argument("--folder", type=Path)
    asked.add_argument("--mark", default="x")
    asked.add_argument("--serve", action="store_true")
    plan = asked.parse_args()
    if plan.serve:
        serve()
    if plan.side:
        run_side(plan.side, plan.folder, plan.names, plan.at_once, plan.mark)
        return
    own = [sys.executable, "-m", "tests.bench.name_speed"]
    resource.setrlimit(resource.RLIMIT_NOFILE, (resource.getrlimit(resource.RLIMIT_NOFILE)[1],) * 2)
    figures: dict[str, list[tuple[float, float]]] = {side: [] for side in SIDES}
    with (
        tempfile.TemporaryDirectory() as made,
        subprocess.Popen([*own, "--serve"], stdout=subprocess.PIPE) as server,
    ):
        assert server.stdout is not None
        server.stdout.readline()
        folder = Path(made)
        (folder / "resolv.conf").write_text(f"nameserver {SERVER}\n")
        try:
            for number in range(plan.rounds):
                for side in SIDES:
                    call = [*own, "--side", side, "--folder", made, "--mark", f"r{number}p{os.getpid()}"]
                    call += ["--names", str(plan.names), "--at-once", str(plan.at_once)]
                    said = subprocess.run(call, capture_output=True, text=True, check=True).stdout.split()
                    figures[side].append((plan.names / float(said[0]), float(said[1]) / plan.names * 1000))
        finally:
            server.terminate()
    for side, rounds in figures.items():
        rate = statistics.median(one for one, _ in rounds)
        cpu = statistics.median(one for _, one in rounds)
        _say(f"{side:32} {rate:7.0f} look-ups/s  {cpu:6.3f} CPU s for 1,000")


if __name__ == "__main__":
    main()
