"""Look-ups against a real server on loopback."""

import socket
import sys
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import replace
from ipaddress import ip_address
from itertools import pairwise
from pathlib import Path

import httpx
import pytest
import trio
from trio.testing import MockClock, wait_all_tasks_blocked

from icplint.collect.fetch.failures import NameUnknownError
from icplint.collect.fetch.names.asking import GRACE_S, MAX_STRAYS, Server
from icplint.collect.fetch.names.dns import LOOK_AGAIN_S, DnsResolver, complete_names
from icplint.collect.fetch.names.memory import NamesSilentError
from icplint.collect.fetch.names.naming import Naming
from icplint.collect.fetch.names.wire import MAX_CHAIN
from icplint.collect.fetch.standing import IPAddress
from tests.fakes.name_server import Answering, Asked, answer_of, from_zone, serve_names

ZONE = {
    "a.cn": ("A 192.0.2.1", "A 192.0.2.2", "AAAA 2001:db8::1"),
    "four.cn": ("A 192.0.2.4",),
    "six.cn": ("AAAA 2001:db8::6",),
    "alias.cn": ("CNAME edge.example.",),
    "edge.example": ("CNAME pop.example.",),
    "pop.example": ("A 192.0.2.9",),
    "empty.cn": ("TXT nothing",),
    "dangling.cn": ("CNAME gone.cn.",),
}


async def nobody(host: str) -> tuple[IPAddress, ...]:
    raise AssertionError(f"the system was asked for {host}")


def resolver(naming: Naming | None, *, sockets: int = 100) -> DnsResolver:
    return DnsResolver(trio.CapacityLimiter(sockets), nobody, naming=lambda: naming)


def silent(*names: str) -> Answering:
    answer = from_zone(ZONE)

    async def answering(asked: Asked) -> bytes | Sequence[bytes]:
        return () if asked.name in names else await answer(asked)

    return answering


@pytest.mark.parametrize(
    ("host", "expected"),
    [
        ("a.cn", ["192.0.2.1", "192.0.2.2", "2001:db8::1"]),
        ("A.cn.", ["192.0.2.1", "192.0.2.2", "2001:db8::1"]),
        ("four.cn", ["192.0.2.4"]),
        ("six.cn", ["2001:db8::6"]),
        ("alias.cn", ["192.0.2.9"]),
    ],
)
async def test_a_name_has_its_addresses(host: str, expected: list[str], nursery: trio.Nursery) -> None:
    server = await serve_names(nursery, from_zone(ZONE))

    assert await resolver(server.naming())(host) == tuple(map(ip_address, expected))
    assert sorted(kind for _, kind in server.questions()) == ["A", "AAAA"]


@pytest.mark.parametrize(
    ("host", "error", "detail"),
    [
        ("nosuch.cn", NameUnknownError, "no such name (NXDOMAIN)"),
        ("dangling.cn", NameUnknownError, "no such name (NXDOMAIN)"),
        ("empty.cn", NameUnknownError, "no A or AAAA record"),
        ("fails.cn", NamesSilentError, "the DNS server failed (SERVFAIL)"),
        ("refused.cn", NamesSilentError, "the DNS server failed (REFUSED)"),
        ("odd.cn", NamesSilentError, "the DNS server failed (code 11)"),
        ("broken.cn", NamesSilentError, "a broken answer from a DNS server: cut off"),
        ("circle.cn", NamesSilentError, "a broken answer from a DNS server: more than 16 aliases"),
        ("dead.cn", NamesSilentError, "no answer from a DNS server in time"),
    ],
)
async def test_the_kinds_of_failure_are_told_apart(
    host: str, error: type[Exception], detail: str, nursery: trio.Nursery
) -> None:
    codes = {"fails.cn": 2, "refused.cn": 5, "odd.cn": 11}
    answer = from_zone({**ZONE, "broken.cn": ("A 192.0.2.1", "AAAA ::1")})

    async def answering(asked: Asked) -> bytes | Sequence[bytes]:
        if asked.name == "dead.cn":
            return ()
        if asked.name == "circle.cn":
            return answer_of(asked, "circle.cn 60 CNAME b.cn.", "b.cn 60 CNAME circle.cn.")
        if asked.name in codes:
            return answer_of(asked, code=codes[asked.name])
        said = await answer(asked)
        return said[:-2] if asked.name == "broken.cn" else said

    server = await serve_names(nursery, answering)
    with pytest.raises(NameUnknownError) as caught:
        await resolver(server.naming(wait_s=0.2 if host == "dead.cn" else 60))(host)

    assert type(caught.value) is error
    assert str(caught.value).startswith(detail)


