"""How this machine turns names into addresses: resolv.conf, hosts and nsswitch.conf of a Unix system."""

import re
import sys
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import field
from ipaddress import ip_address
from pathlib import Path

from icplint.collect.fetch.names.asking import Server
from icplint.collect.fetch.standing import IPAddress
from icplint.late import dataclass, pattern

ETC = Path("/etc")
MAX_FILE_BYTES = 16 * 1024 * 1024
"""Some hosts files block a million names of advertisers; larger ones are left to the system."""

WAIT_S, ATTEMPTS = 2.0, 3
"""Unless the file says otherwise. The C library has 5 s and 2: we send again sooner what was lost on the way."""

_ELSEWHERE = frozenset({"win32", "cygwin", "darwin", "ios", "android"})
"""Systems that keep their name servers where we do not look."""
_MOST_SERVERS, _MOST_SUFFIXES, _MOST_NDOTS, _MOST_S, _MOST_ATTEMPTS = 3, 6, 15, 30, 5
"""What the C library allows."""
_SOURCE = pattern(r"files|dns|resolve|myhostname|mymachines|libvirt(?:_guest)?|mdns[46]?(?:_minimal)?")
"""Sources of names that we can stand in for, or that know only names which we leave to the system."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Naming:
    """What the files say, at one moment."""

    servers: tuple[Server, ...]
    """In the order of asking; at least one."""
    search: tuple[str, ...] = ()
    """Suffixes for names that are not complete."""
    ndots: int = 1
    """A name with fewer dots is tried with the suffixes first."""
    wait_s: float = WAIT_S
    """For one answer."""
    attempts: int = ATTEMPTS
    """Rounds over the servers."""
    hosts: Mapping[str, tuple[IPAddress, ...]] = field(default_factory=dict)
    """By lower-case name: what is never asked of a server."""


def read_naming(etc: Path = ETC) -> Naming | None:
    """What the files of this machine say; None: the system itself has to be asked for addresses."""
    if sys.platform in _ELSEWHERE:
        return None
    said, resolv, hosts = (_read(etc / name) for name in ("nsswitch.conf", "resolv.conf", "hosts"))
    if said is None or resolv is None or hosts is None or not _is_files_then_dns(said):
        return None
    return _resolv_conf(resolv, _hosts(hosts))


def state(etc: Path = ETC) -> tuple[object, ...]:
    """Changes when one of the files does."""
    return tuple(_state(etc / name) for name in ("nsswitch.conf", "resolv.conf", "hosts"))


def _state(path: Path) -> tuple[int, ...]:
    try:
        found = path.stat()
    except OSError:
        return ()
    return found.st_mtime_ns, found.st_size, found.st_ino


def _read(path: Path) -> str | None:
    """The text; empty where there is no such file, None where it cannot be read."""
    try:
        with path.open("rb") as file:
            content = file.read(MAX_FILE_BYTES + 1)
    except FileNotFoundError:
        return ""
    except OSError:
        return None
    return content.decode("utf-8", "replace") if len(content) <= MAX_FILE_BYTES else None


def _is_files_then_dns(nsswitch: str) -> bool:
    """Whether names come from the hosts file first and from DNS then, which is also what no word about it means."""
    for line in nsswitch.splitlines():
        database, _, sources = line.partition("#")[0].partition(":")
        if database.strip() == "hosts":
            order = re.sub(r"\[[^\]]*\]", " ", sources).split()
            asks_dns = [order.index(source) for source in ("dns", "resolve") if source in order]
            return (
                all(_SOURCE.fullmatch(source) for source in order)
                and "files" in order
                and bool(asks_dns)
                and order.index("files") < min(asks_dns)
            )
    return True


def _resolv_conf(resolv: str, hosts: Mapping[str, tuple[IPAddress, ...]]) -> Naming | None:
    servers: list[Server] = []
    search: tuple[str, ...] = ()
    numbers: dict[str, int] = {}
    for line in resolv.splitlines():
        words = line.split()
        match words:
            case ["nameserver", address, *_] if _is_address(address):
                servers.append(Server(address))
            case ["search" | "domain", *suffixes]:
                search = tuple(suffix.strip(".").lower() for suffix in suffixes[:_MOST_SUFFIXES])
            case ["options", *options]:
                if "use-vc" in options:
                    return None  # TCP for everything: so rare that the system may do it
                for name, _, number in (option.partition(":") for option in options):
                    if number.isascii() and number.isdecimal() and len(number) < 10:
                        numbers[name] = int(number)
            case _:
                continue
    if not servers:
        return None
    return Naming(
        servers=tuple(servers[:_MOST_SERVERS]),
        search=tuple(filter(None, search)),
        ndots=min(numbers.get("ndots", 1), _MOST_NDOTS),
        wait_s=min(max(numbers["timeout"], 1), _MOST_S) if "timeout" in numbers else WAIT_S,
        attempts=min(max(numbers.get("attempts", ATTEMPTS), 1), _MOST_ATTEMPTS),
        hosts=hosts,
    )


def _is_address(written: str) -> bool:
    try:
        ip_address(written)
    except ValueError:
        return False
    return True


def _hosts(text: str) -> Mapping[str, tuple[IPAddress, ...]]:
    found: defaultdict[str, dict[IPAddress, None]] = defaultdict(dict)
    for line in text.splitlines():
        words = line.partition("#")[0].split()
        if len(words) < 2 or not _is_address(words[0]):
            continue
        address = ip_address(words[0])
        for name in words[1:]:
            found[name.lower().removesuffix(".")][address] = None
    return {name: tuple(addresses) for name, addresses in found.items()}
