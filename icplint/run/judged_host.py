"""The host by which a case is judged, and looked up in the register."""

from urllib.parse import urlsplit

from icplint.model.case import Case
from icplint.model.site import BareDomain, SavedFolder, SavedPage, WebAddress


def judged_host(case: Case) -> str:
    """The public host that the site stands for, else the one at which a visitor sees its page.

    Where no page came, it is the site's own as listed: a report tells what is filed for it all the same. Lower case,
    punycode, without a port and without the dot of the root, IPv6 in brackets; empty where nothing tells it.
    """
    site = case.site
    if site.stands_for is not None:
        return _host(site.stands_for)
    for reading in case.answers:
        return _host(reading.response.shown_at)
    match site.target:
        case WebAddress(url):
            return _host(url)
        case BareDomain(host):
            return _host(f"//{host}")
        case SavedPage(url=url) | SavedFolder(url=url):
            return _host(url or "")


def _host(url: str) -> str:
    try:
        host = (urlsplit(url).hostname or "").lower().rstrip(".")
    except ValueError:
        return ""
    return f"[{host}]" if ":" in host else host
