"""One JSON value as bytes that no terminal and no parser stumbles over."""

import json
import re
from collections.abc import Mapping

from icplint.late import pattern

_INVISIBLE = pattern(
    "[\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff\U000e0001-\U000e007f\ud800-\udfff]"
)


def json_bytes(value: object) -> bytes:
    """UTF-8 on one line, Chinese as it stands.

    Text of strangers may hold controls that turn a terminal's line around or steer it: they are written as
    escapes, which every parser undoes. Lone surrogates, which no UTF-8 can hold, become U+FFFD.
    """
    written = json.dumps(value, ensure_ascii=False, allow_nan=False, separators=(",", ":"))
    return _INVISIBLE.sub(_escape, written).encode()


def members(value: Mapping[str, object]) -> bytes:
    """The members of an object, without its braces."""
    return json_bytes(value)[1:-1]


def _escape(found: re.Match[str]) -> str:
    point = ord(found[0])
    if 0xD800 <= point <= 0xDFFF:
        return "\ufffd"
    if point > 0xFFFF:
        point -= 0x10000
        return f"\\u{0xD800 + (point >> 10):04x}\\u{0xDC00 + (point & 0x3FF):04x}"
    return f"\\u{point:04x}"
