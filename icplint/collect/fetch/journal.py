"""What asking sites comes to, told as it happens: each request, answer, hop, wait and retry, with its site.

Told to the logger `icplint.journal`, which nobody listens to unless a run keeps a log file. What is told may hold
text of strangers and secrets of addresses: whoever writes it down makes it harmless.
"""

import logging
from contextvars import ContextVar

JOURNAL = logging.getLogger("icplint.journal")

FACTS = "facts"
"""The attribute of a log record that holds what is told: plain values by name."""

site_in_work: ContextVar[str] = ContextVar("site_in_work", default="")
"""The label of the site that this task is about."""

Fact = str | int | float | bool | None


def is_read() -> bool:
    """Whether anybody listens: what is costly to say is said for nobody else."""
    return JOURNAL.isEnabledFor(logging.INFO)


def tell(event: str, **facts: Fact) -> None:
    """Tell one event; facts that are None are left out."""
    if JOURNAL.isEnabledFor(logging.INFO):
        said = {name: value for name, value in facts.items() if value is not None}
        JOURNAL.info(event, extra={FACTS: {"site": site_in_work.get(), **said}})
