"""Tells whether an entity's name may be a person's.

Where a row gives no nature, a name of the look of a person's is dropped: dropping an organisation's costs an
answer that reads "not measured", keeping an individual's would store a name that nobody needs.
"""

from unicodedata import normalize

from icplint.late import pattern

_HAN = "[\u3400-\u9fff\U00020000-\U000323af]"
_PERSON = pattern(rf"{_HAN}{{2,4}}|{_HAN}{{1,12}}(?:[·•・‧∙⋅.]{_HAN}{{1,12}}){{1,4}}")
_ORGANISATION = pattern(
    r"[部局院社厅署司厂店所校委办协会站团队处馆]\Z|(?:大学|中学|小学|中心|银行|商行|集团|政府|联盟|基金|工坊)\Z"
)
"""How short names of organisations end. Characters that end given names too, such as 军 or 轩, are left out."""


_ODD = pattern(r"[\W\d_]")
"""Nothing of it stands in a name of Han characters alone; where something does, the name is looked at again without it."""
_SAID_TO_BE = pattern(r"\(个人\)|\A个人[:(]")
_DIGITS = pattern(r"[0-9]{11,17}[0-9Xx]?")
"""A telephone number, or that of an identity card."""
_SEVERAL = pattern(r"[、,;/|&+]")


def may_be_individual(entity: str) -> bool:
    """Whether a name without a nature beside it has to be taken for an individual's.

    So are two to four Han characters, or Han parts with middle dots between them, that end as no organisation's
    name does; also with blanks inside, as tables pad them, with a number of a person behind, or several side by side.
    Longer names and names with Latin letters are taken for organisations'.
    """
    if _ODD.search(entity) is None:
        return _looks_so(entity)
    folded = "".join(normalize("NFKC", entity).split())
    if _SAID_TO_BE.search(folded):
        return True
    return all(map(_looks_so, _SEVERAL.split(_DIGITS.sub("", folded))))


def _looks_so(name: str) -> bool:
    return _PERSON.fullmatch(name) is not None and _ORGANISATION.search(name) is None
