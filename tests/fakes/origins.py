"""Many sites on loopback, for scans of real processes."""

import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

_SERVER = Path(__file__).with_name("many_origins.py")


@contextmanager
def origins(count: int, *, paragraphs: int = 400) -> Iterator[list[str]]:
    """The addresses of so many sites, each with a number and a company of its own."""
    command = [sys.executable, str(_SERVER), str(count), str(paragraphs)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as server:
        assert server.stdout is not None
        assert server.stdin is not None
        try:
            yield [f"http://127.0.0.1:{server.stdout.readline().strip()}/" for _ in range(count)]
        finally:
            server.stdin.close()


def write_list(path: Path, addresses: Sequence[str]) -> Path:
    """A list of these sites, each standing for a public address."""
    rows = ["url,as", *(f"{address},https://www.site{n}.example/" for n, address in enumerate(addresses))]
    path.write_text("\n".join(rows), encoding="utf-8")
    return path
