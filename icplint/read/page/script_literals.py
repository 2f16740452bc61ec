"""What scripts write, read as literals: nothing is run."""

import html
import re
from collections.abc import Iterator
from itertools import islice

from icplint.late import pattern

MAX_SCRIPT_CHARACTERS = 2_000_000
"""A longer script is a bundle; its beginning is read."""
_MOST_STRINGS = 150_000
"""Strings of one script that are read; a bundle of that length has some ten thousand."""
VARIABLE = "\ufffc"
"""Stands where a script puts in something that only running it would tell."""

_KEYS = ("备", "備", "ICP", "公网", "版权", "u5907", "u7248", "%u", "&#22791", "&#x5907", "Copyright", "©")
_QUOTE = pattern(r"[\"'`]")
_INSIDE = {
    '"': pattern(r"(?:[^\"\\\n]|\\.)*+", re.DOTALL),
    "'": pattern(r"(?:[^'\\\n]|\\.)*+", re.DOTALL),
    "`": pattern(r"(?:[^`\\]|\\.)*+", re.DOTALL),
}
"""What stands in a string, by its quote."""
_JOINED = pattern(r"\s*+(?:\+\s*+|\)\s*+;?\s*+(?:document\.)?write(?:ln)?\s*+\(\s*+(?:unescape\s*+\(\s*+)?)")
_GAP = 80
_ESCAPE = pattern(r"\\(?:u([0-9a-fA-F]{4})|u\{([0-9a-fA-F]{1,6})\}|x([0-9a-fA-F]{2})|(.))", re.DOTALL)
_PERCENT = pattern(r"%u([0-9a-fA-F]{4})|((?:%[0-9a-fA-F]{2})+)")
_TEMPLATE = pattern(r"\$\{[^{}]{0,200}\}")
_SIMPLE_ESCAPES = {"n": "\n", "t": " ", "r": "\n", "b": "", "f": "", "v": "", "0": "", "\n": ""}
_NUMBERISH = pattern(r"备|備|ICP|公网|版权|[Cc]opyright|©")


def may_write_a_footer(script: str) -> bool:
    """Whether a script holds any word that a footer is known by."""
    return any(key in script for key in _KEYS)


def literals(script: str) -> list[str]:
    """The texts of a script that hold a footer's words, unescaped; parts joined by `+` are one text.

    Where a variable is put in between, `VARIABLE` stands.
    """
    found: list[str] = []
    parts: list[str] = []
    end = 0
    source = script[:MAX_SCRIPT_CHARACTERS]
    for start, quote, inside, behind in islice(_strings(source), _MOST_STRINGS):
        gap = source[end:start] if parts else ""
        joint = _joint(gap) if parts else None
        if parts and joint is None:
            _keep(parts, found)
            parts = []
        elif joint:
            parts.append(joint)
        parts.append(_unescaped(inside, is_template=quote == "`"))
        end = behind
    _keep(parts, found)
    return found


def _strings(source: str) -> Iterator[tuple[int, str, str, int]]:
    """The strings of a script: where each begins, its quote, what stands in it, and where it ends.

    Takes a time in proportion to the script, whatever stands there: where a quote opens no string, for the line
    or the script ends first, no quote of its kind on that stretch does.
    """
    position = 0
    opens_from = dict.fromkeys(_INSIDE, 0)
    while (opening := _QUOTE.search(source, position)) is not None:
        position, quote = opening.end(), opening[0]
        if opening.start() < opens_from[quote]:
            continue
        inside = _INSIDE[quote].match(source, position)
        assert inside is not None  # noqa: S101 - nothing at all is a match, too
        if source.startswith(quote, inside.end()):
            position = inside.end() + 1
            yield opening.start(), quote, inside[0], position
        else:
            opens_from[quote] = inside.end()


def _joint(gap: str) -> str | None:
    """What stands between two strings that are written as one: nothing, or a variable. None: two texts."""
    if len(gap) > _GAP:
        return None
    if _JOINED.fullmatch(gap):
        return ""
    stripped = gap.strip()
    if stripped.startswith("+") and stripped.endswith("+") and ";" not in gap:
        return VARIABLE
    return None


def _keep(parts: list[str], found: list[str]) -> None:
    if not parts:
        return
    whole = "".join(parts)
    if _NUMBERISH.search(whole):
        found.append(whole)


def _unescaped(literal: str, *, is_template: bool) -> str:
    if is_template:
        literal = _TEMPLATE.sub(VARIABLE, literal)
    if "\\" in literal:
        literal = _ESCAPE.sub(_escape, literal)
        if "\\u" in literal:  # a JSON text inside a string
            literal = _ESCAPE.sub(_escape, literal)
    if "%" in literal:
        literal = _PERCENT.sub(_percent, literal)
    if "&" in literal and "<" not in literal:
        literal = html.unescape(literal)
    return literal


def _escape(found: re.Match[str]) -> str:
    code = found[1] or found[2] or found[3]
    if code:
        value = int(code, 16)
        return chr(value) if value <= 0x10FFFF and not 0xD800 <= value <= 0xDFFF else "\ufffd"
    return _SIMPLE_ESCAPES.get(found[4], found[4])


def _percent(found: re.Match[str]) -> str:
    if found[1]:
        value = int(found[1], 16)
        return chr(value) if not 0xD800 <= value <= 0xDFFF else "\ufffd"
    raw = bytes.fromhex(found[2].replace("%", ""))
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        return found[2]
