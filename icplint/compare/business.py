"""Whether a site's owner declares the trade that a rule is about."""

from collections.abc import Iterable

from icplint.model.rule import RuleContext


def declares_business(context: RuleContext) -> bool:
    """Whether a tag of the site is among the rule's `tags`, or `every_site` says that all sites run this trade."""
    if context.options.get("every_site") is True:
        return True
    if not context.site.tags:
        return False
    named = context.options.get("tags", ())
    words = [named] if isinstance(named, str) else named if isinstance(named, Iterable) else ()
    wanted = {_folded(word) for word in words if isinstance(word, str)}
    return any(_folded(tag) in wanted for tag in context.site.tags)


def _folded(word: str) -> str:
    return word.strip().casefold().replace("_", "-").replace(" ", "-")
