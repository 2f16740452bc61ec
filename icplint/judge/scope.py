"""What a site owes: where presence is out of scope, and where it is judged more mildly."""

from fnmatch import fnmatchcase
from urllib.parse import urlsplit

from icplint.facts.home_paths import HOME_PATHS, LANGUAGE_ROOTS
from icplint.late import dataclass
from icplint.model.filing import NOT_OFFERED, Filing, RegisterAnswer
from icplint.model.outcome import OutOfScope
from icplint.model.reading import Reading
from icplint.model.rule import RuleInfo, Where
from icplint.model.site import FilingStatus, Saved, Site

_OWES_NOTHING = frozenset(
    {
        FilingStatus.OVERSEAS,
        FilingStatus.INTRANET,
        FilingStatus.EXEMPT,
        FilingStatus.APP_ONLY,
        FilingStatus.REDIRECT_ONLY,
        FilingStatus.FIRST_FILING,
        FilingStatus.CANCELLED,
    }
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Scope:
    """What may be asked of a page."""

    presence: OutOfScope | None
    """Why presence rules do not speak here; None: they do."""
    presence_is_a_warning: bool = False
    """A host other than apex and www: an absent number is no error there."""
    presence_is_unsure: bool = False
    """Nothing says that the site is run from the mainland."""
    is_overlooking_tls: bool = False
    """The page was read in spite of its certificate: it may be somebody else's."""


def scope_of(
    site: Site,
    reading: Reading,
    url: str,
    *,
    host: str,
    domain: str | None,
    platform: bool,
    private: bool,
    home: tuple[str, ...],
    filing: RegisterAnswer = NOT_OFFERED,
) -> Scope:
    """The scope of one page.

    Args:
        site: As listed.
        reading: The page.
        url: The address that it is judged by.
        host: Its host, empty where it has none.
        domain: Its registrable domain, None for an IP address or an unknown name.
        platform: Whether the host lies under a platform whose names cannot be filed.
        private: Whether the page was fetched from a private address that a list names without a public one.
        home: Globs of further home pages.
        filing: What the register says of the host; where the list tells a status, the list's counts.
    """
    status = site.filing_status or (filing.status if isinstance(filing, Filing) else None)
    if status in _OWES_NOTHING:
        return Scope(presence=OutOfScope("filing_status"))
    if private:
        return Scope(presence=OutOfScope("private-address"))
    if platform:
        return Scope(presence=OutOfScope("platform"))
    # A template's piece lies in a file; what a server answers with, or what its owner says to stand for the
    # home page, is all that a visitor gets.
    stands_for_home = bool(url) and is_home(url, home)
    if reading.is_fragment and isinstance(site.target, Saved) and not stands_for_home:
        return Scope(presence=OutOfScope("fragment"))
    # Wherever a site's root sends its visitor, there is its home page.
    if not is_home(url, home) and not (reading.response.hops and is_home(reading.response.asked_at, home)):
        return Scope(presence=OutOfScope("not-home"))
    named = domain is not None and host not in (domain, f"www.{domain}")
    return Scope(
        presence=None,
        presence_is_a_warning=named,
        presence_is_unsure=site.filing_status is None
        and not isinstance(filing, Filing)
        and not _has_mainland_sign(site, reading, host),
        is_overlooking_tls=bool(reading.response.tls_troubles),
    )


def owes_presence(info: RuleInfo) -> bool:
    """Whether a rule asks for something to be there at all."""
    return info.where is Where.HOME


def is_home(url: str, globs: tuple[str, ...] = ()) -> bool:
    """Whether an address is a site's home page or a language's root."""
    if not url:
        return True
    path = urlsplit(url).path
    lowered = path.lower()
    if lowered in HOME_PATHS or any(fnmatchcase(path, glob) for glob in globs):
        return True
    steps = [step for step in lowered.split("/") if step]
    if steps and f"/{steps[-1]}" in HOME_PATHS:
        steps = steps[:-1]
    return len(steps) == 1 and steps[0] in LANGUAGE_ROOTS


def _has_mainland_sign(site: Site, reading: Reading, host: str) -> bool:
    return (
        host.endswith((".cn", ".xn--fiqs8s", ".xn--fiqz9s"))
        or not host
        or reading.has_chinese
        or bool(site.icp or site.psb or site.entity or site.province)
        or bool(reading.evidence.icp or reading.evidence.psb or reading.evidence.near_misses)
    )