async def test_a_server_that_leaves_an_alias_open_is_asked_for_it(nursery: trio.Nursery) -> None:
    async def answering(asked: Asked) -> bytes:
        await trio.lowlevel.checkpoint()
        if asked.name == "alias.cn":
            return answer_of(asked, "alias.cn 60 CNAME pop.example.")
        return await from_zone(ZONE)(asked)

    server = await serve_names(nursery, answering)

    assert await resolver(server.naming())("alias.cn") == (ip_address("192.0.2.9"),)
    assert {name for name, _ in server.questions()} == {"alias.cn", "pop.example"}


async def test_open_aliases_have_an_end(nursery: trio.Nursery) -> None:
    async def answering(asked: Asked) -> bytes:
        await trio.lowlevel.checkpoint()
        return answer_of(asked, f"{asked.name} 60 CNAME n{len(server.asked)}.example.")

    server = await serve_names(nursery, answering)
    with pytest.raises(NamesSilentError, match="aliases"):
        await resolver(server.naming())("a.cn")

    assert len(server.asked) <= 2 * (MAX_CHAIN + 1)


async def test_a_truncated_answer_is_asked_for_over_tcp(nursery: trio.Nursery) -> None:
    many = [f"a.cn 60 A 192.0.2.{number}" for number in range(200)]

    async def answering(asked: Asked) -> bytes:
        await trio.lowlevel.checkpoint()
        if asked.kind == "AAAA":
            return answer_of(asked)
        return answer_of(asked, *many) if asked.is_tcp else answer_of(asked, is_truncated=True)

    server = await serve_names(nursery, answering)

    assert len(await resolver(server.naming())("a.cn")) == 200
    assert [one.kind for one in server.asked if one.is_tcp] == ["A"]


@pytest.mark.parametrize("said", ["nothing", "half", "another question", "truncated again"])
async def test_a_truncated_answer_without_its_whole_is_no_answer(said: str, nursery: trio.Nursery) -> None:
    async def answering(asked: Asked) -> bytes | Sequence[bytes]:
        await trio.lowlevel.checkpoint()
        if asked.kind == "AAAA":
            return answer_of(asked)
        if not asked.is_tcp or said == "truncated again":
            return answer_of(asked, "a.cn 60 A 192.0.2.1", is_truncated=True)
        if said == "nothing":
            return ()
        whole = answer_of(asked, "a.cn 60 A 192.0.2.1")
        return whole[:-5] if said == "half" else b"\0\0" + whole[2:]

    server = await serve_names(nursery, answering)
    with pytest.raises(NamesSilentError):
        await resolver(server.naming())("a.cn")


async def test_an_answer_about_ipv6_is_waited_for_only_a_moment(
    nursery: trio.Nursery, autojump_clock: MockClock
) -> None:
    """Servers that drop questions about AAAA are common; their sites are reached by IPv4."""
    autojump_clock.autojump_threshold = 0.05
    answer = from_zone(ZONE)

    async def answering(asked: Asked) -> bytes | Sequence[bytes]:
        return () if asked.kind == "AAAA" else await answer(asked)

    server = await serve_names(nursery, answering)
    began = trio.current_time()

    assert await resolver(server.naming(wait_s=1000))("four.cn") == (ip_address("192.0.2.4"),)
    assert trio.current_time() - began == pytest.approx(GRACE_S, abs=0.02)


