"""What an IP address is: a place on the public network, or one that a crawler has no business at.

Source: IANA's IPv4 and IPv6 special-purpose address registries, and the cloud providers' pages on
their metadata services, read 2026-11.
"""

from enum import StrEnum
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network

IPAddress = IPv4Address | IPv6Address


class Standing(StrEnum):
    """The kinds of address, those that nobody may ever be sent to last."""

    PUBLIC = "public"
    SHARED = "shared"
    """Carrier-grade NAT."""
    BENCHMARK = "benchmark"
    """Also what some proxies hand out as a stand-in for every name."""
    DOCUMENTATION = "documentation"
    PRIVATE = "private"
    LINK_LOCAL = "link-local"
    LOOPBACK = "loopback"
    MULTICAST = "multicast"
    RESERVED = "reserved"
    UNSPECIFIED = "unspecified"
    METADATA = "metadata"
    """A cloud's service that hands the machine its own keys."""

    @property
    def may_be_opened(self) -> bool:
        """True where a user may ask for it: a network of one's own, never a metadata service."""
        return self not in _NEVER

    @property
    def rank(self) -> int:
        """0 for public; the highest is the worst."""
        return list(Standing).index(self)


_NEVER = frozenset({Standing.MULTICAST, Standing.RESERVED, Standing.UNSPECIFIED, Standing.METADATA})

METADATA = frozenset(
    {
        IPv4Address("169.254.169.254"),  # AWS, Azure, Google, Huawei, Baidu, OpenStack …
        IPv4Address("169.254.169.253"),  # AWS: resolver
        IPv4Address("169.254.170.2"),  # AWS: keys of a container
        IPv4Address("169.254.170.23"),  # AWS: keys of a pod
        IPv4Address("169.254.0.23"),  # Tencent Cloud
        IPv4Address("169.254.42.42"),  # Scaleway
        IPv4Address("100.100.100.200"),  # Alibaba Cloud
        IPv4Address("100.96.0.96"),  # Volcano Engine
        IPv4Address("192.0.0.192"),  # Oracle Cloud
        IPv4Address("168.63.129.16"),  # Azure: wire server, in public space
        IPv6Address("fd00:ec2::254"),  # AWS
        IPv6Address("fd00:ec2::253"),  # AWS: resolver
        IPv6Address("fd00:ec2::23"),  # AWS: keys of a pod
        IPv6Address("fd00:42::42"),  # Scaleway
        IPv6Address("fd20:ce::254"),  # Google
        IPv6Address("fd00:c1::a9fe:a9fe"),  # Oracle Cloud
        IPv6Address("fe80::a9fe:a9fe"),  # OpenStack
    }
)

_IPV4 = tuple(
    (IPv4Network(network), standing)
    for network, standing in (
        ("0.0.0.0/8", Standing.UNSPECIFIED),  # 0.0.0.0 reaches this machine on Linux
        ("10.0.0.0/8", Standing.PRIVATE),
        ("100.64.0.0/10", Standing.SHARED),
        ("127.0.0.0/8", Standing.LOOPBACK),
        ("169.254.0.0/16", Standing.LINK_LOCAL),
        ("172.16.0.0/12", Standing.PRIVATE),
        ("192.0.0.0/24", Standing.RESERVED),
        ("192.0.2.0/24", Standing.DOCUMENTATION),
        ("192.88.99.0/24", Standing.RESERVED),  # relays of 6to4
        ("192.168.0.0/16", Standing.PRIVATE),
        ("198.18.0.0/15", Standing.BENCHMARK),
        ("198.51.100.0/24", Standing.DOCUMENTATION),
        ("203.0.113.0/24", Standing.DOCUMENTATION),
        ("224.0.0.0/4", Standing.MULTICAST),
        ("240.0.0.0/4", Standing.RESERVED),
    )
)

_IPV6 = tuple(
    (IPv6Network(network), standing)
    for network, standing in (
        ("::/128", Standing.UNSPECIFIED),
        ("::1/128", Standing.LOOPBACK),
        ("100::/64", Standing.RESERVED),  # discarded
        ("2001:2::/48", Standing.BENCHMARK),
        ("2001:db8::/32", Standing.DOCUMENTATION),
        ("2001::/23", Standing.RESERVED),  # IETF protocols, Teredo among them
        ("3fff::/20", Standing.DOCUMENTATION),
        ("64:ff9b:1::/48", Standing.PRIVATE),  # NAT64 of one's own
        ("fc00::/7", Standing.PRIVATE),
        ("fe80::/10", Standing.LINK_LOCAL),
        ("fec0::/10", Standing.PRIVATE),  # site-local, long withdrawn
        ("ff00::/8", Standing.MULTICAST),
    )
)

_NAT64 = IPv6Network("64:ff9b::/96")
_NAT64_LOCAL = IPv6Network("64:ff9b:1::/48")
_IPV4_MAPPED = IPv6Network("::ffff:0:0/96")
_IPV4_COMPATIBLE = IPv6Network("::/96")
_IPV4_TRANSLATED = IPv6Network("::ffff:0:0:0/96")
_PUBLIC_IPV6 = (IPv6Network("2000::/3"), _NAT64, _IPV4_MAPPED)
"""What has been given out, and what leads to an IPv4 address, which is judged too."""
_ISATAP = frozenset({0x00005EFE, 0x02005EFE})


def standing(address: IPAddress) -> Standing:
    """The worst that can be said of an address, IPv4 addresses wrapped in IPv6 included."""
    if address in METADATA:
        return Standing.METADATA
    if isinstance(address, IPv4Address):
        return _listed_ipv4(address)
    # NOTE: a scope (`fe80::1%eth0`) makes an address unequal to itself without one.
    address = IPv6Address(int(address))
    if address in METADATA:
        return Standing.METADATA
    return max((_listed_ipv6(address), *map(standing, _wrapped(address))), key=_rank)


def _rank(found: Standing) -> int:
    return found.rank


def _listed_ipv4(address: IPv4Address) -> Standing:
    return next((found for network, found in _IPV4 if address in network), Standing.PUBLIC)


def _listed_ipv6(address: IPv6Address) -> Standing:
    for network, found in _IPV6:
        if address in network:
            return found
    if any(address in network for network in _PUBLIC_IPV6):
        return Standing.PUBLIC
    return Standing.RESERVED  # nothing else has been given out


def _wrapped(address: IPv6Address) -> tuple[IPv4Address, ...]:
    """The IPv4 addresses that a packet to this one may come to in the end."""
    bits = int(address)
    low = IPv4Address(bits & 0xFFFFFFFF)
    if address.ipv4_mapped is not None:
        return (address.ipv4_mapped,)
    if address.sixtofour is not None:
        return (address.sixtofour,)
    if address.teredo is not None:
        return address.teredo
    if address in _NAT64:
        return (low,)
    if address in _NAT64_LOCAL:
        # The operator chooses where the prefix ends; bits 64 to 71 are left out. Source: RFC 6052, section 2.2.
        without_gap = (bits >> 64) << 56 | bits & (1 << 56) - 1
        return (low, *(IPv4Address(without_gap >> 88 - length & 0xFFFFFFFF) for length in (48, 56, 64)))
    if (bits >> 32) & 0xFFFFFFFF in _ISATAP:
        return (low,)
    if (address in _IPV4_COMPATIBLE and bits > 1) or address in _IPV4_TRANSLATED:
        return (low,)
    return ()
