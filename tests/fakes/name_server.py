"""A real DNS server on loopback that says whatever a test lets it say. Its messages are dnspython's, not ours."""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial

import dns.flags
import dns.message
import dns.rdatatype
import dns.rrset
import trio

from icplint.collect.fetch.names.asking import Server
from icplint.collect.fetch.names.naming import Naming

Zone = Mapping[str, Sequence[str]]
"""By name: records such as `A 127.0.0.1` and `CNAME b.cn`."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A question as it came."""

    name: str
    kind: str
    message: dns.message.Message
    port: int
    """Of the asker; with the answer over TCP another one."""
    is_tcp: bool = False


Answering = Callable[[Asked], Awaitable[bytes | Sequence[bytes]]]
"""The packets to send; none: silence."""


@dataclass(slots=True)
class NameServer:
    """A server under way."""

    port: int
    asked: list[Asked] = field(default_factory=list)
    _heard: trio.Event = field(default_factory=trio.Event)

    def hear(self, asked: Asked) -> None:
        """Take a question down."""
        self.asked.append(asked)
        self._heard.set()
        self._heard = trio.Event()

    async def until(self, condition: Callable[[], bool]) -> None:
        """Wait for the question that makes a condition true."""
        while not condition():
            await self._heard.wait()

    def naming(self, *, wait_s: float = 5.0, attempts: int = 1, **more: object) -> Naming:
        """A machine that knows this server alone."""
        return Naming(servers=(self.server(),), wait_s=wait_s, attempts=attempts, **more)  # type: ignore[arg-type]

    def server(self) -> Server:
        """Where it is asked."""
        return Server("127.0.0.1", self.port)

    def questions(self) -> list[tuple[str, str]]:
        """What it was asked, in order."""
        return [(one.name, one.kind) for one in self.asked]


async def serve_names(nursery: trio.Nursery, answering: Answering) -> NameServer:
    """Answer over UDP and TCP for as long as the nursery lives; each question has a task of its own."""
    listeners = await trio.open_tcp_listeners(0, host="127.0.0.1")
    port: int = listeners[0].socket.getsockname()[1]
    line = trio.socket.socket(trio.socket.AF_INET, trio.socket.SOCK_DGRAM)
    line.setsockopt(trio.socket.SOL_SOCKET, trio.socket.SO_RCVBUF, 1 << 20)
    await line.bind(("127.0.0.1", port))
    server = NameServer(port)
    nursery.start_soon(_datagrams, line, server, answering, nursery)
    nursery.start_soon(
        partial(
            trio.serve_listeners, partial(_connection, server, answering), listeners, handler_nursery=nursery
        )
    )
    return server


async def _datagrams(
    line: trio.socket.SocketType, server: NameServer, answering: Answering, nursery: trio.Nursery
) -> None:
    async def answer(packet: bytes, sender: tuple[str, int]) -> None:
        asked = _asked(packet, sender[1])
        server.hear(asked)
        said = await answering(asked)
        for one in [said] if isinstance(said, bytes) else said:
            await line.sendto(one, sender)

    with line:
        while True:
            packet, sender = await line.recvfrom(4096)
            nursery.start_soon(answer, packet, sender)


async def _connection(server: NameServer, answering: Answering, stream: trio.SocketStream) -> None:
    async with stream:
        received = bytes(await stream.receive_some(4096))
        asked = _asked(received[2:], stream.socket.getpeername()[1], is_tcp=True)
        server.hear(asked)
        said = await answering(asked)
        for one in [said] if isinstance(said, bytes) else said:
            await stream.send_all(len(one).to_bytes(2, "big") + one)


def _asked(packet: bytes, port: int, *, is_tcp: bool = False) -> Asked:
    message = dns.message.from_wire(packet)
    (question,) = message.question
    name = question.name.to_text(omit_final_dot=True)
    return Asked(name, dns.rdatatype.to_text(question.rdtype), message, port, is_tcp)


def answer_of(asked: Asked, *records: str, code: int = 0, is_truncated: bool = False) -> bytes:
    """A message with records such as `a.cn 300 A 8.8.8.8`."""
    message = dns.message.make_response(asked.message)
    message.set_rcode(code)  # type: ignore[arg-type]
    if is_truncated:
        message.flags |= dns.flags.TC
    for record in records:
        name, ttl, kind, data = record.split()
        message.answer.append(dns.rrset.from_text(f"{name}.", int(ttl), "IN", kind, data))
    return message.to_wire(max_size=65535)


def from_zone(zone: Zone) -> Callable[[Asked], Awaitable[bytes]]:
    """Answer with all that a zone knows, aliases followed; of other names with NXDOMAIN."""

    async def answering(asked: Asked) -> bytes:
        await trio.lowlevel.checkpoint()
        records: list[str] = []
        name = asked.name
        while True:
            known = [record.split() for record in zone.get(name, ())]
            records += [f"{name} 300 {kind} {data}" for kind, data in known if kind in (asked.kind, "CNAME")]
            alias = next((data.rstrip(".") for kind, data in known if kind == "CNAME"), None)
            if alias is None:
                return answer_of(asked, *records, code=0 if name in zone else 3)
            name = alias

    return answering
