from ipaddress import IPv4Address, ip_address

import pytest

from icplint.collect.fetch.failures import NameUnknownError
from icplint.collect.fetch.resolver import remembering, system_resolver
from icplint.collect.fetch.standing import IPAddress


async def test_an_address_needs_no_look_up() -> None:
    assert await system_resolver(1)("127.0.0.9") == (IPv4Address("127.0.0.9"),)


async def test_the_system_knows_this_machine() -> None:
    addresses = await system_resolver(1)("localhost")

    assert addresses
    assert all(address.is_loopback for address in addresses)


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
