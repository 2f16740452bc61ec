"""The parts of an organisation's name, and how two names agree, told to people."""

from collections.abc import Mapping

from icplint.model.text import Text, text

PARTS: Mapping[str, Text] = {
    "place": text(en="the place", zh="行政区划"),
    "stem": text(en="the trade name", zh="字号"),
    "trade": text(en="the line of business", zh="行业"),
    "form": text(en="the legal form", zh="组织形式"),
    "order": text(en="the order", zh="排列"),
}
"""By the value of the part."""

STEM_AGREES = text(
    en="; the trade name “{stem}” agrees, these differ: {differ}", zh="，字号“{stem}”一致，{differ}不同"
)
STEMS_DIFFER = text(
    en="; the trade names “{shown}” and “{filed}” differ, these agree: {agree}",
    zh="，字号不同（“{shown}”与“{filed}”），{agree}一致",
)


def several(parts: tuple[str, ...]) -> Text:
    """Some parts in a row."""
    named = [PARTS[part] for part in parts]
    return Text(en=", ".join(one.en for one in named), zh="、".join(one.zh for one in named))
