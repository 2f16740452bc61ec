"""Asks one server about one name: over UDP, and over TCP where the answer is too long for that.

Each look-up has a socket of its own, so that a forger has to guess its port beside the number of the question;
the socket is connected, so that the system drops what comes from any other address.
"""

import secrets
import socket
from collections.abc import Iterable, Mapping

import trio

from icplint.collect.fetch.names.wire import BrokenAnswerError, Code, Kind, Question, Reply, read_reply
from icplint.late import dataclass

MAX_STRAYS = 64
"""Packets on one socket that answer nothing asked there: more are an attack, and the server is left."""
GRACE_S = 0.05
"""How long an answer about IPv6 may lag behind IPv4 addresses. Source: RFC 8305, section 3."""

_MAX_DATAGRAM = 4096
_LENGTH_BYTES = 2


@dataclass(frozen=True, slots=True)
class Server:
    """Where questions are asked."""

    address: str
    """IPv4, or IPv6 with or without a zone."""
    port: int = 53

    def place(self) -> tuple[socket.AddressFamily, tuple[str, int] | tuple[str, int, int, int]]:
        """What a socket connects to.

        Raises:
            OSError: There is no such zone.
        """
        if ":" not in self.address:
            return socket.AF_INET, (self.address, self.port)
        address, _, zone = self.address.partition("%")
        scope = 0 if not zone else int(zone) if zone.isdecimal() else socket.if_nametoindex(zone)
        return socket.AF_INET6, (address, self.port, 0, scope)


async def ask(
    server: Server, name: bytes, kinds: Iterable[Kind], *, wait_s: float, sendings: int
) -> dict[Kind, Reply]:
    """What a server answers about a name; kinds of which it said nothing in time are left out.

    Args:
        server: Asked about all kinds at once.
        name: As on the wire.
        kinds: What to ask for.
        wait_s: How long to wait after each sending. It ends `GRACE_S` after an answer about IPv4 that decides.
        sendings: How often to send what is not answered yet; an answer to an earlier sending counts.

    Raises:
        OSError: The server cannot be reached, or hung up over TCP.
        BrokenAnswerError: Its answer is broken, or too many answers were none.
    """
    questions = {kind: Question(number=secrets.randbits(16), name=name, kind=kind) for kind in sorted(kinds)}
    replies = await _ask_by_udp(server, questions, wait_s, sendings)
    for kind in [kind for kind, reply in replies.items() if reply.is_truncated]:
        del replies[kind]
        try:
            replies[kind] = await _ask_by_tcp(server, questions[kind], wait_s)
        except (OSError, BrokenAnswerError):
            if not any(reply.addresses for reply in replies.values()):
                raise
    return replies


async def _ask_by_udp(
    server: Server, questions: Mapping[Kind, Question], wait_s: float, sendings: int
) -> dict[Kind, Reply]:
    unanswered = dict(questions)
    replies: dict[Kind, Reply] = {}
    strays = 0
    family, place = server.place()
    with socket.socket(family, socket.SOCK_DGRAM) as line:
        line.settimeout(0)
        line.connect(place)
        for _ in range(sendings):
            for question in unanswered.values():
                _send(line, question.packet())
            deadline = trio.current_time() + wait_s
            while unanswered and (packet := await _receive(line, deadline)) is not None:
                answered = _answered(packet, unanswered)
                if answered is None:
                    strays += 1
                    if strays > MAX_STRAYS:
                        raise BrokenAnswerError("too many answers to what nobody asked")
                    continue
                kind, reply = answered
                del unanswered[kind]
                replies[kind] = reply
                if kind is Kind.A and _settles(kind, reply):
                    deadline = min(deadline, trio.current_time() + GRACE_S)
            if not unanswered or any(_settles(kind, reply) for kind, reply in replies.items()):
                break
    return replies


def _settles(kind: Kind, reply: Reply) -> bool:
    """Whether nothing else has to be heard of the name.

    NOTE: what does not exist has no other records. Said of AAAA alone it may be one of the servers that know no
    IPv6: RFC 4074, section 4.2.
    """
    return bool(reply.addresses) or reply.is_truncated or (kind is Kind.A and reply.code == Code.NXDOMAIN)


def _send(line: socket.socket, packet: bytes) -> None:
    try:
        line.send(packet)
    except BlockingIOError:
        return  # as good as lost on the way: it is sent again


def _answered(packet: bytes, questions: Mapping[Kind, Question]) -> tuple[Kind, Reply] | None:
    for kind, question in questions.items():
        if (reply := read_reply(packet, question)) is not None:
            return kind, reply
    return None


async def _receive(line: socket.socket, deadline: float) -> bytes | None:
    """The next packet; None: none came until the deadline."""
    while True:
        try:
            return line.recv(_MAX_DATAGRAM)
        except BlockingIOError:
            pass
        with trio.move_on_at(deadline) as patience:
            await trio.lowlevel.wait_readable(line)
        if patience.cancelled_caught:
            # Where this machine was too busy to look, the answer lies here in time all the same.
            try:
                return line.recv(_MAX_DATAGRAM)
            except BlockingIOError:
                return None


async def _ask_by_tcp(server: Server, question: Question, wait_s: float) -> Reply:
    """The whole answer.

    Raises:
        OSError: Nobody listens there, or hung up, or was silent.
        BrokenAnswerError: It is broken, truncated, or answers something else.
    """
    family, place = server.place()
    with trio.move_on_after(wait_s), trio.socket.socket(family, socket.SOCK_STREAM) as line:
        await line.connect(place)
        stream = trio.SocketStream(line)
        packet = question.packet()
        try:
            await stream.send_all(len(packet).to_bytes(_LENGTH_BYTES, "big") + packet)
            length = int.from_bytes(await _exactly(stream, _LENGTH_BYTES), "big")
            reply = read_reply(await _exactly(stream, length), question)
        except trio.BrokenResourceError as error:
            raise ConnectionResetError("hung up over TCP") from error
        if reply is None or reply.is_truncated:
            raise BrokenAnswerError("no whole answer over TCP")
        return reply
    raise TimeoutError("a truncated answer, and none over TCP")


async def _exactly(stream: trio.SocketStream, length: int) -> bytes:
    received = bytearray()
    while len(received) < length:
        piece = await stream.receive_some(length - len(received))
        if not piece:
            raise ConnectionResetError("hung up over TCP")
        received += piece
    return bytes(received)
