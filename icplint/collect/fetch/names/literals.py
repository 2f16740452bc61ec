"""Hosts that are an address already, in every spelling that browsers and systems take for one. Pure."""

import re
from ipaddress import IPv4Address, IPv6Address, ip_address

from icplint.collect.fetch.failures import NameUnknownError
from icplint.collect.fetch.standing import IPAddress
from icplint.late import pattern

_NUMBER = pattern(r"0[xX][0-9a-fA-F]*|[0-9]+", re.ASCII)
_MOST_DIGITS = 40


def literal(host: str) -> IPAddress | None:
    """The address that a host is; None: it is a name.

    IPv4 may be written in one to four numbers, each decimal, octal (`0177`) or hexadecimal (`0x7f`): all of these
    reach the same machine, so all are judged alike. IPv4 wrapped as `::ffff:1.2.3.4` is connected to as IPv4.
    Source: WHATWG URL, section 3.5, "ends in a number" and the IPv4 parser.

    Raises:
        NameUnknownError: It is neither: it ends in a number, or has a colon, and is no address.
    """
    if ":" in host:
        try:
            return unwrapped(ip_address(host))
        except ValueError as error:
            raise NameUnknownError(f"no address: {host[:80]!r}") from error
    parts = host.removesuffix(".").split(".")
    if not _NUMBER.fullmatch(parts[-1]):
        return None
    numbers = [_number(part) for part in parts]
    if len(numbers) > 4 or None in numbers:
        raise NameUnknownError(f"no address: {host[:80]!r}")
    *first, last = [number for number in numbers if number is not None]
    if any(number > 255 for number in first) or last >= 256 ** (4 - len(first)):
        raise NameUnknownError(f"no address: {host[:80]!r}")
    return IPv4Address(last + sum(number << 8 * (3 - place) for place, number in enumerate(first)))


def unwrapped(address: IPAddress) -> IPAddress:
    """The address itself, where the system would connect to an IPv4 address under an IPv6 spelling."""
    if isinstance(address, IPv6Address) and address.ipv4_mapped is not None and address.scope_id is None:
        return address.ipv4_mapped
    return address


def _number(written: str) -> int | None:
    if not _NUMBER.fullmatch(written) or len(written) > _MOST_DIGITS:
        return None
    if written[:2] in {"0x", "0X"}:
        return int(written[2:] or "0", 16)
    if len(written) > 1 and written[0] == "0":
        return int(written, 8) if not set(written) & {"8", "9"} else None
    return int(written)
