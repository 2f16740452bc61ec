"""A run's counts for Prometheus: OpenMetrics text, all of it gauges.

The node exporter's textfile collector, which reads the older Prometheus format, takes the same file.
"""

from collections.abc import Iterator, Mapping
from datetime import datetime

from icplint import __version__
from icplint.late import dataclass, pattern
from icplint.model.run import Summary
from icplint.model.scan import ChangeKind

_UNFIT = pattern("[\x00-\x09\x0b-\x1f\x7f\ud800-\udfff]")
_ESCAPES = {"\\": "\\\\", '"': '\\"', "\n": "\\n"}


@dataclass(frozen=True, slots=True, kw_only=True)
class RunMetrics:
    """What is told of a run."""

    list_name: str
    started_at: datetime
    finished_at: datetime
    exit_code: int
    summary: Summary
    changes: Mapping[ChangeKind, int] | None = None
    """Since the run before; None: there was none."""


def metrics_text(run: RunMetrics) -> bytes:
    """The file, whole."""
    lines = [line for family in _families(run) for line in family]
    return "".join(f"{line}\n" for line in [*lines, "# EOF"]).encode()


def _families(run: RunMetrics) -> Iterator[list[str]]:
    summary, of_list = run.summary, {"list": run.list_name}
    with_findings = summary.measured - summary.clean - summary.incomplete
    yield _family(
        "icplint_build_info", "The version that scanned.", [({**of_list, "version": __version__}, 1)]
    )
    yield _family(
        "icplint_run_sites",
        "Declared sites of the last finished run, by how they ended; together all of them.",
        [
            ({**of_list, "state": "clean"}, summary.clean),
            ({**of_list, "state": "incomplete"}, summary.incomplete),
            ({**of_list, "state": "with_findings"}, with_findings),
            ({**of_list, "state": "unmeasured"}, summary.unmeasured),
        ],
    )
    yield _family(
        "icplint_run_findings",
        "Reported findings of the last finished run, by severity.",
        [
            ({**of_list, "severity": "error"}, summary.errors),
            ({**of_list, "severity": "warning"}, summary.warnings),
            ({**of_list, "severity": "info"}, summary.infos),
        ],
    )
    if run.changes is not None:
        yield _family(
            "icplint_run_changes",
            "Changes from the run before, by kind.",
            [({**of_list, "kind": kind.value}, run.changes[kind]) for kind in ChangeKind],
        )
    started, finished = run.started_at.timestamp(), run.finished_at.timestamp()
    for name, says, value in (
        ("icplint_run_start_timestamp_seconds", "When the last finished run began.", started),
        ("icplint_run_finish_timestamp_seconds", "When it ended.", finished),
        ("icplint_run_duration_seconds", "How long it took, cut-offs included.", finished - started),
        ("icplint_run_exit_code", "How it ended: 0 for nothing at or above the threshold.", run.exit_code),
        ("icplint_run_crashed_rules", "Rules that broke; each is a fault of icplint.", summary.crashed),
        ("icplint_run_rejected_rows", "Rows of the list that name no site.", summary.rejected),
    ):
        yield _family(name, says, [(of_list, value)])


def _family(name: str, says: str, samples: list[tuple[dict[str, str], float]]) -> list[str]:
    told = [f"# HELP {name} {says}", f"# TYPE {name} gauge"]
    for labels, value in samples:
        written = ",".join(f'{key}="{_escaped(text)}"' for key, text in labels.items())
        told.append(f"{name}{{{written}}} {value:.3f}" if value % 1 else f"{name}{{{written}}} {value:.0f}")
    return told


def _escaped(text: str) -> str:
    plain = _UNFIT.sub("\ufffd", text)
    return "".join(_ESCAPES.get(char, char) for char in plain)
