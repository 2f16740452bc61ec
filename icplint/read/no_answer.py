"""Recognises pages that are no answer of the site: challenges, names for sale, block pages."""

from icplint.facts.refusals import Refusal, refusal_in
from icplint.model.reading import Evidence

_SHORT_TEXT = 1_500
"""Characters that a reader sees: a page with more is a page of its own."""
_SHORT_SOURCE = 60_000


def refusal_of(html: str, shown_characters: int, evidence: Evidence) -> Refusal | None:
    """Whose page this is instead of the site's; None: the site's own.

    A page that shows a filing number of its own is the site's, whatever words it uses.

    Args:
        html: The page's source.
        shown_characters: Length of its text.
        evidence: What was found on it.
    """
    if shown_characters > _SHORT_TEXT or len(html) > _SHORT_SOURCE or evidence.icp or evidence.psb:
        return None
    return refusal_in(html)
