"""A date as lists write it -> `date`."""

from datetime import date

from icplint.collect.sites.quoting import quoted
from icplint.late import pattern
from icplint.model.text import Text, text

_FORMS = (
    pattern(r"([0-9]{4})-([0-9]{1,2})-([0-9]{1,2})"),
    pattern(r"([0-9]{4})/([0-9]{1,2})/([0-9]{1,2})"),
    pattern(r"([0-9]{4})\.([0-9]{1,2})\.([0-9]{1,2})"),
    pattern(r"([0-9]{4})年([0-9]{1,2})月([0-9]{1,2})日"),
    pattern(r"([0-9]{4})([0-9]{2})([0-9]{2})"),
)
_TIME = pattern(r"[T ]+[0-9]{1,2}:[0-9]{2}(?::[0-9]{2}(?:\.[0-9]+)?)?(?:Z|[+\-][0-9]{2}:?[0-9]{2})?\Z")


def read_date(column: str, written: str) -> date | Text:
    """The date, a time of day behind it left out; or one sentence that says how to write it."""
    day = _TIME.sub("", written)
    for form in _FORMS:
        if match := form.fullmatch(day):
            year, month, number = map(int, match.groups())
            try:
                return date(year, month, number)
            except ValueError:
                break
    return text(
        en=f"{column}: {quoted(written)} is no date; write it as 2024-05-06",
        zh=f"{column}：{quoted(written)} 不是有效日期，请写作 2024-05-06",
    )
