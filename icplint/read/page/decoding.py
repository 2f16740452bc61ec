"""Bytes to text, with the charset that they are really in."""

import codecs
import re
from dataclasses import dataclass

_SNIFF_BYTES = 4096

# Labels as browsers map them (WHATWG Encoding, names and labels); the Chinese family ends in its superset.
_LABELS = {
    "gb18030": "gb18030",
    "gbk": "gb18030",
    "x-gbk": "gb18030",
    "gb2312": "gb18030",
    "gb_2312": "gb18030",
    "gb_2312-80": "gb18030",
    "gb2312-80": "gb18030",
    "chinese": "gb18030",
    "csgb2312": "gb18030",
    "csiso58gb231280": "gb18030",
    "iso-ir-58": "gb18030",
    "cp936": "gb18030",
    "ms936": "gb18030",
    "windows-936": "gb18030",
    "hz-gb-2312": "hz",
    "big5": "big5hkscs",
    "big5-hkscs": "big5hkscs",
    "cn-big5": "big5hkscs",
    "csbig5": "big5hkscs",
    "x-x-big5": "big5hkscs",
    "utf-8": "utf-8",
    "utf8": "utf-8",
    "unicode-1-1-utf-8": "utf-8",
    "x-unicode20utf8": "utf-8",
    "utf-16": "utf-16-le",
    "utf-16le": "utf-16-le",
    "unicode": "utf-16-le",
    "ucs-2": "utf-16-le",
    "utf-16be": "utf-16-be",
    "ascii": "cp1252",
    "us-ascii": "cp1252",
    "latin1": "cp1252",
    "l1": "cp1252",
    "iso-8859-1": "cp1252",
    "iso8859-1": "cp1252",
    "windows-1252": "cp1252",
    "cp1252": "cp1252",
    "shift_jis": "cp932",
    "shift-jis": "cp932",
    "sjis": "cp932",
    "x-sjis": "cp932",
    "windows-31j": "cp932",
    "euc-jp": "euc_jp",
    "euc-kr": "cp949",
    "ks_c_5601-1987": "cp949",
}
_REPORTED = {"big5hkscs": "big5", "cp1252": "windows-1252", "cp932": "shift_jis", "cp949": "euc-kr"}
_CHINESE = ("gb18030", "big5hkscs")
_MOJIBAKE = re.compile("锟斤拷|烫烫烫|鐨勬|銆傚|涓枃|ç½‘|ç‰ˆæ|å¤‡æ¡")

_META = re.compile(
    rb"<meta\s[^>]{0,600}?charset\s{0,9}=\s{0,9}[\"']?\s{0,9}([A-Za-z0-9_\-:.]{2,40})", re.IGNORECASE
)
_COMMENT = re.compile(rb"<!--.*?-->", re.DOTALL)
_HEADER = re.compile(r"charset\s*=\s*[\"']?([A-Za-z0-9_\-:.]+)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Decoded:
    """A page's text and how it was decoded."""

    text: str
    charset: str
    """Lower case, as browsers name it; `gb18030` stands for its whole family."""
    declared: str | None
    """The label as header or page gives it; None: nothing declared."""
    note: str | None
    """`wrong-declaration | not-declared | mojibake`, or None."""


def decode(body: bytes, content_type: str | None = None) -> Decoded:
    """Decode a page as a careful reader would: what is declared counts, what the bytes say counts more.

    Args:
        body: The page's bytes.
        content_type: The `Content-Type` header's value, None where there is none.

    Source: WHATWG HTML, "determining the character encoding"; repair by validity is our own.
    """
    for bom, codec in (
        (codecs.BOM_UTF8, "utf-8"),
        (codecs.BOM_UTF16_LE, "utf-16-le"),
        (codecs.BOM_UTF16_BE, "utf-16-be"),
    ):
        if body.startswith(bom):
            return _decoded(body[len(bom) :].decode(codec, "replace"), codec, declared=codec, wrong=False)
    declared = _declared(body, content_type)
    wanted = _LABELS.get(declared.lower()) if declared else None
    codec = _really(body, wanted)
    text = body.decode(codec, "replace")
    wrong = wanted is not None and codec != wanted and not body.isascii()
    return _decoded(text, codec, declared=declared, wrong=wrong)


def _decoded(text: str, codec: str, *, declared: str | None, wrong: bool) -> Decoded:
    note = None
    if wrong:
        note = "wrong-declaration"
    elif declared is None and not text.isascii():
        note = "not-declared"
    elif _MOJIBAKE.search(text):
        note = "mojibake"
    return Decoded(text.replace("\x00", "\ufffd"), _REPORTED.get(codec, codec), declared, note)


def _declared(body: bytes, content_type: str | None) -> str | None:
    if content_type and (found := _HEADER.search(content_type)):
        return found[1]
    head = body[:_SNIFF_BYTES]
    if b"\x00" in head:
        return None
    if b"<!--" in head:
        head = _COMMENT.sub(b"", head)
    meta = _META.search(head)
    return meta[1].decode("ascii") if meta else None


def _really(body: bytes, wanted: str | None) -> str:
    """The codec that the bytes are in. UTF-8 proves itself: other text is next to never valid UTF-8."""
    if body.isascii():
        return "hz" if wanted == "hz" else "utf-8"
    if wanted in ("utf-16-le", "utf-16-be") or (wanted is None and _looks_like_utf16(body)):
        # A page that could say so in ASCII is not in UTF-16 (WHATWG maps such a meta to UTF-8).
        if _looks_like_utf16(body):
            return "utf-16-be" if body[:1] == b"\x00" else "utf-16-le"
        wanted = "utf-8"
    if _is_utf8(body):
        # NOTE: two or three Chinese words in GBK can be valid UTF-8 by chance; a declared family then wins.
        return "utf-8" if wanted not in _CHINESE or _utf8_is_sure(body) else wanted
    if wanted in (None, "utf-8", "cp1252"):
        return _best(body, ("gb18030", "big5hkscs", "utf-8"))
    return _best(body, (wanted, "gb18030", "utf-8")) if wanted in _CHINESE else wanted


def _is_utf8(body: bytes) -> bool:
    try:
        body.decode("utf-8")
    except UnicodeDecodeError as fault:
        # A page cut off in the middle of a character is still UTF-8.
        return fault.reason == "unexpected end of data" and fault.start > len(body) - 4
    return True


def _utf8_is_sure(body: bytes) -> bool:
    sample = body.decode("utf-8", "ignore")
    common = sum("\u4e00" <= sign <= "\u9fff" or sign in "，。©、：！" for sign in sample)
    others = sum(sign > "\x7f" for sign in sample) - common
    return common > others


def _looks_like_utf16(body: bytes) -> bool:
    head = body[:400]
    return len(head) > 20 and max(head[0::2].count(0), head[1::2].count(0)) > len(head) // 5


def _best(body: bytes, codecs_: tuple[str, ...]) -> str:
    """The codec with the fewest faults; between equals, the one that gives the more everyday text."""
    sample = body if len(body) <= 400_000 else body[:200_000] + body[-200_000:]
    scores = []
    for rank, codec in enumerate(codecs_):
        text = sample.decode(codec, "replace")
        faults = text.count("\ufffd")
        everyday = sum(text.count(sign) for sign in "的是在有和公司人一中国网大我们为了这个站")
        if codec == "big5hkscs":
            everyday += sum(text.count(sign) for sign in "網國們為這個會來對時說")
        scores.append((faults * 20 - everyday, rank, codec))
    return min(scores)[2]
