"""DNS messages: questions to bytes, bytes to what they answer. Pure; everything received is hostile.

Source: RFC 1035 sections 3 and 4, RFC 2181 section 8, RFC 3596.
"""

import struct
from enum import IntEnum
from ipaddress import IPv4Address, IPv6Address

from icplint.collect.fetch.standing import IPAddress
from icplint.late import dataclass

MAX_CHAIN = 16
"""Aliases from a name to its addresses; the longest honest chains have about eight."""
MAX_RECORDS = 256
"""In one answer; more than any website has addresses."""

_MAX_NAME = 255
_MAX_JUMPS = 32
"""Compression pointers in one name. They lead backward only, so that a name ends; this keeps it cheap."""
_MAX_TTL = 1 << 31
_HEADER = struct.Struct("!6H")
_RECORD = struct.Struct("!HHIH")
_QUESTION_AT = _HEADER.size
_SAME_AS_QUESTION = b"\xc0\x0c"
_IN, _CNAME = 1, 5
_IS_ANSWER, _OPCODE, _IS_TRUNCATED, _RCODE = 0x8000, 0x7800, 0x0200, 0x000F
_RECURSION_DESIRED = 0x0100


class Kind(IntEnum):
    """The records that are asked for."""

    A = 1
    AAAA = 28


class Code(IntEnum):
    """What a server says of a question; any other number is a failure too."""

    NOERROR = 0
    FORMERR = 1
    SERVFAIL = 2
    NXDOMAIN = 3
    NOTIMP = 4
    REFUSED = 5


class BrokenAnswerError(Exception):
    """The answer to our question is no DNS message, or a chain without end."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """A question on its way."""

    number: int
    """16 bits, unguessable."""
    name: bytes
    """As on the wire, lower case, not compressed."""
    kind: Kind

    def asked(self) -> bytes:
        """The question's own section."""
        return self.name + struct.pack("!HH", self.kind, _IN)

    def packet(self) -> bytes:
        """The whole message."""
        return _HEADER.pack(self.number, _RECURSION_DESIRED, 1, 0, 0, 0) + self.asked()


@dataclass(frozen=True, slots=True, kw_only=True)
class Reply:
    """What a server answered to one question."""

    code: int
    is_truncated: bool = False
    """True: ask again over TCP; nothing else here says anything."""
    addresses: tuple[IPAddress, ...] = ()
    ttl_s: int = 0
    """The shortest of the aliases and addresses."""
    alias: bytes | None = None
    """Where the chain ends without an address; None: it has addresses, or the name has no alias."""
    links: int = 0
    """Aliases on the way."""

    @property
    def is_told(self) -> bool:
        """Whether the server knew: addresses, no addresses or no such name."""
        return self.code in (Code.NOERROR, Code.NXDOMAIN)


def wire_name(host: str) -> bytes:
    """A name as on the wire.

    Args:
        host: Lower case ASCII; no label is empty or longer than 63, all have at most 253 characters.
    """
    labels = host.removesuffix(".").encode("ascii").split(b".")
    return b"".join(bytes((len(label),)) + label for label in labels) + b"\0"


def read_reply(packet: bytes, question: Question) -> Reply | None:
    """What a packet answers to a question; None: it answers another one, or none.

    Raises:
        BrokenAnswerError: It answers this question, and is broken behind it.
    """
    if len(packet) < _QUESTION_AT:
        return None
    number, flags, questions, records, _, _ = _HEADER.unpack_from(packet)
    if number != question.number or questions != 1 or not flags & _IS_ANSWER or flags & _OPCODE:
        return None
    asked = question.asked()
    position = _QUESTION_AT + len(asked)
    # NOTE: letters alone have another case; lengths, type and class are below them, or equal anyhow.
    if packet[_QUESTION_AT:position].lower() != asked:
        return None
    code = flags & _RCODE
    if flags & _IS_TRUNCATED:
        return Reply(code=code, is_truncated=True)
    if code not in (Code.NOERROR, Code.NXDOMAIN) or not records:
        return Reply(code=code)
    if records > MAX_RECORDS:
        raise BrokenAnswerError(f"{records} records")
    try:
        return _follow(question, code, *_records(packet, position, records, question))
    except (IndexError, struct.error) as error:
        raise BrokenAnswerError("cut off") from error


