"""What a client process is told, and what it tells when it has done its work."""

import json
import resource
import sys
import time
from dataclasses import asdict, dataclass, field
from pathlib import Path

from tests.bench.fetching.pages import END


@dataclass(frozen=True, kw_only=True)
class Plan:
    """The same for every client of a comparison."""

    addresses: str
    """A file: one address a line, each of another origin."""
    sizes: tuple[int, ...]
    """Bytes of the pages that are served."""
    concurrency: int
    timeout_s: float
    variant: str = ""
    """Which form of itself a client is to run."""
    is_fast: bool = False
    """Whether compressed bodies are undone by isal; else by zlib."""
    report: str = ""
    """Where a whole check writes its lines."""
    jobs: int = 1

    def urls(self) -> list[str]:
        """The addresses."""
        return Path(self.addresses).read_text().split()


@dataclass(frozen=True, kw_only=True)
class Told:
    """What one run of a client came to."""

    complete: int
    """Pages that came whole."""
    ended: int
    """Sites that came to an end of any kind."""
    seconds: float
    """From the first request to the last end."""
    to_last_page_s: float
    """From the first request to the last whole page: what only waits for time-outs is not in it."""
    cpu_s: float
    rss_mb: float
    """The peak of the process, everything imported included."""

    @property
    def rate(self) -> float:
        """Whole pages a second."""
        return self.complete / self.to_last_page_s if self.to_last_page_s else 0.0


def plan_given() -> Plan:
    """The plan whose file this process was given."""
    return plan_of(Path(sys.argv[1]).read_text())


def plan_of(text: str) -> Plan:
    """The plan in a text that `json.dumps(asdict(plan))` made."""
    told = json.loads(text)
    return Plan(**{**told, "sizes": tuple(told["sizes"])})


@dataclass
class Tally:
    """Counts whole pages, and keeps the time."""

    plan: Plan
    complete: int = 0
    ended: int = 0
    _sizes: frozenset[int] = field(init=False)
    _began: float = field(init=False)
    _cpu_began: float = field(init=False)
    _last_page: float = 0.0

    def __post_init__(self) -> None:
        self._sizes = frozenset(self.plan.sizes)
        self.begin()

    def begin(self) -> None:
        """Set the clocks to nought."""
        self._began = time.perf_counter()
        self._cpu_began = time.process_time()

    def take(self, body: bytes) -> None:
        """A body that came, whole or not."""
        self.end(is_whole=len(body) in self._sizes and body.endswith(END))

    def end(self, *, is_whole: bool) -> None:
        """A site has come to its end."""
        self.ended += 1
        if is_whole:
            self.complete += 1
            self._last_page = time.perf_counter()

    def tell(self) -> None:
        """Print what was counted, as one line."""
        told = Told(
            complete=self.complete,
            ended=self.ended,
            seconds=time.perf_counter() - self._began,
            to_last_page_s=max(self._last_page - self._began, 0.0),
            cpu_s=time.process_time() - self._cpu_began,
            rss_mb=_peak_mb(),
        )
        sys.stdout.write(json.dumps(asdict(told)) + "\n")


def _peak_mb() -> float:
    """The peak of this program, which on Linux a parent's memory does not count into."""
    status = Path("/proc/self/status")
    if status.exists():
        line = next(line for line in status.read_text().splitlines() if line.startswith("VmHWM"))
        return int(line.split()[1]) / 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (
        1 << 20 if sys.platform == "darwin" else 1024
    )