async def test_of_a_name_that_does_not_exist_no_more_is_waited_for(nursery: trio.Nursery) -> None:
    answer = from_zone(ZONE)

    async def answering(asked: Asked) -> bytes | Sequence[bytes]:
        return () if asked.kind == "AAAA" else await answer(asked)

    server = await serve_names(nursery, answering)
    with pytest.raises(NameUnknownError, match="NXDOMAIN"):
        await resolver(server.naming(wait_s=1e9))("nosuch.cn")


async def test_a_server_that_denies_ipv6_wholly_does_not_hide_ipv4(nursery: trio.Nursery) -> None:
    answer = from_zone(ZONE)

    async def answering(asked: Asked) -> bytes:
        return answer_of(asked, code=3) if asked.kind == "AAAA" else await answer(asked)

    server = await serve_names(nursery, answering)

    assert await resolver(server.naming())("four.cn") == (ip_address("192.0.2.4"),)


@pytest.mark.skipif(sys.platform == "win32", reason="there is no such limit")
async def test_a_machine_without_sockets_does_not_call_a_name_dead() -> None:
    import resource  # noqa: PLC0415 - only where it is

    before = resource.getrlimit(resource.RLIMIT_NOFILE)
    resolve = resolver(both(Server("127.0.0.1", 9), Server("127.0.0.1", 9)))
    resource.setrlimit(resource.RLIMIT_NOFILE, (3, before[1]))
    try:
        with pytest.raises(httpx.PoolTimeout, match="short of means"):
            await resolve("a.cn")
    finally:
        resource.setrlimit(resource.RLIMIT_NOFILE, before)


async def test_a_lost_packet_is_sent_again_and_late_answers_count(nursery: trio.Nursery) -> None:
    answer = from_zone(ZONE)
    first: list[bytes] = []

    async def answering(asked: Asked) -> bytes | Sequence[bytes]:
        said = await answer(asked)
        if len(first) < 2:
            first.append(said)  # too slow for the first sending
            return ()
        return first

    server = await serve_names(nursery, answering)

    assert len(await resolver(server.naming(wait_s=0.1, attempts=5))("a.cn")) == 3
    assert len({one.port for one in server.asked}) == 1


async def test_forged_answers_are_passed_over(nursery: trio.Nursery) -> None:
    answer = from_zone(ZONE)

    async def answering(asked: Asked) -> bytes | Sequence[bytes]:
        true = await answer(asked)
        forged = from_zone({"a.cn": ("A 6.6.6.6", "AAAA 6::6")})
        false = await forged(asked)
        with trio.socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as stranger:
            await stranger.bind(("127.0.0.1", 0))
            await stranger.sendto(false, ("127.0.0.1", asked.port))
        other = await forged(Asked("a.cn", asked.kind, asked.message, 0))
        another_number = bytes((false[0] ^ 1, *false[1:]))
        another_name = other.replace(b"\1a\2cn", b"\1b\2cn")
        another_kind = false[:18] + b"\0\x10" + false[20:]
        return [another_number, another_name, another_kind, b"", b"rubbish", true]

    server = await serve_names(nursery, answering)

    assert await resolver(server.naming())("a.cn") == tuple(
        map(ip_address, ("192.0.2.1", "192.0.2.2", "2001:db8::1"))
    )


async def test_a_flood_of_forged_answers_ends_the_asking(nursery: trio.Nursery) -> None:
    async def answering(asked: Asked) -> bytes | Sequence[bytes]:
        await trio.lowlevel.checkpoint()
        said = answer_of(asked)
        return [bytes((said[0] ^ 1, *said[1:]))] * (MAX_STRAYS + 1)

    server = await serve_names(nursery, answering)
    with pytest.raises(NamesSilentError, match="nobody asked"):
        await resolver(server.naming(wait_s=1000))("a.cn")


async def test_numbers_and_ports_cannot_be_guessed(nursery: trio.Nursery) -> None:
    zone = {f"n{number}.cn": ("A 192.0.2.1",) for number in range(64)}
    server = await serve_names(nursery, from_zone(zone))
    resolve = resolver(server.naming())
    for name in zone:
        await resolve(name)
    ports = list(dict.fromkeys(one.port for one in server.asked))
    numbers = {one.message.id for one in server.asked}

    assert len(ports) > 60
    assert len(numbers) > 120
    assert len({second - first for first, second in pairwise(ports)}) > 30


