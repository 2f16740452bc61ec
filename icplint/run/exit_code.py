"""Which number a run ends with."""

from collections.abc import Iterable

from icplint.model.exit_code import ExitCode
from icplint.model.finding import Severity
from icplint.model.run import Summary

SMALL_RUN = 20
"""Up to so many targets every single one must be measured, where the user names no minimum."""
SMALL_RUN_COVERAGE = 1.0
LARGE_RUN_COVERAGE = 0.9

_GRAVEST_FIRST = (
    ExitCode.INTERRUPTED,
    ExitCode.FAULT,
    ExitCode.USAGE,
    ExitCode.NOT_MEASURED,
    ExitCode.FINDINGS,
    ExitCode.CLEAN,
)


def gravest(codes: Iterable[ExitCode]) -> ExitCode:
    """The code that stands where several would: 130 > 4 > 2 > 3 > 1 > 0. No code at all is 0."""
    found = set(codes)
    return next((code for code in _GRAVEST_FIRST if code in found), ExitCode.CLEAN)


def exit_code(
    summary: Summary,
    *,
    fail_on: Severity | None,
    min_coverage: float | None,
    exit_zero: bool = False,
    interrupted: bool = False,
) -> ExitCode:
    """The code of a run that came to its end, by what it counted.

    Args:
        summary: Rejected rows count as sites that were not measured.
        fail_on: The least severity that fails the run; None: no finding does.
        min_coverage: 0 to 1; None: by the size of the run.
        exit_zero: Turns `FINDINGS`, and nothing else, into `CLEAN`.
        interrupted: The user ended the run early.
    """
    codes = []
    if interrupted:
        codes.append(ExitCode.INTERRUPTED)
    if summary.crashed:
        codes.append(ExitCode.FAULT)
    if not is_covered(summary, min_coverage):
        codes.append(ExitCode.NOT_MEASURED)
    if fail_on is not None and not exit_zero and _count_from(summary, fail_on):
        codes.append(ExitCode.FINDINGS)
    return gravest(codes)


def is_covered(summary: Summary, min_coverage: float | None) -> bool:
    """Whether enough of the declared sites were measured to trust the run."""
    if not summary.measured:
        return False
    if min_coverage is None:
        min_coverage = SMALL_RUN_COVERAGE if summary.sites <= SMALL_RUN else LARGE_RUN_COVERAGE
    # Divided, never multiplied: 7 / 10 is the very number that the text "0.7" means, 10 * 0.7 is not 7.
    return summary.measured / summary.sites >= min_coverage


def _count_from(summary: Summary, least: Severity) -> int:
    """Reported findings of a severity or a graver one."""
    counts = {
        Severity.ERROR: summary.errors,
        Severity.WARNING: summary.warnings,
        Severity.INFO: summary.infos,
    }
    return sum(count for severity, count in counts.items() if severity.rank <= least.rank)
