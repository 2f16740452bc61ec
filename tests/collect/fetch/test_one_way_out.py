"""Whatever a page, a redirect or a name says, nothing reaches this machine or its network.

A listener on loopback stands for what must not be reached: it counts who comes.
"""

import ast
import re
from collections.abc import Mapping, Sequence
from contextlib import AbstractAsyncContextManager
from ipaddress import ip_address
from pathlib import Path

import pytest
import trio
from hypothesis import given
from hypothesis import strategies as st

from icplint.collect.fetch import connect as module
from icplint.collect.fetch.failures import AddressRefusedError
from icplint.collect.fetch.guard import Guard
from icplint.collect.fetch.http_fetcher import HttpFetcher, open_fetcher
from icplint.collect.fetch.names.dns import DnsResolver
from icplint.collect.fetch.resolver import Resolve, in_order, threaded_resolver, with_literals
from icplint.collect.fetch.standing import IPAddress, Standing, standing
from icplint.model.answer import Answer, FetchFailure
from icplint.model.ask import Ask
from icplint.model.settings import FetchSettings
from tests.fakes.name_server import Asked, NameServer, answer_of, from_zone, serve_names
from tests.fakes.servers import noon, saying, serve

PACKAGE = Path(module.__file__).parents[2]
HOME = {"home.cn": ("A 127.0.0.1",)}


def resolve_at(server: NameServer) -> Resolve:
    dns = DnsResolver(trio.CapacityLimiter(10), threaded_resolver(1), naming=server.naming)
    return with_literals(in_order(dns))


def fetcher_at(
    server: NameServer, *, allow_private: bool = False
) -> AbstractAsyncContextManager[HttpFetcher]:
    settings = FetchSettings(timeout_s=10, allow_private=allow_private)
    return open_fetcher(settings, clock=noon, resolve=resolve_at(server))


async def canary(nursery: trio.Nursery) -> tuple[int, list[str]]:
    """A port of loopback, and who has come to it."""
    came: list[str] = []

    async def accept(stream: trio.SocketStream) -> None:
        came.append(str(stream.socket.getpeername()))
        await stream.aclose()

    listeners = await trio.open_tcp_listeners(0, host="127.0.0.1")
    nursery.start_soon(trio.serve_listeners, accept, listeners)
    port: int = listeners[0].socket.getsockname()[1]
    return port, came


def results(came: Answer | FetchFailure) -> list[str]:
    return [one.result for one in (came.response.tries if isinstance(came, Answer) else came.tries)]


async def test_the_canary_sees_who_comes(nursery: trio.Nursery) -> None:
    """Without this, the tests below would pass with a canary that is deaf."""
    port, came = await canary(nursery)
    server = await serve_names(nursery, from_zone(HOME))
    async with fetcher_at(server, allow_private=True) as fetcher:
        await fetcher.fetch(Ask(candidates=(f"http://home.cn:{port}/",)))

    assert len(came) >= 1


@pytest.mark.parametrize(
    "host",
    ["127.0.0.1", "127.0.0.1.", "127.1", "2130706433", "0x7f.1", "0x7f000001", "017700000001", "127.0.1",
     "[::ffff:127.0.0.1]", "[::ffff:7f00:1]", "[64:ff9b::127.0.0.1]", "[2002:7f00:1::]", "[::127.0.0.1]",
     "[::1]", "0", "0.0.0.0", "localhost", "LOCALHOST.", "a.localhost", "127。0。0。1", "evil.cn", "two.cn",
     "alias.cn", "mapped.cn", "169.254.169.254", "[fd00:ec2::254]", "100.100.100.200", "metadata.cn"],
)  # fmt: skip
async def test_a_redirect_reaches_nothing_of_this_machine(host: str, nursery: trio.Nursery) -> None:
    """The redirect may name the very port: what is typed opens `home.cn` on its own port alone."""
    zone: Mapping[str, Sequence[str]] = {
        **HOME,
        "evil.cn": ("A 127.0.0.1", "AAAA ::1"),
        "two.cn": ("A 10.255.255.1", "A 127.0.0.1"),
        "alias.cn": ("CNAME evil.cn.",),
        "mapped.cn": ("AAAA ::ffff:127.0.0.1",),
        "metadata.cn": ("A 169.254.169.254",),
    }
    names = await serve_names(nursery, from_zone(zone))
    door, came = await canary(nursery)
    location = f"Location: http://{host}:{door}/latest/"
    said = f"HTTP/1.1 302 Found\r\nContent-Length: 0\r\n{location}\r\n\r\n".encode()
    port = await serve(nursery, saying(said))
    ask = Ask(
        candidates=(f"http://home.cn:{port}/", f"http://home.cn:{door}/"), private_host=f"home.cn:{port}"
    )
    async with fetcher_at(names) as fetcher:
        ended = await fetcher.fetch(ask)

    assert isinstance(ended, FetchFailure)
    assert ended.hops or ended.tries
    assert results(ended) == ["refused-address", "refused-address"]
    assert came == []


