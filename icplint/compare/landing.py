"""Compares the host that was asked for with the one that answered."""

from typing import assert_never
from urllib.parse import urlsplit

from icplint.facts.domains import is_address, registrable_domain
from icplint.late import dataclass
from icplint.model.rule import SiteEvidence
from icplint.model.site import BareDomain, SavedFolder, SavedPage, Site, WebAddress


@dataclass(frozen=True, slots=True)
class Landing:
    """Where a site was asked for, and where it was found: registrable domains, else hosts."""

    asked: str
    landed: str


def landing_of(evidence: SiteEvidence) -> Landing | None:
    """The two ends of the way to the first page; None where a name was not asked for (an address, a saved page).

    A preview that stands for a public address (`as`) is followed under its own name.
    """
    asked = _host_asked_for(evidence.site)
    if not asked or is_address(asked) or not evidence.pages:
        return None
    landed = _host_of(evidence.pages[0].reading.response.shown_at)
    return Landing(registrable_domain(asked) or asked, registrable_domain(landed) or landed)


def _host_asked_for(site: Site) -> str:
    match site.target:
        case WebAddress(url=url):
            return _host_of(url)
        case BareDomain(host=host):
            return _host_of(f"//{host}")
        case SavedPage() | SavedFolder():
            return ""
        case never:
            assert_never(never)


def _host_of(url: str) -> str:
    try:
        return (urlsplit(url).hostname or "").lower().rstrip(".")
    except ValueError:
        return ""
