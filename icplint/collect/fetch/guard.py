"""Decides whether a checked address may be connected to. Pure; asked at connect time, for every hop."""

from functools import lru_cache

from icplint.collect.fetch.standing import IPAddress, Standing, standing
from icplint.late import dataclass
from icplint.model.ask import Ask

PORTS = frozenset({80, 443, 8080, 8443})
"""Where websites are served; a port written in the target itself comes to these.

On all others services wait that take a request for one of their own: no page and no redirect may send us there.
"""

_DEFAULT_PORTS = frozenset({80, 443})


@dataclass(frozen=True, slots=True, kw_only=True)
class Guard:
    """What one ask may connect to."""

    allow_private: bool = False
    ports: frozenset[int] = PORTS
    opened_host: str | None = None
    """The one host whose private address the user typed; lower case, punycode, no brackets."""
    opened_ports: frozenset[int] = frozenset()

    def refused_port(self, port: int) -> str | None:
        """Why nothing is connected to on this port; None: nothing against it."""
        return None if port in self.ports else f"port {port}"

    def refused_address(self, host: str, port: int, address: IPAddress) -> str | None:
        """Why this address is not connected to on behalf of a host; None: nothing against it."""
        if address.version == 6 and address.scope_id is not None:
            return f"{address} (zone)"  # it names one of this machine's own interfaces
        found = standing(address)
        if found is Standing.PUBLIC:
            return None
        is_opened = self.allow_private or (host == self.opened_host and port in self.opened_ports)
        if is_opened and found.may_be_opened:
            return None
        return f"{address} ({found})"


def refused_pin(address: IPAddress) -> str | None:
    """Why an address is not connected to that the user named for a host; None: it is opened by that."""
    found = standing(address)
    return None if found is Standing.PUBLIC or found.may_be_opened else f"{address} ({found})"


def guard_for(ask: Ask, written_ports: frozenset[int], *, allow_private: bool) -> Guard:
    """The guard of one ask.

    Args:
        ask: Its `private_host` is opened; without a port of its own on 80 and 443.
        written_ports: Ports that the ask's own addresses name.
        allow_private: Rows of a list may name private addresses too.
    """
    return _guard(ask.private_host, written_ports, allow_private=allow_private)


@lru_cache(maxsize=256)  # most asks of a run are guarded alike
def _guard(private_host: str | None, written_ports: frozenset[int], *, allow_private: bool) -> Guard:
    host, port = _split(private_host) if private_host is not None else (None, None)
    return Guard(
        allow_private=allow_private,
        ports=PORTS | written_ports,
        opened_host=host,
        opened_ports=_DEFAULT_PORTS if port is None else frozenset({port}),
    )


def _split(host_and_port: str) -> tuple[str, int | None]:
    if host_and_port.startswith("["):
        host, _, port = host_and_port[1:].partition("]")
        port = port.removeprefix(":")
    elif host_and_port.count(":") == 1:
        host, _, port = host_and_port.partition(":")
    else:
        host, port = host_and_port, ""
    return host.lower(), int(port) if port.isascii() and port.isdigit() else None