async def test_a_name_that_changes_to_loopback_is_refused(nursery: trio.Nursery) -> None:
    """What was looked at once is looked at anew for each connection: there is no moment between."""
    door, came = await canary(nursery)
    answers: list[str] = []

    async def rebinding(asked: Asked) -> bytes:
        await trio.lowlevel.checkpoint()
        if asked.kind == "AAAA":
            return answer_of(asked)
        answers.append("8.8.8.8" if not answers else "127.0.0.1")
        return answer_of(asked, f"rebind.cn 0 A {answers[-1]}")

    names = await serve_names(nursery, rebinding)
    seen = await resolve_at(names)("rebind.cn")
    assert [Guard().refused_address("rebind.cn", door, address) for address in seen] == [None]
    async with fetcher_at(names) as fetcher:
        ended = await fetcher.fetch(Ask(candidates=(f"http://rebind.cn:{door}/",)))

    assert answers == ["8.8.8.8", "127.0.0.1"]
    assert results(ended) == ["refused-address"]
    assert came == []


async def test_a_name_keeps_its_address_for_a_while_though_it_says_otherwise(nursery: trio.Nursery) -> None:
    counted: list[int] = []

    async def counting(asked: Asked) -> bytes:
        await trio.lowlevel.checkpoint()
        if asked.kind == "AAAA":
            return answer_of(asked)
        counted.append(len(counted))
        return answer_of(asked, f"rebind.cn 0 A 192.0.2.{len(counted)}")

    resolve = resolve_at(await serve_names(nursery, counting))

    assert await resolve("rebind.cn") == await resolve("rebind.cn") == (ip_address("192.0.2.1"),)


async def test_a_list_that_may_name_private_hosts_may_not_name_metadata(nursery: trio.Nursery) -> None:
    names = await serve_names(nursery, from_zone({"meta.cn": ("A 169.254.169.254", "AAAA fd00:ec2::254")}))
    async with fetcher_at(names, allow_private=True) as fetcher:
        ended = await fetcher.fetch(Ask(candidates=("http://meta.cn/",), private_host="meta.cn"))

    assert results(ended) == ["refused-address"]
    assert isinstance(ended, FetchFailure)
    assert "metadata" in ended.detail


async def test_an_address_with_a_zone_is_refused(nursery: trio.Nursery) -> None:
    names = await serve_names(nursery, from_zone(HOME))
    async with fetcher_at(names, allow_private=True) as fetcher:
        ended = await fetcher.fetch(
            Ask(candidates=("http://[fe80::1%25lo]/",), private_host="[fe80::1%25lo]")
        )

    assert results(ended) == ["refused-address"]


@given(addresses=st.lists(st.ip_addresses(), min_size=1, max_size=8, unique=True))
def test_of_many_addresses_only_public_ones_are_connected_to(addresses: list[IPAddress]) -> None:
    try:
        passed = module._let_through(Guard(), "a.cn", 443, tuple(addresses))
    except AddressRefusedError:
        passed = ()

    public = [address for address in addresses if standing(address) is Standing.PUBLIC]
    assert list(passed) == public[: module.MAX_ADDRESSES]


# --- the only way ---

WAYS_OUT = re.compile(
    r"\b(?:socket\.socket|create_connection|open_tcp_stream|open_ssl_over_tcp_stream|SocketStream|urlopen|urlretrieve"
    r"|HTTPS?Connection|AsyncClient|AsyncHTTPTransport|HTTPTransport|httpx\.(?:Client|get|post|request|stream)"
    r"|getaddrinfo|gethostbyname|smtplib|ftplib)\b"
)
CONNECTS = {
    "collect/fetch/names/asking.py",  # to the name servers of this machine's own files
    "collect/fetch/proxied.py",  # to the proxies that the user's own file names
    "collect/fetch/resolver.py",  # asks the system for addresses
    "collect/fetch/wire.py",  # to the addresses that `connect.py` let through
    "run/demo/server.py",  # listens
}


def connects(path: Path) -> bool:
    """Whether a module's code names a way out; comments and docstrings may."""
    written = path.read_text(encoding="utf-8")
    if not WAYS_OUT.search(written):
        return False
    names = (node for node in ast.walk(ast.parse(written)) if isinstance(node, ast.Attribute | ast.Name))
    return any(WAYS_OUT.search(ast.unparse(name)) for name in names)


def test_nothing_connects_beside_the_guard() -> None:
    """So pages, redirects, robots files, sitemaps, icons and scripts all pass it, today's and tomorrow's."""
    found = {path.relative_to(PACKAGE).as_posix() for path in PACKAGE.rglob("*.py") if connects(path)}

    assert found == CONNECTS


def test_only_the_guarded_way_opens_a_wire() -> None:
    users = {
        path.relative_to(PACKAGE).as_posix()
        for path in PACKAGE.rglob("*.py")
        if re.search(r"import\b.*\bopen_wire\b", path.read_text(encoding="utf-8"))
    }

    assert users == {"collect/fetch/connect.py"}
