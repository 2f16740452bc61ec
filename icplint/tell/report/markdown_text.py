"""Text of strangers as Markdown shows it: no markup, link, mention or reference comes to life.

A backslash or an entity does not help against everything that hosts make of plain text: mentions, e-mail and web
addresses are found after both are undone. They leave code spans alone. So every stretch of signs that could become
anything stands in one, and plain words stay as they are.
"""

import re

from icplint.late import pattern
from icplint.tell.report.inert import inert, inert_line

_STRETCH = pattern(r"[!-~]+")
"""A stretch of visible ASCII; whatever Markdown and its hosts react to lies in one."""

_PLAIN = pattern(r"[\"'(]?(?:[A-Za-z0-9]+(?:-[A-Za-z0-9]+)*|[0-9]+(?:[.:][0-9]+)+)[\"')]?[,;:.!?%]?")
_PUNCTUATION = pattern(r"[,;:.!?)\"'%/-]")
_REFERENCE = pattern(r"\bgh-[0-9]|\bwww\.|[0-9a-f]{40}", re.IGNORECASE)
_TICKS = pattern("`+")


def words(text: str, at_most: int = 400) -> str:
    """The text on one line, for a table's cell or within a paragraph; plain words stay plain."""
    line = inert_line(text, at_most)
    return _STRETCH.sub(_word_or_code, line)


def code(text: str, at_most: int = 400) -> str:
    """The text on one line as a code span; an empty text is a dash."""
    line = inert_line(text, at_most)
    return _span(line) if line else "–"


def block(text: str, at_most: int = 2_000) -> str:
    """The text as a block of code, lines and all, behind a fence that it cannot close."""
    shown = inert(text[:at_most])
    fence = "`" * max(3, _longest_ticks(shown) + 1)
    return f"{fence}html\n{shown}\n{fence}"


def _word_or_code(found: re.Match[str]) -> str:
    """A stretch as it stands, where it is a word; else as code."""
    stretch, around = found[0], found.string
    before, behind = around[: found.start()][-1:], around[found.end() : found.end() + 1]
    # The site number behind 号 is a word, too; at the beginning of a word, a hyphen could be a list's.
    word = stretch.removeprefix("-") if before.strip() else stretch
    is_word = _PLAIN.fullmatch(word) or _PUNCTUATION.fullmatch(stretch)
    # What follows without a blank, such as a Chinese sign, could make an address of a word with its full stop.
    ends_well = not behind.strip() or stretch[-1].isalnum() or stretch[-1] in "%)\"'"
    if is_word and ends_well and not _REFERENCE.search(stretch):
        return stretch
    # A sentence's full stop is no part of the address before it, which readers copy.
    core = stretch.rstrip(",;:.!?") if not behind.strip() else stretch
    return _span(core) + stretch[len(core) :] if core else _span(stretch)


def _span(text: str) -> str:
    # A pipe would end a table's cell even here, and a backslash before it does not always help.
    text = text.replace("|", "｜")
    fence = "`" * (_longest_ticks(text) + 1)
    edge = " " if text.startswith("`") or text.endswith("`") else ""
    return f"{fence}{edge}{text}{edge}{fence}"


def _longest_ticks(text: str) -> int:
    return max((len(run) for run in _TICKS.findall(text)), default=0)
