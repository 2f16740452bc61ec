from collections.abc import Callable
from ipaddress import IPv4Address, IPv6Address, ip_address

import pytest
from hypothesis import given
from hypothesis import strategies as st

from icplint.collect.fetch.failures import NameUnknownError
from icplint.collect.fetch.names.literals import literal, unwrapped


@pytest.mark.parametrize(
    ("host", "expected"),
    [
        ("127.0.0.1", "127.0.0.1"),
        ("127.0.0.1.", "127.0.0.1"),
        ("127.1", "127.0.0.1"),
        ("127.0.1", "127.0.0.1"),
        ("2130706433", "127.0.0.1"),
        ("0x7f000001", "127.0.0.1"),
        ("0X7F.1", "127.0.0.1"),
        ("0177.0.0.01", "127.0.0.1"),
        ("017700000001", "127.0.0.1"),
        ("0x7f.0.0x0.1", "127.0.0.1"),
        ("0xa9fea9fe", "169.254.169.254"),
        ("169.254.43518", "169.254.169.254"),
        ("0", "0.0.0.0"),
        ("0x", "0.0.0.0"),
        ("255.255.255.255", "255.255.255.255"),
        ("::1", "::1"),
        ("::ffff:127.0.0.1", "127.0.0.1"),
        ("::ffff:7f00:1", "127.0.0.1"),
        ("fe80::1%eth0", "fe80::1%eth0"),
    ],
)
def test_every_spelling_of_an_address_is_known(host: str, expected: str) -> None:
    assert literal(host) == ip_address(expected)


@pytest.mark.parametrize(
    "host", ["a.cn", "1.cn", "127.0.0.1.cn", "0x7f.cn", "a1", "1a", "xn--fsqu00a", "0x7g"]
)
def test_a_name_is_no_address(host: str) -> None:
    assert literal(host) is None


@pytest.mark.parametrize(
    "host",
    ["256.0.0.1", "1.2.3.256", "1.2.3.4.5", "08.0.0.1", "a.cn.1", "1..1", "4294967296", "127.0.65536",
     "0x100000000", "9" * 5000, "1_0.1.1.1", "::g", ":", "1:2", "::1%", "a:80"],
)  # fmt: skip
def test_what_looks_like_an_address_and_is_none_is_refused(host: str) -> None:
    with pytest.raises(NameUnknownError):
        literal(host)


_SPELLINGS: dict[str, Callable[[int], str]] = {
    "decimal": str,
    "octal": lambda number: f"0{number:o}",
    "hexadecimal": hex,
}


@given(
    address=st.ip_addresses(v=4),
    parts=st.integers(1, 4),
    spellings=st.lists(st.sampled_from(sorted(_SPELLINGS)), min_size=4, max_size=4),
)
def test_an_address_may_be_spelt_in_numbers_of_each_base(
    address: IPv4Address, parts: int, spellings: list[str]
) -> None:
    bits = int(address)
    numbers = [bits >> 8 * (3 - place) & 0xFF for place in range(parts - 1)]
    numbers.append(bits & (1 << 8 * (5 - parts)) - 1)
    host = ".".join(
        _SPELLINGS[spelling](number) for spelling, number in zip(spellings, numbers, strict=False)
    )

    assert literal(host) == address


@given(address=st.ip_addresses(v=6))
def test_an_ipv6_address_is_itself(address: IPv6Address) -> None:
    assert literal(str(address)) == unwrapped(address)
    assert literal(address.exploded) == unwrapped(address)


@given(host=st.text(max_size=60))
def test_any_text_is_an_address_a_name_or_refused(host: str) -> None:
    try:
        found = literal(host)
    except NameUnknownError:
        return

    assert found is None or ip_address(str(found)) == found
