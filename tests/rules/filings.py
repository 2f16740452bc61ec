"""What the register answers in a test, read from the `[filing]` table of a file beside a page.

    [filing]
    kind = "filing"                 a row; its keys are the fields of `Filing`
    subject = "浙ICP备2021009999号"
    site = "浙ICP备2021009999号-1"
    other_sites = ["浙ICP备2021009999号-2"]
    psb_on = 2026-11-02
    status = "filed"

    kind = "not-filed"              the register is complete for the name and has no row; `source`, `as_of`
    kind = "unknown"                nobody knows; `reason`, `source`, `as_of`

Without the table no register was given to the run.
"""

from collections.abc import Mapping
from typing import Any

from icplint.model.filing import NOT_OFFERED, Filing, NotFiled, RegisterAnswer, Unknown
from icplint.model.site import FilingStatus

SOURCE = "register.csv"


def filing_told(told: Mapping[str, Any]) -> RegisterAnswer:
    """The answer of the register that a file beside a page tells."""
    if "filing" not in told:
        return NOT_OFFERED
    fields: dict[str, Any] = {"source": SOURCE, **told["filing"]}
    kind = fields.pop("kind")
    if kind == "not-filed":
        return NotFiled(**fields)
    if kind == "unknown":
        return Unknown(**fields)
    assert kind == "filing", f"kind of a filing: {kind}"
    for name in ("other_sites", "aliases"):
        if name in fields:
            fields[name] = tuple(fields[name])
    if "status" in fields:
        fields["status"] = FilingStatus(fields["status"])
    return Filing(**fields)
