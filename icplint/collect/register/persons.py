"""Tells whether an entity's name may be a person's.

Where a row gives no nature, a name of the look of a person's is dropped: dropping an organisation's costs an
answer that reads "not measured", keeping an individual's would store a name that nobody needs.
"""

import re

_HAN = "[\u3400-\u9fff\U00020000-\U000323af]"
_PERSON = re.compile(rf"{_HAN}{{2,4}}|{_HAN}{{1,12}}(?:[·•・‧]{_HAN}{{1,12}}){{1,4}}")
_ORGANISATION = re.compile(
    r"[部局院社厅署司厂店所校委办协会站团队处馆]\Z|(?:大学|中学|小学|中心|银行|商行|集团|政府|联盟|基金|工坊)\Z"
)
"""How short names of organisations end. Characters that end given names too, such as 军 or 轩, are left out."""


def may_be_individual(entity: str) -> bool:
    """Whether a name without a nature beside it has to be taken for an individual's.

    So are two to four Han characters, or Han parts with middle dots between them, that end as no organisation's
    name does. Longer names and names with Latin letters are taken for organisations'.
    """
    return _PERSON.fullmatch(entity) is not None and _ORGANISATION.search(entity) is None
