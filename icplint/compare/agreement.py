"""Which parts of two names agree, in words."""

from icplint.compare.name_parts import NamePart
from icplint.compare.owner_names import OwnerComparison
from icplint.model.text import Text
from icplint.words import name_parts as words

_NOTHING = Text(en="", zh="")
_TELLING = (NamePart.PLACE, NamePart.TRADE)
"""Parts whose agreement says something where the trade names differ; 有限公司 stands in all names."""


def agreement_in_words(comparison: OwnerComparison) -> Text:
    """The end of a sentence that names owner and entity: which parts agree; empty where that would say nothing."""
    agree = comparison.agree
    if NamePart.STEM in agree:
        return words.STEM_AGREES.fill(
            stem=comparison.filed_stem, differ=words.several(tuple(comparison.differ))
        )
    told = tuple(part for part in agree if part in _TELLING)
    if told and comparison.shown_stem and comparison.filed_stem:
        return words.STEMS_DIFFER.fill(
            shown=comparison.shown_stem, filed=comparison.filed_stem, agree=words.several(told)
        )
    return _NOTHING
