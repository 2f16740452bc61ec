"""The folder, the pages and the servers of a benchmark, and how much is fetched."""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.bench.fetching import origins
from tests.bench.fetching.origins import Server
from tests.bench.fetching.plan import Plan

PAGES = 20
"""Different pages."""

_NAME_SERVER = "127.0.53.53"


@dataclass(frozen=True, kw_only=True)
class Scale:
    """How much is fetched."""

    origins: int
    tls_origins: int
    many: int
    """Where a run has to be longer than its time-outs."""
    list_long: int
    list_short: int
    """Two lists whose memory is compared."""
    rounds: int
    timeout_s: float
    """Where some never answer."""

    def times(self, share: float, *, rounds: int) -> "Scale":
        """The same with a part of the pages."""
        return Scale(
            origins=round(self.origins * share),
            tls_origins=round(self.tls_origins * share),
            many=round(self.many * share),
            list_long=round(self.list_long * share),
            list_short=round(self.list_short * share),
            rounds=rounds,
            timeout_s=self.timeout_s,
        )


FULL = Scale(
    origins=2_000, tls_origins=1_500, many=12_000, list_long=20_000, list_short=2_000, rounds=5, timeout_s=5.0
)
QUICK = Scale(origins=40, tls_origins=20, many=60, list_long=40, list_short=20, rounds=1, timeout_s=2.0)


class Ground:
    """The folder, the pages and the servers, started when a comparison wants them."""

    def __init__(self, folder: Path, scale: Scale, stack: ExitStack) -> None:
        self.folder = folder
        self.scale = scale
        self.sizes = origins.write_pages(folder, PAGES)
        self._stack = stack
        self._nginx: Server | None = None
        self.has_nginx = shutil.which("nginx") is not None

    def fast_server(self) -> Server:
        """nginx, or our own where it is missing."""
        if not self.has_nginx:
            return self.own_server("at-once")
        if self._nginx is None:
            self._nginx = self._stack.enter_context(origins.nginx(self.folder, PAGES, self.scale.tls_origins))
        return self._nginx

    def own_server(self, manner: str) -> Server:
        """Our own server, which knows manners."""
        return self._stack.enter_context(origins.own_server(self.folder, PAGES, manner))

    def enter_silent_port(self) -> int:
        """A port that accepts and says nothing, until the end of the benchmark."""
        return self._stack.enter_context(origins.silent_port())

    def enter_name_server(self) -> tuple[str, ...]:
        """The command through which a client asks our name server; it stands in for the system's."""
        command = (sys.executable, "-m", "tests.bench.fetching.names", _NAME_SERVER, "53")
        server = self._stack.enter_context(subprocess.Popen(command))
        self._stack.callback(server.terminate)
        settings = self.folder / "resolv.conf"
        settings.write_text(f"nameserver {_NAME_SERVER}\noptions timeout:1 attempts:2\n")
        bind = f'mount --bind "{settings}" /etc/resolv.conf && exec "$@"'
        return ("unshare", "--mount", "sh", "-c", bind, "sh")

    def addresses(self, name: str, addresses: Sequence[str]) -> str:
        """A file with the addresses."""
        path = self.folder / f"{name}.txt"
        path.write_text("\n".join(addresses))
        return str(path)

    def plan(
        self, name: str, addresses: Sequence[str], *, concurrency: int = 200, timeout_s: float = 20.0
    ) -> Plan:
        """A plan over these addresses."""
        return Plan(
            addresses=self.addresses(name, addresses),
            sizes=self.sizes,
            concurrency=concurrency,
            timeout_s=timeout_s,
        )


def may_unshare() -> bool:
    """Whether a process may be given another name server than the system's."""
    if sys.platform != "linux" or os.geteuid() != 0 or shutil.which("unshare") is None:
        return False
    return subprocess.run(["unshare", "--mount", "true"], capture_output=True, check=False).returncode == 0


@contextmanager
def opened(folder: Path, scale: Scale) -> Iterator[Ground]:
    """The ground, until all its servers are ended."""
    with ExitStack() as stack:
        yield Ground(folder, scale, stack)
