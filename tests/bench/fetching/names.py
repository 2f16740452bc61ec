"""A name server process that answers for a fleet's names, and never for the dead ones: `names.py ADDRESS PORT`.

`s7.fleet.example` has the address of origin 7, and no IPv6 address; names that begin with `d` are dead.
"""

import socket
import struct
import sys

from tests.bench.fetching.origins import address_of

ZONE = "fleet.example"
_A = 1
_HEADER = struct.Struct("!6H")


def name_of(number: int, *, is_dead: bool = False) -> str:
    """The name of an origin."""
    return f"{'d' if is_dead else 's'}{number}.{ZONE}"


def reply_to(query: bytes) -> bytes | None:
    """The answer to one query; None: silence."""
    number, _, questions, _, _, _ = _HEADER.unpack_from(query)
    if questions != 1:
        return None
    end = 12
    labels = []
    while length := query[end]:
        labels.append(query[end + 1 : end + 1 + length].lower())
        end += 1 + length
    question = query[12 : end + 5]
    kind = struct.unpack_from("!H", query, end + 1)[0]
    if labels[0][:1] == b"d":
        return None
    if b".".join(labels[1:]).decode("latin-1") != ZONE or not labels[0][1:].isdigit():
        return _HEADER.pack(number, 0x8583, 1, 0, 0, 0) + question  # no such name
    if kind != _A:
        return _HEADER.pack(number, 0x8580, 1, 0, 0, 0) + question
    address = socket.inet_aton(address_of(int(labels[0][1:])))
    answer = struct.pack("!HHHIH", 0xC00C, _A, 1, 60, 4) + address
    return _HEADER.pack(number, 0x8580, 1, 1, 0, 0) + question + answer


def main(address: str, port: str) -> None:
    """Answer until the process is ended."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as listener:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4 << 20)
        listener.bind((address, int(port)))
        while True:
            query, visitor = listener.recvfrom(2_048)
            reply = reply_to(query) if len(query) > 17 else None
            if reply is not None:
                listener.sendto(reply, visitor)


if __name__ == "__main__":
    main(*sys.argv[1:])