async def test_one_look_up_serves_all_who_want_the_name(nursery: trio.Nursery) -> None:
    server = await serve_names(nursery, from_zone(ZONE))
    resolve = resolver(server.naming())
    found: list[tuple[IPAddress, ...]] = []

    async def one() -> None:
        found.append(await resolve("four.cn"))

    async with trio.open_nursery() as askers:
        for _ in range(20):
            askers.start_soon(one)
    await one()

    assert found == [(ip_address("192.0.2.4"),)] * 21
    assert sorted(server.questions()) == [("four.cn", "A"), ("four.cn", "AAAA")]


async def test_whoever_waits_asks_anew_when_the_asker_was_cancelled(nursery: trio.Nursery) -> None:
    is_open = trio.Event()
    answer = from_zone(ZONE)

    async def answering(asked: Asked) -> bytes:
        await is_open.wait()
        return await answer(asked)

    server = await serve_names(nursery, answering)
    resolve = resolver(server.naming())
    found: list[tuple[IPAddress, ...]] = []

    async def second() -> None:
        found.append(await resolve("four.cn"))

    async with trio.open_nursery() as askers:
        first = trio.CancelScope()
        with first:
            async with trio.open_nursery() as inner:
                inner.start_soon(resolve, "four.cn")
                await wait_all_tasks_blocked()
                askers.start_soon(second)
                await wait_all_tasks_blocked()
                inner.cancel_scope.cancel()
        is_open.set()

    assert found == [(ip_address("192.0.2.4"),)]


async def test_a_failure_is_remembered_and_told_again(nursery: trio.Nursery) -> None:
    server = await serve_names(nursery, from_zone(ZONE))
    resolve = resolver(server.naming())
    errors: list[NameUnknownError] = []
    for _ in range(2):
        with pytest.raises(NameUnknownError, match="NXDOMAIN") as caught:
            await resolve("nosuch.cn")
        errors.append(caught.value)

    assert errors[0] is not errors[1]
    assert len(server.asked) == 2


@pytest.mark.slow
async def test_silence_about_one_name_delays_no_other(nursery: trio.Nursery) -> None:
    dead = [f"dead{number}.cn" for number in range(200)]
    live = {f"live{number}.cn": (f"A 192.0.2.{number}",) for number in range(200)}
    release = trio.Event()
    answer = from_zone(live)

    async def answering(asked: Asked) -> bytes:
        if asked.name in dead:
            await release.wait()
        return await answer(asked)

    server = await serve_names(nursery, answering)
    # NOTE: so many questions at once are more than a small receive buffer holds: what is lost is sent again.
    resolve = resolver(server.naming(wait_s=1, attempts=1000), sockets=len(dead) + 1)
    order: list[str] = []

    async def look_up(name: str) -> None:
        with suppress(NameUnknownError):
            await resolve(name)
        order.append(name)

    async with trio.open_nursery() as waiting:
        for name in dead:
            waiting.start_soon(look_up, name)
        await server.until(lambda: {one.name for one in server.asked} == set(dead))
        async with trio.open_nursery() as answered:
            for name in live:
                answered.start_soon(look_up, name)
        assert sorted(order) == sorted(live)
        release.set()

    assert sorted(order[len(live) :]) == sorted(dead)


async def test_there_are_never_more_sockets_than_allowed(nursery: trio.Nursery) -> None:
    names = {f"n{number}.cn": ("A 192.0.2.1",) for number in range(40)}
    release = trio.Event()
    answer = from_zone(names)

    async def answering(asked: Asked) -> bytes:
        await release.wait()
        return await answer(asked)

    server = await serve_names(nursery, answering)
    resolve = resolver(server.naming(wait_s=1000), sockets=8)
    found: list[tuple[IPAddress, ...]] = []

    async def look_up(name: str) -> None:
        found.append(await resolve(name))

    async with trio.open_nursery() as askers:
        for name in names:
            askers.start_soon(look_up, name)
        await server.until(lambda: len({one.port for one in server.asked}) == 8)
        await wait_all_tasks_blocked(0.05)
        assert len({one.port for one in server.asked}) == 8
        release.set()

    assert len(found) == 40


