from ipaddress import IPv4Address, IPv6Address, ip_address

import pytest
from hypothesis import given
from hypothesis import strategies as st

from icplint.collect.fetch.standing import METADATA, Standing, standing

ipv4 = st.ip_addresses(v=4)
ipv6 = st.ip_addresses(v=6)


def wrappings(inner: IPv4Address) -> list[IPv6Address]:
    """Every IPv6 form in which an IPv4 address can hide."""
    bits = int(inner)
    return [
        IPv6Address((0xFFFF << 32) | bits),  # IPv4-mapped
        IPv6Address((0x0064FF9B << 96) | bits),  # NAT64
        IPv6Address((0x0064FF9B0001 << 80) | bits),  # NAT64 of one's own, /96
        IPv6Address((0x0064FF9B0001 << 80) | (bits >> 16) << 64 | (bits & 0xFFFF) << 40),  # the same, /48
        IPv6Address((0x2002 << 112) | bits << 80),  # 6to4
        IPv6Address((0x20010000 << 96) | bits << 64 | 0xF7F7F7F7),  # Teredo, its server
        IPv6Address((0x20010000 << 96) | 0x08080808 << 64 | (bits ^ 0xFFFFFFFF)),  # Teredo, its client
        IPv6Address((0x2606 << 112) | 0x00005EFE << 32 | bits),  # ISATAP
    ]


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("8.8.8.8", Standing.PUBLIC),
        ("223.5.5.5", Standing.PUBLIC),
        ("100.63.255.255", Standing.PUBLIC),
        ("2400:3200::1", Standing.PUBLIC),
        ("0.0.0.0", Standing.UNSPECIFIED),
        ("0.1.2.3", Standing.UNSPECIFIED),
        ("10.0.0.1", Standing.PRIVATE),
        ("172.16.0.1", Standing.PRIVATE),
        ("172.31.255.255", Standing.PRIVATE),
        ("192.168.1.1", Standing.PRIVATE),
        ("100.64.0.1", Standing.SHARED),
        ("127.0.0.1", Standing.LOOPBACK),
        ("127.255.255.254", Standing.LOOPBACK),
        ("169.254.1.1", Standing.LINK_LOCAL),
        ("169.254.169.254", Standing.METADATA),
        ("100.100.100.200", Standing.METADATA),
        ("169.254.0.23", Standing.METADATA),
        ("168.63.129.16", Standing.METADATA),
        ("192.0.2.7", Standing.DOCUMENTATION),
        ("198.51.100.7", Standing.DOCUMENTATION),
        ("203.0.113.7", Standing.DOCUMENTATION),
        ("198.18.0.1", Standing.BENCHMARK),
        ("224.0.0.1", Standing.MULTICAST),
        ("240.0.0.1", Standing.RESERVED),
        ("255.255.255.255", Standing.RESERVED),
        ("::", Standing.UNSPECIFIED),
        ("::1", Standing.LOOPBACK),
        ("fe80::1", Standing.LINK_LOCAL),
        ("fe80::1%eth0", Standing.LINK_LOCAL),
        ("fe80::a9fe:a9fe%2", Standing.METADATA),
        ("fec0::1", Standing.PRIVATE),
        ("fc00::1", Standing.PRIVATE),
        ("fd00:ec2::254", Standing.METADATA),
        ("ff02::1", Standing.MULTICAST),
        ("2001:db8::1", Standing.DOCUMENTATION),
        ("4000::1", Standing.RESERVED),
        ("::ffff:8.8.8.8", Standing.PUBLIC),
        ("::ffff:127.0.0.1", Standing.LOOPBACK),
        ("::ffff:169.254.169.254", Standing.METADATA),
        ("64:ff9b::8.8.8.8", Standing.PUBLIC),
        ("64:ff9b::10.0.0.1", Standing.PRIVATE),
        ("64:ff9b:1::8.8.8.8", Standing.UNSPECIFIED),
        ("2002:7f00:1::", Standing.LOOPBACK),
        ("::127.0.0.1", Standing.LOOPBACK),
    ],
)
def test_an_address_has_its_standing(address: str, expected: Standing) -> None:
    assert standing(ip_address(address)) is expected


@given(inner=ipv4)
def test_wrapping_never_makes_an_address_better(inner: IPv4Address) -> None:
    for wrapped in wrappings(inner):
        assert standing(wrapped).rank >= standing(inner).rank


@given(inner=st.sampled_from(sorted(one for one in METADATA if isinstance(one, IPv4Address))))
def test_a_metadata_service_is_known_in_every_form(inner: IPv4Address) -> None:
    assert {standing(wrapped) for wrapped in wrappings(inner)} == {Standing.METADATA}


@given(address=ipv4)
def test_no_ipv4_address_is_public_that_the_registry_keeps_back(address: IPv4Address) -> None:
    if not address.is_global:
        assert standing(address) is not Standing.PUBLIC


@given(address=ipv6)
def test_no_ipv6_address_is_public_outside_the_space_given_out(address: IPv6Address) -> None:
    is_given_out = int(address) >> 125 == 1
    wraps_ipv4 = (
        int(address) >> 32 in {0xFFFF, 0x0064FF9B << 64} or (int(address) >> 32) & 0xFDFFFFFF == 0x5EFE
    )
    if not is_given_out and not wraps_ipv4:
        assert standing(address) is not Standing.PUBLIC


def test_only_networks_of_ones_own_may_be_opened() -> None:
    never = {one for one in Standing if not one.may_be_opened}

    assert never == {Standing.METADATA, Standing.MULTICAST, Standing.RESERVED, Standing.UNSPECIFIED}
