"""The seam between a run and what was filed."""

from typing import Protocol

from icplint.model.filing import RegisterAnswer


class Register(Protocol):
    """Tells what was filed for a host. Never raises for a host: who cannot tell says `Unknown`."""

    async def look_up(self, host: str) -> RegisterAnswer:
        """The filing that answers for a host, by the longest match.

        Args:
            host: Lower case, punycode, without a port; the one that is judged.
        """
