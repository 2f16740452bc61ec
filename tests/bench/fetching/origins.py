"""The servers of the benchmark: thousands of origins on loopback, behind one port for each manner of answering."""

import hashlib
import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import trustme

from tests.bench.fetching.pages import compressed, pages

NAMES_OF_A_CERTIFICATE = 50
"""Addresses that share a certificate: with all of them in one, a handshake would carry kilobytes of names."""

_BACKLOG = 4_096


@dataclass(frozen=True, kw_only=True)
class Server:
    """A server that runs, and its processes."""

    name: str
    port: int
    tls_port: int | None
    processes: tuple[int, ...]

    def cpu_s(self) -> float:
        """What its processes have used so far: user and system."""
        return sum(_cpu_s(process) for process in self.processes)


def address_of(number: int) -> str:
    """The address of an origin: 127.1.0.1 and onwards."""
    return f"127.{1 + number // 62_500}.{number // 250 % 250}.{number % 250 + 1}"


def write_pages(folder: Path, how_many: int) -> tuple[int, ...]:
    """Put the pages into a folder, plain and compressed; their sizes come back."""
    sizes = []
    for number, page in enumerate(pages(how_many)):
        (folder / f"{number}.html").write_bytes(page)
        (folder / f"{number}.html.gz").write_bytes(compressed(page))
        sizes.append(len(page))
    return tuple(sizes)


@contextmanager
def nginx(folder: Path, how_many_pages: int, tls_origins: int) -> Iterator[Server]:
    """nginx with one worker, its files kept open.

    Args:
        folder: Has the pages; gets the configuration.
        how_many_pages: The page of an origin follows from its address.
        tls_origins: How many origins answer with TLS, too.
    """
    port, tls_port = free_port(), free_port()
    parts = _certified(folder, tls_port, tls_origins)
    share = 100 / how_many_pages
    shares = "".join(
        f"    {'*' if number == how_many_pages - 1 else f'{share:.2f}%'} /{number}.html;\n"
        for number in range(how_many_pages)
    )
    configuration = folder / "nginx.conf"
    configuration.write_text(
        "worker_processes 1;\nworker_rlimit_nofile 20000;\ndaemon off;\n"
        f"pid {folder}/nginx.pid;\nerror_log {folder}/error.log crit;\n"
        "events { worker_connections 16384; multi_accept on; }\n"
        "http {\n  access_log off;\n  tcp_nodelay on;\n  sendfile on;\n  gzip_static on;\n  charset utf-8;\n"
        "  types { text/html html; }\n  open_file_cache max=200;\n  open_file_cache_valid 1h;\n"
        "  ssl_session_tickets off;\n  server_names_hash_bucket_size 128;\n"
        + "".join(
            f"  {kind}_temp_path {folder}/{kind};\n"
            for kind in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
        )
        + f"  split_clients $server_addr $page {{\n{shares}  }}\n"
        f"  server {{ listen 0.0.0.0:{port} backlog={_BACKLOG};\n"
        f"    root {folder}; location = / {{ rewrite ^ $page break; }} }}\n{parts}}}\n"
    )
    user = ["-g", "user root;"] if os.geteuid() == 0 else []
    with subprocess.Popen(
        [shutil.which("nginx") or "nginx", "-p", str(folder), "-c", str(configuration), *user],
        stdin=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    ) as master:
        try:
            _wait_for(port)
            yield Server(
                name="nginx",
                port=port,
                tls_port=tls_port if tls_origins else None,
                processes=(master.pid, *_children(master.pid)),
            )
        finally:
            master.terminate()


def _certified(folder: Path, port: int, origins: int) -> str:
    """The TLS servers of a configuration, each with a certificate for its own addresses; `ca.pem` beside them."""
    if not origins:
        return ""
    authority = trustme.CA()
    authority.cert_pem.write_to_path(folder / "ca.pem")
    # One address for all sockets; nginx finds by the address which of the servers is meant.
    parts = [
        f"  server {{ listen 0.0.0.0:{port} ssl backlog={_BACKLOG} default_server;\n{_keys(folder, 0)}  }}\n"
    ]
    for first in range(0, origins, NAMES_OF_A_CERTIFICATE):
        addresses = [
            address_of(number) for number in range(first, min(first + NAMES_OF_A_CERTIFICATE, origins))
        ]
        issued = authority.issue_cert(*addresses)
        issued.private_key_pem.write_to_path(folder / f"{first}.key")
        chain = b"".join(one.bytes() for one in issued.cert_chain_pems)
        (folder / f"{first}.pem").write_bytes(chain)
        listens = "".join(f"    listen {address}:{port} ssl;\n" for address in addresses)
        parts.append(
            f"  server {{\n{listens}{_keys(folder, first)}"
            f"    root {folder}; location = / {{ rewrite ^ $page break; }} }}\n"
        )
    return "".join(parts)


def _keys(folder: Path, first: int) -> str:
    return f"    ssl_certificate {folder}/{first}.pem;\n    ssl_certificate_key {folder}/{first}.key;\n"


@contextmanager
def own_server(folder: Path, how_many_pages: int, manner: str) -> Iterator[Server]:
    """Our own server process; see `own_server.py` for the manners."""
    port = free_port()
    command = [
        *(sys.executable, "-m", "tests.bench.fetching.own_server"),
        *(str(folder), str(how_many_pages), str(port), manner),
    ]
    with subprocess.Popen(command, stdin=subprocess.PIPE) as process:
        try:
            _wait_for(port)
            yield Server(name="our own server", port=port, tls_port=None, processes=(process.pid,))
        finally:
            process.terminate()


@contextmanager
def silent_port() -> Iterator[int]:
    """A port on all addresses that accepts, and never says a word: nobody takes its connections."""
    with socket.socket() as listener:
        listener.bind(("0.0.0.0", 0))
        listener.listen(_BACKLOG)
        port: int = listener.getsockname()[1]
        yield port


def page_of(address: str, how_many_pages: int) -> int:
    """Which page our own server shows at an address."""
    return int.from_bytes(hashlib.blake2b(address.encode(), digest_size=4).digest(), "big") % how_many_pages


def free_port() -> int:
    """A port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("0.0.0.0", 0))
        port: int = probe.getsockname()[1]
        return port


def _wait_for(port: int) -> None:
    for _ in range(500):
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.02)  # noqa: TID251 - no event loop runs here
    raise RuntimeError(f"nobody listens on port {port}")


def _children(process: int) -> Sequence[int]:
    found = Path(f"/proc/{process}/task/{process}/children")
    return [int(child) for child in found.read_text().split()] if found.exists() else []


def _cpu_s(process: int) -> float:
    stat = Path(f"/proc/{process}/stat")
    if not stat.exists():
        return 0.0
    fields = stat.read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")
