"""What earlier runs saw of a site."""

from datetime import date

from icplint.late import dataclass
from icplint.model.answer import NotCheckedReason


@dataclass(frozen=True, slots=True)
class Look:
    """One look at a site, of this run or an earlier one."""

    on: date
    """In Beijing."""
    not_checked: NotCheckedReason | None = None
    """Why no page could be judged; None: one was."""