_Addresses = dict[bytes, list[tuple[IPAddress, int]]]
_Aliases = dict[bytes, tuple[bytes, int]]


def _records(packet: bytes, position: int, count: int, question: Question) -> tuple[_Addresses, _Aliases]:
    """By name: its addresses of the kind asked for, and its alias, each with its time to live."""
    addresses: _Addresses = {}
    aliases: _Aliases = {}
    for _ in range(count):
        if packet[position : position + 2] == _SAME_AS_QUESTION:
            owner, position = question.name, position + 2
        else:
            owner, position = _read_name(packet, position)
        kind, group, ttl_s, length = _RECORD.unpack_from(packet, position)
        start = position + _RECORD.size
        position = start + length
        if position > len(packet):
            raise BrokenAnswerError("cut off")
        if group != _IN:
            continue
        ttl_s = ttl_s if ttl_s < _MAX_TTL else 0
        if kind == question.kind:
            address = _address(question.kind, packet[start:position])
            addresses.setdefault(owner, []).append((address, ttl_s))
        elif kind == _CNAME:
            target, end = _read_name(packet, start)
            if end != position:
                raise BrokenAnswerError("an alias of another length than said")
            aliases.setdefault(owner, (target, ttl_s))
    return addresses, aliases


def _address(kind: Kind, data: bytes) -> IPAddress:
    if kind is Kind.A and len(data) == 4:
        return IPv4Address(data)
    if kind is Kind.AAAA and len(data) == 16:
        return IPv6Address(data)
    raise BrokenAnswerError(f"an address of {len(data)} bytes")


def _follow(question: Question, code: int, addresses: _Addresses, aliases: _Aliases) -> Reply:
    """From the name asked for, over its aliases, to the addresses. Other names' records count for nothing."""
    name = question.name
    shortest_s = _MAX_TTL
    for links in range(MAX_CHAIN + 1):
        if found := addresses.get(name):
            shortest_s = min(shortest_s, *(ttl_s for _, ttl_s in found))
            return Reply(
                code=Code.NOERROR,
                addresses=tuple(address for address, _ in found),
                ttl_s=shortest_s,
                links=links,
            )
        if name not in aliases:
            alias = name if links and code == Code.NOERROR else None
            return Reply(code=code, ttl_s=shortest_s if links else 0, alias=alias, links=links)
        name, ttl_s = aliases[name]
        shortest_s = min(shortest_s, ttl_s)
    raise BrokenAnswerError(f"more than {MAX_CHAIN} aliases, or a circle of them")


def _read_name(packet: bytes, position: int) -> tuple[bytes, int]:
    """A name, no longer compressed and in lower case, and where it ends in the packet."""
    end: int | None = None
    limit = position
    """Pointers lead to before the part of the name that they end."""
    name = bytearray()
    jumps = 0
    while (length := packet[position]) != 0:
        if length >= 0xC0:
            target = (length & 0x3F) << 8 | packet[position + 1]
            end = position + 2 if end is None else end
            jumps += 1
            if target >= limit or target < _QUESTION_AT or jumps > _MAX_JUMPS:
                raise BrokenAnswerError("a name without end")
            position = limit = target
            continue
        if length > 63:
            raise BrokenAnswerError("a label of an unknown form")
        name += packet[position : position + 1 + length]
        position += 1 + length
        if len(name) >= _MAX_NAME:
            raise BrokenAnswerError("a name of more than 255 bytes")
    name.append(0)
    return bytes(name).lower(), position + 1 if end is None else end
