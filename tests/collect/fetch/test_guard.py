from ipaddress import ip_address

import pytest
from hypothesis import given
from hypothesis import strategies as st

from icplint.collect.fetch.guard import PORTS, Guard, guard_for
from icplint.collect.fetch.standing import IPAddress, Standing, standing
from icplint.model.ask import Ask

NO_PORTS = frozenset[int]()


def is_let_through(guard: Guard, host: str, port: int, address: str) -> bool:
    return guard.refused_port(port) is None and guard.refused_address(host, port, ip_address(address)) is None


def guard_of(private_host: str | None, *, allow_private: bool = False) -> Guard:
    ask = Ask(candidates=("https://example.cn/",), private_host=private_host)
    return guard_for(ask, NO_PORTS, allow_private=allow_private)


def test_a_public_address_is_let_through_on_the_ports_of_websites() -> None:
    guard = guard_of(None)

    assert {port for port in range(1, 65536) if is_let_through(guard, "a.cn", port, "8.8.8.8")} == PORTS


def test_a_port_written_in_the_target_is_let_through() -> None:
    guard = guard_for(Ask(candidates=("http://a.cn:8888/",)), frozenset({8888}), allow_private=False)

    assert is_let_through(guard, "a.cn", 8888, "8.8.8.8")


@pytest.mark.parametrize("address", ["127.0.0.1", "10.1.2.3", "::1", "169.254.1.1", "::ffff:10.0.0.1"])
def test_a_private_address_is_refused_with_the_reason(address: str) -> None:
    refused = guard_of(None).refused_address("a.cn", 443, ip_address(address))

    assert refused is not None
    assert str(ip_address(address)) in refused


@pytest.mark.parametrize(
    ("private_host", "host", "port", "expected"),
    [
        ("nas.example", "nas.example", 80, True),
        ("nas.example", "nas.example", 443, True),
        ("nas.example", "nas.example", 8080, False),
        ("nas.example:8080", "nas.example", 8080, True),
        ("nas.example:8080", "nas.example", 80, False),
        ("nas.example:8080", "www.nas.example", 8080, False),
        ("nas.example:8080", "10.0.0.1", 8080, False),
        ("10.0.0.1", "10.0.0.1", 80, True),
        ("NAS.example", "nas.example", 80, True),
        ("[::1]:8443", "::1", 8443, True),
        ("[::1]", "::1", 443, True),
    ],
)
def test_a_typed_host_opens_itself_and_its_own_port(
    private_host: str, host: str, port: int, *, expected: bool
) -> None:
    assert is_let_through(guard_of(private_host), host, port, "10.0.0.1") is expected


def test_rows_of_a_list_may_be_allowed_private_addresses() -> None:
    assert is_let_through(guard_of(None, allow_private=True), "intranet.cn", 80, "192.168.0.9")


@pytest.mark.parametrize(
    "address",
    ["169.254.169.254", "100.100.100.200", "fd00:ec2::254", "64:ff9b::a9fe:a9fe", "0.0.0.0", "224.0.0.1"],
)
def test_nobody_opens_a_metadata_service(address: str) -> None:
    guard = guard_of(address, allow_private=True)

    assert not is_let_through(guard, address, 80, address)


@pytest.mark.parametrize("address", ["2400:3200::1%eth0", "fe80::1%2", "::1%lo"])
def test_an_address_with_a_zone_is_nobodys(address: str) -> None:
    """A zone names an interface of this machine, which no page can know."""
    guard = guard_of(address, allow_private=True)

    assert guard.refused_address(address, 443, ip_address(address)) == f"{address} (zone)"


@given(
    address=st.ip_addresses(), host=st.sampled_from(["a.cn", "nas.example"]), port=st.sampled_from([80, 8080])
)
def test_what_is_not_public_needs_the_very_host_and_port_that_was_typed(
    address: IPAddress, host: str, port: int
) -> None:
    found = standing(address)
    is_typed = (host, port) == ("nas.example", 8080)
    refused = guard_of("nas.example:8080").refused_address(host, port, address)

    assert (refused is None) is (found is Standing.PUBLIC or (is_typed and found.may_be_opened))
