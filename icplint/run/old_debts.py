"""A run against a baseline: what was there before is listed, and no reason to fail."""

from dataclasses import replace
from pathlib import Path

from icplint.judge.verdicts import summed_up
from icplint.keep.old_debts import OldDebts
from icplint.model.outcome import Outcome
from icplint.model.settings import Settings


def old_debts(settings: Settings) -> OldDebts | None:
    """What the run's baseline allows; None: there is no baseline.

    Raises:
        BaselineError: The file cannot be used.
    """
    if settings.baseline is None:
        return None
    from icplint.keep.baseline import read_baseline  # noqa: PLC0415 - most runs have none

    return OldDebts(read_baseline(Path(settings.baseline)).counts())


def without_old_debts(outcome: Outcome, debts: OldDebts | None) -> Outcome:
    """The outcome with its old debts set apart, and clean where nothing else is reported."""
    if debts is None or not outcome.findings:
        return outcome
    return summed_up(replace(outcome, findings=debts.sort(outcome.findings)))
