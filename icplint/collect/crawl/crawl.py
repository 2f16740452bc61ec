"""Which pages of a site are asked for, and when it is enough."""

from icplint.collect.crawl.home import home_ask
from icplint.model.ask import Ask
from icplint.model.case import Case


class Crawl:
    """Decides, after each round of answers, what to ask for next."""

    def asks(self, case: Case) -> tuple[Ask, ...]:
        """The pages wanted now: the home page first, none when nothing more is wanted."""
        if case.readings or case.failures:
            return ()
        home = home_ask(case.site)
        return () if home is None else (home,)
