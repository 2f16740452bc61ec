"""Works a thing out once for a page, however many rules ask for it."""

from collections.abc import Callable
from functools import wraps
from typing import TypeVar, cast

from icplint.model.rule import PageEvidence, RuleContext

T = TypeVar("T")


def once_for_a_page(work: Callable[[PageEvidence], T]) -> Callable[[PageEvidence], T]:
    """Keep what a function of a page alone returns."""

    @wraps(work)
    def known_or_worked_out(page: PageEvidence) -> T:
        memo = page.memo
        if work not in memo:
            memo[work] = work(page)
        return cast("T", memo[work])

    return known_or_worked_out


def once_for_a_site(
    work: Callable[[PageEvidence, RuleContext], T],
) -> Callable[[PageEvidence, RuleContext], T]:
    """Keep what a function of a page and of its site returns; it must not look at the rule's options."""

    @wraps(work)
    def known_or_worked_out(page: PageEvidence, context: RuleContext) -> T:
        kept = page.memo.get(work)
        if kept is not None:
            site, filing, domain, known = cast("tuple[object, object, object, T]", kept)
            if site is context.site and filing is context.filing and domain is context.domain:
                return known
        found = work(page, context)
        page.memo[work] = (context.site, context.filing, context.domain, found)
        return found

    return known_or_worked_out
