"""Reads runs of digits as a person does: blanks may cut them, but a blank may also end them."""

from collections.abc import Container

from icplint.late import dataclass, pattern
from icplint.numbers.folding import Folded

_DIGITS = pattern(r"[0-9]+")
_SUFFIX = pattern(r"--?([0-9]{1,16})")
_RANGE_GOES_ON = pattern(r"[-~至][0-9]|年")
_YEAR_LENGTH = 4
_LONGEST_SUFFIX = 5
SERVICE_LETTERS = frozenset("AXK")
"""App, mini-program, quick app."""

_SHORTEST_RUN = 6


@dataclass(frozen=True, slots=True)
class Suffix:
    """The service sequence behind a number, such as -1 or -2X."""

    count: str
    """Its digits as written."""
    letter: str
    """`A`, `X`, `K` or nothing."""
    end: int


def read_digits(folded: Folded, start: int, right: Container[int]) -> int:
    """Where the digits that begin at `start` end; `start` itself where none stand there.

    Args:
        folded: The text.
        start: Position of the first digit.
        right: The lengths that a number may have; a run with a blank inside is cut where that makes one.
    """
    run = _DIGITS.match(folded.text, start)
    if run is None:
        return start
    end = run.end()
    breaks = folded.breaks(start, end)
    if not breaks:
        return end
    if end - start in right and folded.text.startswith(("号", "-"), end):
        return end
    for place in breaks:
        if place - start in right:
            return place
    if end - start in right:
        return end
    return breaks[0] if breaks[0] - start >= _SHORTEST_RUN else end


def read_suffix(folded: Folded, start: int) -> Suffix | None:
    """The suffix that begins with the hyphen at `start`; None for what is no suffix, such as years."""
    text = folded.text
    opening = _SUFFIX.match(text, start)
    if opening is None:
        return None
    first, end = opening.span(1)
    if breaks := folded.breaks(first, end):  # `-2 1990`: what stands behind the blank is another thing
        end = breaks[0]
    count = text[first:end]
    if len(count) > _LONGEST_SUFFIX:
        return None
    is_loose = folded.is_apart(start) or folded.is_apart(first)
    looks_like_year = len(count) == _YEAR_LENGTH and count[:2] in {"19", "20"}
    if looks_like_year and (is_loose or _RANGE_GOES_ON.match(text, end)):
        return None
    letter = _read_letter(folded, end)
    return Suffix(count, letter, end + len(letter))


def _read_letter(folded: Folded, start: int) -> str:
    """The letter of a service at `start`, in upper case; nothing where a word begins there."""
    letter = folded.text[start : start + 1].upper()
    if letter not in SERVICE_LETTERS or folded.is_apart(start):
        return ""
    following = folded.text[start + 1 : start + 2]
    begins_word = following.isascii() and following.isalpha() and not folded.is_apart(start + 1)
    return "" if begins_word else letter


def is_run(digits: str) -> bool:
    """Whether digits are a keyboard's run: 12345678, 87654321, or one digit over and over."""
    if len(digits) < _SHORTEST_RUN:
        return False
    return digits in "1234567890123456789" or digits in "9876543210987654321" or len(set(digits)) == 1
