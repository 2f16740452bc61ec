from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address, ip_network

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from icplint.collect.fetch.standing import METADATA, IPAddress, Standing, standing

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
        IPv6Address((0x0064FF9B0001 << 80) | (bits >> 24) << 64 | (bits & 0xFFFFFF) << 32),  # the same, /56
        IPv6Address((0x0064FF9B0001 << 80) | bits << 24),  # the same, /64
        IPv6Address(bits),  # IPv4-compatible
        IPv6Address((0xFFFF0000 << 32) | bits),  # IPv4-translated
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
        ("::127.0.0.1", Standing.RESERVED),
        ("::8.8.8.8", Standing.RESERVED),
        ("::ffff:0:8.8.8.8", Standing.RESERVED),
        ("2001:0:808:808::f7f7:f7f7", Standing.RESERVED),
        ("2002:808:808::1", Standing.PUBLIC),
        ("192.0.0.192", Standing.METADATA),
        ("fd00:c1::a9fe:a9fe", Standing.METADATA),
        ("192.88.99.1", Standing.RESERVED),
        ("3fff::1", Standing.DOCUMENTATION),
        ("5f00::1", Standing.RESERVED),
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


NEVER_PUBLIC = tuple(
    ip_network(network)
    for network in (
        # IANA, IPv4 Special-Purpose Address Registry: all that is not globally reachable, and multicast.
        "0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12",
        "192.0.0.0/24", "192.0.2.0/24", "192.88.99.0/24", "192.168.0.0/16", "198.18.0.0/15",
        "198.51.100.0/24", "203.0.113.0/24", "224.0.0.0/4", "240.0.0.0/4",
        # IANA, IPv6 Special-Purpose Address Registry, the same; and forms withdrawn.
        "::/96", "64:ff9b:1::/48", "100::/64", "100:0:0:1::/64", "2001::/23", "2001:db8::/32", "3fff::/20",
        "5f00::/16", "fc00::/7", "fe80::/10", "fec0::/10", "ff00::/8",
    )
)  # fmt: skip
NEVER_THOUGH_GLOBAL = tuple(map(ip_network, ("168.63.129.16/32",)))
"""Azure's wire server stands in public space."""
GIVEN_OUT = tuple(map(ip_network, ("0.0.0.0/0", "2000::/3")))


@st.composite
def near_a_border(draw: st.DrawFn) -> IPAddress:
    """An address at, or just beyond, an end of a block of the registries; or anywhere in it."""
    block = draw(st.sampled_from((*NEVER_PUBLIC, *NEVER_THOUGH_GLOBAL, ip_network("2000::/3"))))
    first, last = int(block[0]), int(block[-1])
    bits = draw(st.integers(first - 1, last + 1) | st.sampled_from((first - 1, first, last, last + 1)))
    kind = IPv4Address if block.version == 4 else IPv6Address
    return kind(min(max(bits, 0), (1 << block[0].max_prefixlen) - 1))


inner_of_wrapping = st.builds(
    lambda inner, place: wrappings(inner)[place], ipv4, st.integers(0, len(wrappings(IPv4Address(0))) - 1)
)
anywhere = ipv4 | ipv6 | near_a_border() | inner_of_wrapping


def inside(address: IPAddress, blocks: tuple[IPv4Network | IPv6Network, ...]) -> bool:
    return any(address.version == block.version and address in block for block in blocks)


@settings(max_examples=1000)
@given(address=anywhere)
def test_nothing_is_public_that_a_registry_keeps_back(address: IPAddress) -> None:
    # NOTE: `ipaddress` calls IPv4-mapped addresses global or not, depending on its version: the inner one counts.
    judged = address.ipv4_mapped or address if isinstance(address, IPv6Address) else address
    if not judged.is_global or judged.is_multicast or inside(judged, NEVER_PUBLIC):
        assert standing(address) is not Standing.PUBLIC


@settings(max_examples=1000)
@given(address=anywhere)
def test_every_address_of_the_public_space_is_public(address: IPAddress) -> None:
    wraps = isinstance(address, IPv6Address) and (
        address.sixtofour is not None or (int(address) >> 32) & 0xFDFFFFFF == 0x5EFE
    )
    if (
        inside(address, GIVEN_OUT)
        and not inside(address, (*NEVER_PUBLIC, *NEVER_THOUGH_GLOBAL))
        and not wraps
    ):
        assert standing(address) is Standing.PUBLIC


@given(inner=ipv4)
def test_an_address_that_leads_to_ipv4_is_as_public_as_that(inner: IPv4Address) -> None:
    mapped, nat64, *_ = wrappings(inner)

    assert standing(mapped) is standing(nat64) is standing(inner)


def test_only_networks_of_ones_own_may_be_opened() -> None:
    never = {one for one in Standing if not one.may_be_opened}

    assert never == {Standing.METADATA, Standing.MULTICAST, Standing.RESERVED, Standing.UNSPECIFIED}
