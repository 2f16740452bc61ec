"""What earlier runs saw of a site."""

from dataclasses import dataclass
from datetime import date

from icplint.model.answer import NotCheckedReason


@dataclass(frozen=True, slots=True)
class Look:
    """One look at a site, of this run or an earlier one."""

    on: date
    """In Beijing."""
    not_checked: NotCheckedReason | None = None
    """Why no page could be judged; None: one was."""
