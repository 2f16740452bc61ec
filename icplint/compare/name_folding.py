"""What two writings of one name may differ in."""

import unicodedata

from icplint.facts.company_names import simplified
from icplint.late import pattern

LONGEST_NAME = 200
"""Of longer ones only the beginning is compared."""

_DROPPED = pattern(
    r"[\s\u00ad\u200b-\u200f\u2060\ufe00-\ufe0f\ufeff·•・‧∙●⋅\u30fb\uff65\u2027\"'“”‘’「」『』《》]+"
)
_BRACKETS = str.maketrans("〔〕【】[]〈〉<>{}", "()()()()()()")
_EDGE = ".,;:!。，；：、!-–—_|©®"


def fold_name(name: str) -> str:
    """A name without width, blanks, middle dots, quotation marks, kinds of bracket, Latin case and old characters.

    Nothing that tells two entities apart is folded: the legal form stays (有限公司 is not 有限责任公司), and a
    traditional character is read as the simplified one only where no registered name could hold it.
    """
    folded = unicodedata.normalize("NFKC", name[:LONGEST_NAME]).casefold()
    folded = unicodedata.normalize("NFKC", folded).translate(_BRACKETS)
    folded = _DROPPED.sub("", folded).translate(simplified())
    return unicodedata.normalize("NFC", folded).strip(_EDGE)