@pytest.mark.slow
async def test_silent_names_let_others_through_when_their_wait_is_over(nursery: trio.Nursery) -> None:
    server = await serve_names(nursery, silent("dead0.cn", "dead1.cn"))
    resolve = resolver(server.naming(wait_s=0.05, attempts=10), sockets=1)
    ended: list[str] = []

    async def look_up(name: str) -> None:
        try:
            await resolve(name)
        except NamesSilentError:
            ended.append(f"{name} unknown")
        else:
            ended.append(f"{name} found")

    async with trio.open_nursery() as askers:
        for name in ("dead0.cn", "dead1.cn", "four.cn"):
            askers.start_soon(look_up, name)

    assert sorted(ended) == ["dead0.cn unknown", "dead1.cn unknown", "four.cn found"]


async def closed_port() -> int:
    with trio.socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as line:
        await line.bind(("127.0.0.1", 0))
        port: int = line.getsockname()[1]
        return port


def both(first: Server, second: Server, *, wait_s: float = 5.0) -> Naming:
    return Naming(servers=(first, second), wait_s=wait_s, attempts=2)


async def test_a_server_that_is_not_there_is_passed_over(nursery: trio.Nursery) -> None:
    server = await serve_names(nursery, from_zone(ZONE))
    naming = both(Server("127.0.0.1", await closed_port()), server.server(), wait_s=1000)

    assert await resolver(naming)("four.cn") == (ip_address("192.0.2.4"),)


async def test_without_any_server_the_failure_says_so() -> None:
    naming = both(Server("127.0.0.1", await closed_port()), Server("127.0.0.1", await closed_port()))
    with pytest.raises(NamesSilentError, match="no DNS server reached"):
        await resolver(naming)("a.cn")


@pytest.mark.slow
@pytest.mark.parametrize("code", [2, 5])
async def test_a_server_that_fails_is_asked_once_and_then_the_next(code: int, nursery: trio.Nursery) -> None:
    async def answering(asked: Asked) -> bytes:
        await trio.lowlevel.checkpoint()
        return answer_of(asked, code=code)

    failing = await serve_names(nursery, answering)
    other = await serve_names(nursery, silent("dead.cn"))
    resolve = resolver(both(failing.server(), other.server(), wait_s=0.5))
    assert await resolve("four.cn") == (ip_address("192.0.2.4"),)
    with pytest.raises(NamesSilentError, match="failed"):
        await resolve("dead.cn")

    assert failing.questions().count(("dead.cn", "A")) == 1
    assert other.questions().count(("dead.cn", "A")) == 2


@pytest.mark.slow
async def test_the_server_that_answered_last_is_asked_first(nursery: trio.Nursery) -> None:
    dead = await serve_names(nursery, silent(*ZONE))
    server = await serve_names(nursery, from_zone(ZONE))
    resolve = resolver(both(dead.server(), server.server(), wait_s=0.5))
    await resolve("four.cn")
    await resolve("a.cn")

    assert {name for name, _ in dead.questions()} == {"four.cn"}


@pytest.mark.parametrize(
    ("host", "ndots", "expected"),
    [
        ("www.a.cn", 5, ["www.a.cn"]),
        ("a.com", 1, ["a.com"]),
        ("nas.lab", 1, ["nas.lab", "nas.lab.corp.example", "nas.lab.example"]),
        ("nas.lab", 2, ["nas.lab.corp.example", "nas.lab.example", "nas.lab"]),
        ("nas.lab.", 2, ["nas.lab"]),
    ],
)
def test_only_names_of_no_public_domain_are_searched_for(host: str, ndots: int, expected: list[str]) -> None:
    naming = Naming(servers=(Server("192.0.2.1"),), search=("corp.example", "example"), ndots=ndots)

    assert complete_names(naming, host) == expected


