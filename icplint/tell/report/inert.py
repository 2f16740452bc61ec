"""Makes text from outside harmless to look at. Every word that a report shows passes through here."""

import re

from icplint.late import pattern

_SPANS = (
    "\x00-\x08\x0b-\x1f",  # steer a terminal; the escape character among them
    "\x7f-\x9f",
    "\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069",  # turn the direction of what follows
    "\u2028\u2029",  # end a line for some readers and not for others
    "\ufff9-\ufffb",
    "\U000e0000-\U000e007f",  # letters that nobody sees
    "\ud800-\udfff",  # halves of characters: no encoding can write them
)
_HARMFUL = pattern(f"[{''.join(_SPANS)}]")
_ANY_HARMFUL = _HARMFUL.search
_BLANKS = pattern(r"\s+")


def inert(text: str) -> str:
    """The text with each invisible or steering character told by its number: `⟨U+202E⟩`.

    Line ends and tabs stay, a carriage return before a line end goes. What nobody sees is named rather than
    dropped, as a reader must see that it stands there.
    """
    text = text.replace("\r\n", "\n")
    return _HARMFUL.sub(_named, text) if _ANY_HARMFUL(text) else text


def inert_line(text: str, at_most: int = 2_000) -> str:
    """The same on a single line, and not longer than what a person reads."""
    line = inert(_BLANKS.sub(" ", text[: at_most * 2])).strip()
    return line if len(line) <= at_most else line[: at_most - 1] + "…"


def web_address(text: str | None) -> str | None:
    """The text where it is a web address that may become a link; None for anything else."""
    if text is None or not text.lower().startswith(("http://", "https://")) or _ANY_HARMFUL(text):
        return None
    return text


def _named(found: re.Match[str]) -> str:
    return f"⟨U+{ord(found[0]):04X}⟩"
