"""One cell of a register -> its value, or one sentence that says how to write it.

What repeats from row to row is read once and remembered; what does not has a short way for its usual writing.
"""

import re
from collections.abc import Callable
from datetime import date
from typing import Final, TypeVar

from icplint.collect.sites.columns import folded_header
from icplint.collect.sites.dates import read_date
from icplint.collect.sites.quoting import quoted
from icplint.collect.sites.statuses import filing_status
from icplint.model.site import FilingStatus
from icplint.model.text import Text, text

Value = TypeVar("Value")

BLANKS = frozenset(("", "-", "--", "—", "/", "无", "暂无", "空", "null", "NULL", "None", "none", "N/A", "n/a", "#N/A", "NaN", "nan"))  # fmt: skip
"""What exports write where there is nothing."""

INDIVIDUAL: Final = "个人"
_MOST_REMEMBERED = 20_000
"""Values of one column; then it is begun anew, so that no file fills the memory."""


class Refused(Exception):  # noqa: N818 - it says what the row is; it never leaves the room
    """A cell that cannot be read: the row is left out."""

    def __init__(self, reason: Text) -> None:
        super().__init__(reason.en)
        self.reason = reason


class Remembered(dict[str, Value | None]):
    """A column's values by what is written; None where nothing is."""

    def __init__(self, read: Callable[[str], Value | Text | None]) -> None:
        super().__init__()
        self._read = read

    def __missing__(self, written: str) -> Value | None:
        cell = written.strip()
        value: Value | None = None
        if cell not in BLANKS:
            found = self._read(cell)
            if isinstance(found, Text):
                raise Refused(found)
            value = found
        if len(self) >= _MOST_REMEMBERED:
            self.clear()
        self[written] = value
        return value


_usual_time = re.compile(r"[ T][0-9]{2}:[0-9]{2}:[0-9]{2}").fullmatch


class Dates:
    """The dates of one column."""

    def __init__(self, column: str) -> None:
        self._column = column
        self._days: Remembered[date] = Remembered(self._read)

    def read(self, written: str) -> date | None:
        """The day; None where nothing is written.

        Raises:
            Refused: It is no date.
        """
        # The time of day hardly ever repeats, the day does.
        if len(written) == 19 and _usual_time(written, 10):
            written = written[:10]
        return self._days[written]

    def _read(self, cell: str) -> date | Text | None:
        # Databases write a missing date as zeros.
        return None if cell.startswith("0000-00-00") else read_date(self._column, cell)


_NATURES: dict[str, tuple[str, ...]] = {
    "企业": ("enterprise", "company", "企业单位", "公司"),
    INDIVIDUAL: ("individual", "person", "personal", "自然人", "个人网站", "个人用户"),
    "事业单位": ("public institution", "institution"),
    "政府机关": ("government", "党政机关", "国家机关"),
    "社会团体": ("social organization", "social organisation", "association"),
}
"""As the ministry's register writes them, and what else means the same."""
_NATURE_BY_NAME = {
    folded_header(name): nature for nature, names in _NATURES.items() for name in (nature, *names)
}
_LONGEST_NATURE = 40


def read_nature(written: str) -> str | Text:
    """主办单位性质 as the register writes it; words that are not known stay as they are."""
    if len(written) > _LONGEST_NATURE:
        return text(
            en=f"nature {quoted(written)} is too long; write 企业, 个人, 事业单位, 政府机关, 社会团体 or leave it blank",
            zh=f"主办单位性质 {quoted(written)} 过长；请填写企业、个人、事业单位、政府机关、社会团体，或留空",
        )
    return _NATURE_BY_NAME.get(folded_header(written), written)


_MORE_STATUSES = {
    folded_header(name): status
    for status, names in {
        FilingStatus.FILED: ("审核通过", "备案通过", "已通过", "有效", "已备案成功"),
        FilingStatus.CANCELLED: ("注销", "已注销备案", "备案注销", "注销备案"),
    }.items()
    for name in names
}
"""What consoles and registers write beside the words of lists."""


def read_status(written: str) -> FilingStatus | Text:
    """状态; one sentence that lists what may stand there for other words."""
    return _MORE_STATUSES.get(folded_header(written)) or filing_status(written)


_YES = frozenset(("是", "true", "yes", "y", "1", "受限", "限制", "已限制", "限制接入"))
_NO = frozenset(("否", "false", "no", "n", "0", "不受限", "不限制", "未限制", "不限制接入"))


def read_yes_no(written: str) -> bool | Text:
    """是否限制接入."""
    folded = written.casefold()
    if folded in _YES:
        return True
    if folded in _NO:
        return False
    return text(
        en=f"access_restricted {quoted(written)} is neither yes nor no; write 是 or 否",
        zh=f"是否限制接入 {quoted(written)} 无法识别，请填写“是”或“否”",
    )


_APPS = frozenset(
    (
        "6",
        "7",
        "8",
        "app",
        "小程序",
        "快应用",
        "mini-program",
        "miniprogram",
        "mapp",
        "kapp",
        "移动互联网应用程序",
    )
)


def read_is_app(written: str) -> bool | Text:
    """Whether a service type means an App, a mini-program or a quick app; other words say nothing about it."""
    return written.casefold() in _APPS
