import sys
from ipaddress import IPv4Address, ip_address
from pathlib import Path

import pytest

from icplint.collect.fetch.failures import NameUnknownError
from icplint.collect.fetch.resolver import order, remembering, system_resolver, threaded_resolver
from icplint.collect.fetch.standing import IPAddress


async def test_an_address_needs_no_look_up() -> None:
    assert await system_resolver(1)("127.0.0.9") == (IPv4Address("127.0.0.9"),)


async def test_the_system_knows_this_machine() -> None:
    addresses = await system_resolver(1)("localhost")

    assert addresses
    assert all(address.is_loopback for address in addresses)


async def test_threads_of_the_system_know_it_too() -> None:
    addresses = await threaded_resolver(1)("localhost")

    assert addresses
    assert all(address.is_loopback for address in addresses)


@pytest.mark.skipif(sys.platform in {"win32", "darwin"}, reason="names come from elsewhere there")
async def test_the_hosts_file_of_the_system_is_read(tmp_path: Path) -> None:
    (tmp_path / "resolv.conf").write_text("nameserver 127.0.0.1\n")
    (tmp_path / "hosts").write_text("2001:db8::1 a.cn\n192.0.2.1 a.cn\n2001:db8::2 a.cn\n192.0.2.1 a.cn\n")

    assert await system_resolver(1, etc=tmp_path)("a.cn") == tuple(
        map(ip_address, ("192.0.2.1", "2001:db8::1", "2001:db8::2"))
    )


def test_both_families_are_among_the_first_to_be_tried() -> None:
    ipv4 = [f"192.0.2.{number}" for number in range(1, 7)]

    assert [str(one) for one in order(map(ip_address, ["2001:db8::1", "2001:db8::2", *ipv4]))][:5] == [
        "192.0.2.1", "2001:db8::1", "192.0.2.2", "2001:db8::2", "192.0.2.3",
    ]  # fmt: skip


def test_one_address_in_two_spellings_is_tried_once() -> None:
    assert order(map(ip_address, ["::ffff:192.0.2.1", "192.0.2.1"])) == (ip_address("192.0.2.1"),)


@pytest.mark.parametrize("host", ["nosuch.invalid", "a" * 64 + ".invalid"])
async def test_a_name_without_an_address_says_so(host: str) -> None:
    with pytest.raises(NameUnknownError):
        await system_resolver(1)(host)


async def test_a_name_is_looked_up_once() -> None:
    asked: list[str] = []

    async def resolve(host: str) -> tuple[IPAddress, ...]:
        asked.append(host)
        if host == "dead.cn":
            raise NameUnknownError("no such name")
        return (ip_address("10.0.0.1" if len(asked) > 1 else "8.8.8.8"),)

    once = remembering(resolve)

    assert await once("a.cn") == await once("a.cn") == (IPv4Address("8.8.8.8"),)
    for _ in range(2):
        with pytest.raises(NameUnknownError, match="no such name"):
            await once("dead.cn")
    assert asked == ["a.cn", "dead.cn"]
