"""Checks that websites in mainland China show their filing numbers as they must."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from icplint.api import check_html, check_site
    from icplint.model.finding import Confidence, Finding, Severity, Status
    from icplint.model.outcome import Outcome

__version__ = "0.1.0"

__all__ = [
    "Confidence",
    "Finding",
    "Outcome",
    "Severity",
    "Status",
    "__version__",
    "check_html",
    "check_site",
]

_HOMES = {
    "check_html": "icplint.api",
    "check_site": "icplint.api",
    "Confidence": "icplint.model.finding",
    "Finding": "icplint.model.finding",
    "Severity": "icplint.model.finding",
    "Status": "icplint.model.finding",
    "Outcome": "icplint.model.outcome",
}


def __getattr__(name: str) -> object:
    """What programs use, imported when it is first asked for: the command line needs none of it."""
    home = _HOMES.get(name)
    if home is None:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from importlib import import_module  # noqa: PLC0415 - see above

    return getattr(import_module(home), name)
