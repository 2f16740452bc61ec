"""Where a site's home page is looked for."""

from typing import assert_never

from icplint.facts.domains import registrable_domain
from icplint.model.ask import Ask
from icplint.model.site import BareDomain, SavedFolder, SavedPage, Site, WebAddress


def home_ask(site: Site) -> Ask | None:
    """The ask for a site's home page; None for saved pages, which make no request."""
    match site.target:
        case WebAddress(url):
            return Ask(candidates=(url,), private_host=_host_and_port(url) if site.typed else None)
        case BareDomain(host, path):
            return Ask(candidates=_tries(host, path), private_host=host if site.typed else None)
        case SavedPage() | SavedFolder():
            return None
        case never:
            assert_never(never)


def _tries(host: str, path: str) -> tuple[str, ...]:
    """Encrypted first, and the name itself before its `www`, where `www` is likely to exist."""
    has_www = registrable_domain(host) == host and not host.startswith("www.")
    names = (host, f"www.{host}") if has_www else (host,)
    return tuple(f"{scheme}://{name}{path}" for name in names for scheme in ("https", "http"))


def _host_and_port(url: str) -> str:
    return url.partition("://")[2].partition("/")[0].partition("?")[0]