async def test_a_name_is_searched_for_with_the_suffixes(nursery: trio.Nursery) -> None:
    server = await serve_names(nursery, from_zone({"nas.lab.corp.internal": ("A 192.0.2.7",)}))
    naming = replace(server.naming(), search=("none.internal", "corp.internal"), ndots=2)

    assert await resolver(naming)("nas.lab") == (ip_address("192.0.2.7"),)
    assert [name for name, kind in server.questions() if kind == "A"] == [
        "nas.lab.none.internal",
        "nas.lab.corp.internal",
    ]


async def test_the_hosts_file_is_asked_first_and_no_server(nursery: trio.Nursery) -> None:
    server = await serve_names(nursery, from_zone(ZONE))
    naming = replace(server.naming(), hosts={"a.cn": (ip_address("192.0.2.77"),)})

    assert await resolver(naming)("A.cn") == (ip_address("192.0.2.77"),)
    assert server.asked == []


@pytest.mark.parametrize("host", ["localhost", "a.localhost", "LOCALHOST.", "a.b.localhost"])
async def test_this_machine_is_loopback_whatever_anybody_says(host: str, nursery: trio.Nursery) -> None:
    server = await serve_names(
        nursery, from_zone(dict.fromkeys(("localhost", "a.localhost"), ("A 6.6.6.6",)))
    )

    assert await resolver(server.naming())(host) == (ip_address("127.0.0.1"), ip_address("::1"))
    assert server.asked == []


@pytest.mark.parametrize("host", ["printer.local", "nas", "NAS."])
async def test_names_that_are_not_of_dns_are_the_systems(host: str, nursery: trio.Nursery) -> None:
    server = await serve_names(nursery, from_zone(ZONE))
    asked: list[str] = []

    async def otherwise(name: str) -> tuple[IPAddress, ...]:
        await trio.lowlevel.checkpoint()
        asked.append(name)
        return (ip_address("127.0.0.1"),)

    resolve = DnsResolver(trio.CapacityLimiter(1), otherwise, naming=server.naming)
    assert await resolve(host) == (ip_address("127.0.0.1"),)
    assert (asked, server.asked) == ([host], [])


@pytest.mark.parametrize(
    "host",
    ["nosuch.invalid", "invalid", "a.onion", "", ".", "a..cn", ".a.cn", "a b.cn", "%31.cn", "a.cn\n", "例子.cn",
     "a" * 64 + ".cn", ".".join(["a" * 60] * 5), "*.a.cn", "a/b.cn", "a\0.cn"],
)  # fmt: skip
async def test_what_no_server_can_know_is_asked_of_none(host: str, nursery: trio.Nursery) -> None:
    server = await serve_names(nursery, from_zone(ZONE))
    with pytest.raises(NameUnknownError):
        await resolver(server.naming())(host)

    assert server.asked == []


async def test_changed_files_are_seen(tmp_path: Path, autojump_clock: MockClock) -> None:
    (tmp_path / "resolv.conf").write_text("nameserver 127.0.0.1\n")
    (tmp_path / "hosts").write_text("192.0.2.1 a.cn\n")
    resolve = DnsResolver(trio.CapacityLimiter(1), nobody, tmp_path)
    assert await resolve("a.cn") == (ip_address("192.0.2.1"),)

    (tmp_path / "hosts").write_text("192.0.2.22 a.cn\n")
    autojump_clock.jump(LOOK_AGAIN_S)

    assert await resolve("a.cn") == (ip_address("192.0.2.22"),)


async def test_without_servers_the_system_is_asked(tmp_path: Path) -> None:
    asked: list[str] = []

    async def otherwise(name: str) -> tuple[IPAddress, ...]:
        await trio.lowlevel.checkpoint()
        asked.append(name)
        return (ip_address("192.0.2.1"),)

    await DnsResolver(trio.CapacityLimiter(1), otherwise, tmp_path)("a.cn")

    assert asked == ["a.cn"]
