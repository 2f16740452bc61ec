"""What is asked of every value of a row, whatever its column."""

from collections.abc import Iterator

from icplint.collect.sites.charset import REPLACEMENT
from icplint.collect.sites.quoting import quoted
from icplint.collect.sites.row import Row
from icplint.late import pattern
from icplint.model.text import Text, text

MAX_VALUE = 10_000
"""Characters in one field."""

_BETWEEN_TAGS = pattern(r"[,;，；、|]")


def unfit_value(row: Row) -> Text | None:
    """Why a value cannot be used, whatever it says; None: all can."""
    for name, value in _all_values(row):
        if len(value) > MAX_VALUE:
            return text(
                en=f"{name} holds {len(value)} characters; at most {MAX_VALUE} are read",
                zh=f"{name} 列长达 {len(value)} 个字符，最多读取 {MAX_VALUE} 个",
            )
        if REPLACEMENT in value:
            return text(
                en=f"{name} holds bytes that cannot be decoded; save the list as UTF-8",
                zh=f"{name} 列含无法解码的字节，请将清单另存为 UTF-8 编码",
            )
        # Ends of lines stand in quoted fields by right; half a character comes from JSON's \ud800.
        if not value.isprintable() and any(_unfit(sign) for sign in value):
            return text(
                en=f"{name} holds a control character; write the value anew",
                zh=f"{name} 列含控制字符，请重新输入",
            )

    return None


def _all_values(row: Row) -> Iterator[tuple[str, str]]:
    yield from row.known.items()
    for name, value in row.columns.items():
        yield quoted(name), name
        yield quoted(name), value


def _unfit(sign: str) -> bool:
    return (sign < " " and sign not in "\t\r\n") or "\x7f" <= sign < "\xa0" or "\ud800" <= sign <= "\udfff"


def tags_of(written: str) -> tuple[str, ...]:
    """Tags in their order, split at commas, semicolons, 、 and bars; none twice."""
    return tuple(dict.fromkeys(tag for part in _BETWEEN_TAGS.split(written) if (tag := part.strip())))
