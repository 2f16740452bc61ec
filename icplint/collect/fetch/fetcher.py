"""The seam between asking for a page and the way it is fetched."""

from typing import Protocol

from icplint.model.answer import Answer, FetchFailure
from icplint.model.ask import Ask


class Fetcher(Protocol):
    """Fetches pages."""

    async def fetch(self, ask: Ask) -> Answer | FetchFailure:
        """The first page that one of the candidates gives, or the most telling failure.

        Every try is recorded. Nothing that a site does raises.
        """
