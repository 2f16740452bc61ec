"""Refuses regular expressions that a hostile page could make slow."""

import re
import warnings

from icplint.late import pattern
from icplint.model.text import Text, text

_LONGEST = 300
_UNBOUNDED = 500
"""How often `*` and `+` may repeat: no line is longer (see `icplint.judge.require`)."""
_MOST_WAYS = 2_000
"""In how many ways a pattern may divide a line among its repetitions; matching takes no more steps than this
at each place of the line."""

_COUNT = pattern(r"\{(\d*)(,?)(\d*)\}")
_CLASS = pattern(r"\[\^?\]?(?:\\.|[^\]\\])*\]")


def refused_pattern(pattern: str) -> Text | None:
    """What a pattern must be; None: it is fit to be used.

    NOTE: `re` tries every way to divide a text among the repetitions of a pattern: `(a+)+$` takes longer than
    a life on forty letters, and the page that it reads is a stranger's. So repeated groups, references and
    look-arounds are refused, and the repetitions of one pattern may multiply to a small number only.
    """
    if len(pattern) > _LONGEST:
        return text(en=f"at most {_LONGEST} characters", zh=f"不超过 {_LONGEST} 个字符")
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error")
            re.compile(pattern)
    except (re.error, OverflowError, RecursionError, Warning) as wrong:
        return text(en=f"a regular expression ({wrong})", zh=f"正则表达式（{wrong}）")
    ways = _ways(pattern)
    if ways is None:
        return text(
            en="a regular expression without repeated groups, references and look-arounds",
            zh="不含重复分组、反向引用与环视的正则表达式",
        )
    if ways > _MOST_WAYS:
        return text(
            en="a regular expression with fewer repetitions: one `*` or `+` beside a few `?` (or use `text`)",
            zh="重复较少的正则表达式：一个 `*` 或 `+`，另加少量 `?`（或改用 text）",
        )
    return None


def _ways(pattern: str) -> int | None:
    """In how many ways a text can be divided among the repetitions; None: it cannot be told."""
    ways = 1
    alternatives = [1]
    """Of the pattern and of each group that is open."""
    place = 0
    repeatable = False
    """Whether a single character stands before `place`."""
    while place < len(pattern):
        sign = pattern[place]
        if sign == "\\":
            if pattern[place + 1].isdigit():
                return None
            place, repeatable = place + 2, True
        elif sign == "[":
            found = _CLASS.match(pattern, place)
            if found is None:
                return None
            place, repeatable = found.end(), True
        elif sign == "(":
            if pattern.startswith("(?", place) and not pattern.startswith("(?:", place):
                return None
            alternatives.append(1)
            place, repeatable = place + (3 if pattern.startswith("(?:", place) else 1), False
        elif sign in "*+?" or (sign == "{" and _COUNT.match(pattern, place)):
            times, end = _repetition(pattern, place)
            if not repeatable and sign != "?":
                return None
            ways *= times
            place, repeatable = end, False
        elif sign == "|":
            alternatives[-1] += 1
            place, repeatable = place + 1, False
        elif sign == ")":
            ways *= alternatives.pop()
            place, repeatable = place + 1, False
        else:
            place, repeatable = place + 1, True
    return ways * alternatives[0]


def _repetition(pattern: str, place: int) -> tuple[int, int]:
    """In how many ways the repetition at a place can end, and where it ends in the pattern."""
    if pattern[place] == "?":
        times, end = 2, place + 1
    elif pattern[place] in "*+":
        times, end = _UNBOUNDED, place + 1
    else:
        count = _COUNT.match(pattern, place)
        assert count is not None  # noqa: S101 - the caller matched it
        low = int(count[1] or 0)
        high = (int(count[3]) if count[3] else _UNBOUNDED) if count[2] else low
        times, end = min(max(high - low + 1, 1), _UNBOUNDED), count.end()
    return times, end + pattern.startswith(("?", "+"), end)
