"""A register without files and services."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date

import trio

from icplint.facts.domains import registrable_domain
from icplint.model.filing import Filing, RegisterAnswer, Unknown


@dataclass
class FakeRegister:
    """Gives the filings it holds, by domain; of all other names it knows nothing."""

    filings: Mapping[str, Filing] = field(default_factory=dict)
    source: str = "fake"
    as_of: date = date(2026, 11, 25)
    asked: list[str] = field(default_factory=list)

    async def look_up(self, host: str) -> RegisterAnswer:
        await trio.lowlevel.checkpoint()
        self.asked.append(host)
        own = host.removeprefix("www.")
        domain = registrable_domain(host)
        while domain and own.endswith(domain):
            if filing := self.filings.get(own):
                return replace(
                    filing,
                    domain=own,
                    of_parent=own != host.removeprefix("www."),
                    source=self.source,
                    as_of=self.as_of,
                )
            if host.endswith(".gov.cn"):
                return Unknown("needs-register", self.source, self.as_of)
            own = own.partition(".")[2]
        return Unknown("not-in-file", self.source, self.as_of)
