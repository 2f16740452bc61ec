"""What a site may cost in requests, before anything is sent."""

from icplint.late import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """The requests that one site may cause."""

    addresses: tuple[str, ...] = ()
    """Of the home page, in the order of trying: the first that answers ends it. Empty: nothing is sent."""
    steps: tuple[tuple[str, int], ...] = ()
    """What may be asked for, by kind, and how often at most: `home`, `leads`, `materials`, `robots`, `sitemaps`,
    `pages`."""
    usual: int = 0
    """Requests where the first address answers with the page itself, and as many pages are read as may be."""
    most: int = 0
    """Requests at most, where every one of them is redirected and tried again as often as may be."""

    @property
    def asks(self) -> int:
        """Requests at most, redirects and retries not counted."""
        return sum(count for _, count in self.steps)
