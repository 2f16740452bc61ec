"""A value from a flag, a variable or a file -> the setting's type, or what may stand there."""

from collections.abc import Callable
from enum import StrEnum

from icplint.late import pattern
from icplint.model.finding import Severity
from icplint.model.text import Text, text
from icplint.model.window import Window, window_of

Read = Callable[[object], object]
"""Gives the value, or a `Text` that says what may stand there. Words come from flags and variables."""

NEVER = "never"
_PERCENT = pattern(r"([0-9]{1,3}(?:\.[0-9]{1,9})?)%")
_DURATION = pattern(r"([0-9]{1,9}(?:\.[0-9]{1,9})?)(?:s)?")
_CONTACT = pattern(r"https?://[!-'*-~]{3,300}|[!-'*-?A-~]{1,64}@[0-9A-Za-z.-]{3,200}")
"""No blanks and no brackets: it stands in brackets."""
_DAY_S = 86_400
_BETWEEN = pattern(r"[,，\s]+")
_TRUE = {"1", "true", "yes", "on"}
_FALSE = {"0", "false", "no", "off"}


def whole_number(low: int, high: int) -> Read:
    """Reads a whole number from low to high."""
    expected = text(en=f"a whole number from {low} to {high}", zh=f" {low} 至 {high} 的整数")

    def read(value: object) -> int | Text:
        if isinstance(value, str) and value.isascii() and value.isdigit() and len(value) <= len(str(high)):
            value = int(value)
        if isinstance(value, int) and not isinstance(value, bool) and low <= value <= high:
            return value
        return expected

    return read


def seconds(value: object) -> float | Text:
    """A time above 0 and up to a day: `20`, `0.5`, `20s`."""
    if isinstance(value, str) and (match := _DURATION.fullmatch(value.strip())):
        value = float(match.group(1))
    if isinstance(value, int | float) and not isinstance(value, bool) and 0 < value <= 86_400:
        return float(value)
    return text(en="a number of seconds above 0, such as 20", zh="大于 0 的秒数，如 20")


def pause(value: object) -> float | Text:
    """A time from 0 to a minute: `0`, `0.5`, `2s`."""
    if isinstance(value, str) and (match := _DURATION.fullmatch(value.strip())):
        value = float(match.group(1))
    if isinstance(value, int | float) and not isinstance(value, bool) and 0 <= value <= 60:
        return float(value)
    return text(en="a number of seconds from 0 to 60, such as 0.5", zh="0 至 60 的秒数，如 0.5")


def wait(value: object) -> float | Text:
    """A time from 0 to a day, in seconds: `0`, `90`, `90s`."""
    if isinstance(value, str) and (match := _DURATION.fullmatch(value.strip())):
        value = float(match.group(1))
    if isinstance(value, int | float) and not isinstance(value, bool) and 0 <= value <= _DAY_S:
        return float(value)
    return text(en="a number of seconds from 0 to 86400, such as 90", zh="0 至 86400 的秒数，如 90")


def window(value: object) -> Window | Text:
    """Hours of the day: `22:00-06:00`."""
    found = window_of(value) if isinstance(value, str) else None
    if found is None:
        return text(en="hours of the day, such as 22:00-06:00", zh="一天中的时段，如 22:00-06:00")
    return found


def contact(value: object) -> str | Text:
    """An address of the web or of mail that may stand in a header: `https://example.cn/bot`, `ops@example.cn`."""
    if isinstance(value, str) and _CONTACT.fullmatch(value.strip()):
        return value.strip()
    return text(
        en="an address of the web or of mail, such as https://example.cn/bot or ops@example.cn",
        zh="网址或邮箱，如 https://example.cn/bot 或 ops@example.cn",
    )


def share(value: object) -> float | Text:
    """A share from 0 to 1: `0.95` or `95%`."""
    if isinstance(value, str):
        if match := _PERCENT.fullmatch(value.strip()):
            value = float(match.group(1)) / 100
        elif _DURATION.fullmatch(value) and not value.endswith("s"):
            value = float(value)
    if isinstance(value, int | float) and not isinstance(value, bool) and 0 <= value <= 1:
        return float(value)
    return text(en="a share such as 95% or 0.95", zh="比例，如 95% 或 0.95")


def switch(value: object) -> bool | Text:
    """True or false."""
    word = value.strip().lower() if isinstance(value, str) else value
    if word is True or word in _TRUE:
        return True
    if word is False or word in _FALSE:
        return False
    return text(en="true or false", zh=" true 或 false")


def line(value: object) -> str | Text:
    """One line of printable text."""
    if isinstance(value, str) and value.strip() and value.isprintable() and len(value) <= 1000:
        return value.strip()
    return text(en="one line of text", zh="一行文字")


def header_line(value: object) -> str | Text:
    """One line that may be sent as an HTTP header."""
    if isinstance(value, str) and value.isascii() and not isinstance(line(value), Text):
        return value.strip()
    return text(en="one line of ASCII text", zh="一行 ASCII 文字")


def lines(value: object) -> tuple[str, ...] | Text:
    """Several lines: an array of a file, or what a flag was given."""
    return _several([value] if isinstance(value, str) else value)


def words(value: object) -> tuple[str, ...] | Text:
    """Several words: an array, or one text with commas between them."""
    parts = value if isinstance(value, list | tuple) else [value]
    cut = [
        word
        for part in parts
        for word in (_BETWEEN.split(part) if isinstance(part, str) else [part])
        if word != ""
    ]
    return _several(cut)


def _several(parts: object) -> tuple[str, ...] | Text:
    if isinstance(parts, list | tuple):
        read = [line(part) for part in parts]
        good = tuple(part for part in read if isinstance(part, str))
        if len(good) == len(read):
            return good
    return text(en="a list of texts", zh="由文字组成的列表")


def one_of(kind: type[StrEnum]) -> Read:
    """Reads a member of an enumeration by its value."""
    return lambda value: next((one for one in kind if one == value), _choice(*kind))


def severity_or_never(value: object) -> Severity | Text | None:
    """A severity; None for `never`."""
    if value == NEVER:
        return None
    return next((one for one in Severity if one == value), _choice(*Severity, NEVER))


def _choice(*names: str) -> Text:
    return text(en=f"one of {', '.join(names)}", zh=f" {'、'.join(names)} 之一")
