"""The seam between fetching and what is owed to those who are asked: their pace, and their robots.txt."""

from collections.abc import Awaitable, Callable
from typing import Protocol

import httpx

from icplint.model.answer import Answer, FetchFailure
from icplint.model.ask import Ask

Fetch = Callable[[Ask], Awaitable[Answer | FetchFailure]]


MOST_PATIENCE_S = 60.0
"""A server that asks to be left alone for longer is not asked again."""


class LeftAloneError(Exception):
    """A host asked to be left alone for longer than anybody waits; nothing was sent."""

    def __init__(self, status: int, left_s: float) -> None:
        super().__init__(f"answered {status}, and is to be left alone for {left_s:.0f} s")
        self.status = status


class AddressBusyError(Exception):
    """So many requests to this address are under way already; nothing was connected to."""

    def __init__(self, address: str) -> None:
        super().__init__(address)
        self.address = address


class Courtesy(Protocol):
    """What is owed to hosts and addresses. Each hop of each visit asks."""

    async def refusal(self, url: httpx.URL, ask: Ask, fetch: Fetch) -> str | None:
        """Why an address is not asked for; None: nothing against it. May fetch a robots.txt first."""

    def enter_host(self, host: str) -> bool:
        """Whether a request to `host:port` may start now; True takes the turn."""

    async def wait_for_host(self, host: str) -> None:
        """Take a turn when it comes.

        Raises:
            LeftAloneError: It will not come soon enough.
        """

    def leave_host(self, host: str) -> None:
        """Give a turn back."""

    def enter_address(self, address: str) -> bool:
        """Whether a connection to an IP address may be opened now; True takes the turn."""

    async def wait_for_address(self, address: str) -> None:
        """Take a turn when it comes."""

    def leave_address(self, address: str) -> None:
        """Give a turn back."""

    def hear(self, host: str, status: int, retry_after: str | None) -> None:
        """Take note of how a host answered: too many requests slow the pace, good answers quicken it again."""

    def wait_left(self, host: str) -> float:
        """Seconds for which a host asked to be left alone."""


class NoCourtesy:
    """Nothing is owed: for tests, and for servers of our own."""

    async def refusal(self, url: httpx.URL, ask: Ask, fetch: Fetch) -> str | None:  # noqa: ARG002 - the seam's shape
        """Nothing against any address."""
        return None

    def enter_host(self, host: str) -> bool:  # noqa: ARG002 - the seam's shape
        """At once."""
        return True

    async def wait_for_host(self, host: str) -> None:
        """At once."""

    def leave_host(self, host: str) -> None:
        """Nothing was taken."""

    def enter_address(self, address: str) -> bool:  # noqa: ARG002 - the seam's shape
        """At once."""
        return True

    async def wait_for_address(self, address: str) -> None:
        """At once."""

    def leave_address(self, address: str) -> None:
        """Nothing was taken."""

    def hear(self, host: str, status: int, retry_after: str | None) -> None:
        """Nothing is learned."""

    def wait_left(self, host: str) -> float:  # noqa: ARG002 - the seam's shape
        """None."""
        return 0.0
