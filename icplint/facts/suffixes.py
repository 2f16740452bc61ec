"""The ICANN section of the public suffix list, laid out for many questions.

publicsuffixlist, which brings the list, answers the same in five times the time: each look-up in a register and
each page asks.
"""

from functools import cache
from pathlib import Path

from publicsuffixlist import PSLFILE

_BEGIN = "// ===BEGIN ICANN DOMAINS==="
_END = "// ===END ICANN DOMAINS==="


class Suffixes:
    """Rules of the list by their names. All names are in lower case and punycode."""

    def __init__(self, lines: list[str]) -> None:
        self._exact: set[str] = set()
        self._one_more: set[str] = set()
        """Names below which each label makes a suffix: `ck` of `*.ck`."""
        self._exceptions: set[str] = set()
        for line in lines[lines.index(_BEGIN) : lines.index(_END)]:
            rule = line.partition(" ")[0].lower()
            if not rule or rule.startswith("//"):
                continue
            name = rule.removeprefix("!").removeprefix("*.")
            if not name.isascii():
                name = name.encode("idna").decode("ascii")
            kind = self._exceptions if rule[0] == "!" else self._one_more if rule[0] == "*" else self._exact
            kind.add(name)

    def registrable(self, name: str) -> str | None:
        """The suffix of a name and one label more; None where it has no more, or an empty one.

        The rule with most labels counts; under a top-level name without rules, that name is the suffix.
        """
        if name.startswith(".") or ".." in name:
            return None
        here, before, second = (
            name,
            None,
            None,
        )  # where one looks, and the same with one and with two labels more
        while True:
            if here in self._exceptions:
                return here
            if here in self._one_more:
                return second
            if here in self._exact:
                return before
            below = here.partition(".")[2]
            if not below:
                return before
            second, before, here = before, here, below

    def knows(self, top: str) -> bool:
        """Whether a top-level name is one of the public ones, as `cn` is and `lan` is not."""
        return top in self._exact or top in self._one_more


@cache
def suffixes() -> Suffixes:
    """The list that is installed."""
    return Suffixes(Path(PSLFILE).read_text(encoding="utf-8").splitlines())
