"""Bytes to text, with the charset that they are really in."""

import codecs
import re
from collections.abc import Iterable, Mapping
from functools import cache

from icplint.late import dataclass, pattern
from icplint.model.answer import Material

_SNIFF_BYTES = 4096
_SAMPLE = 30_000
"""Characters or bytes that are looked at where statistics decide."""
_GLANCE = 4_000
"""Characters that are looked at on every page: what is no text shows it at its beginning."""

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

_CONTROLS = bytes((*range(1, 9), *range(14, 32), 127))
_WIDE = pattern("[^\x00-\x7f]+")
_PUNCTUATION = "，。、；：？！（）《》“”‘’【】「」『』—…·　｜" + "".join(map(chr, range(0xFF01, 0xFF5F)))
_META = pattern(
    rb"<meta\s[^>]{0,600}?charset\s{0,9}=\s{0,9}[\"']?\s{0,9}([A-Za-z0-9_\-:.]{2,40})", re.IGNORECASE
)
_COMMENT = pattern(rb"<!--.*?-->", re.DOTALL)
_HEADER = pattern(r"charset\s*=\s*[\"']?([A-Za-z0-9_\-:.]+)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Decoded:
    """A page's text and how it was decoded."""

    text: str
    charset: str
    """Lower case, as browsers name it; `gb18030` stands for its whole family."""
    declared: str | None
    """The label as header or page gives it; None: nothing declared."""
    note: str | None
    """`wrong-declaration | not-declared`, or None."""

    @property
    def is_garbled(self) -> bool:
        """Whether these bytes are no text in any charset: one sign in twenty is none."""
        sample = self.text[:_GLANCE]
        unknown = sample.count("\ufffd")
        # Controls are looked for in bytes: the same look at a text costs ten times as much.
        if len(written := sample.encode("utf-8", "replace")) != len(written.translate(None, _CONTROLS)):
            unknown += sum(sign.isascii() and ord(sign) in _CONTROLS for sign in sample)
        return unknown * 20 > len(sample)


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
            return _decoded(
                body[len(bom) :].decode(codec, "replace"), codec, declared=codec, wrong=False, zeros=True
            )
    declared = _declared(body, content_type)
    wanted = _LABELS.get(declared.lower()) if declared else None
    text, codec = _really(body, wanted)
    wrong = wanted is not None and codec != wanted and not text.isascii()
    return _decoded(text, codec, declared=declared, wrong=wrong, zeros=b"\x00" in body)


def material_text(material: Material, page_charset: str) -> str:
    """A script, a piece of HTML or a style sheet, as a browser reads it beside its page.

    Args:
        material: Its own byte order mark counts, then its header, then the page's charset; what is plainly UTF-8 is.
        page_charset: A codec's name.

    Source: WHATWG HTML, "fetch a classic script"; CSS Syntax Module Level 3, section 3.2.
    """
    try:
        return material.body.decode("utf-8-sig")
    except UnicodeDecodeError:
        told = _HEADER.search(material.content_type or "")
        codec = (_LABELS.get(told[1].lower()) if told else None) or page_charset
        if codec == "utf-8":
            codec = "gb18030"  # it is none, and whoever gets this wrong writes Chinese
        return material.body.decode(codec, "replace")


def _decoded(text: str, codec: str, *, declared: str | None, wrong: bool, zeros: bool) -> Decoded:
    # To look for a zero in the bytes is quick; in a text of wide signs every second byte is one.
    note = None
    if wrong:
        note = "wrong-declaration"
    elif declared is None and not text.isascii():
        note = "not-declared"
    if zeros and "\x00" in text:
        text = text.replace("\x00", "\ufffd")
    return Decoded(text, _REPORTED.get(codec, codec), declared, note)


def _declared(body: bytes, content_type: str | None) -> str | None:
    if content_type and (found := _HEADER.search(content_type)):
        return found[1]
    head = body[:_SNIFF_BYTES]
    if b"\x00" in head:
        return None
    if b"<!--" in head:
        head = _COMMENT.sub(b"", head)
    lowered = head.lower()
    place = lowered.find(b"charset")
    while place >= 0:
        start = lowered.rfind(b"<meta", 0, place)
        if start >= 0 and (meta := _META.match(head, start)):
            return meta[1].decode("ascii")
        place = lowered.find(b"charset", place + 1)
    return None


def _really(body: bytes, wanted: str | None) -> tuple[str, str]:
    """The text, and the codec that the bytes are in. UTF-8 proves itself: other text is next to never valid UTF-8."""
    if wanted == "hz":
        return body.decode("hz", "replace"), "hz"
    if wanted in ("utf-16-le", "utf-16-be") or (wanted is None and _looks_like_utf16(body)):
        # A page that could say so in ASCII is not in UTF-16 (WHATWG maps such a meta to UTF-8).
        if _looks_like_utf16(body):
            codec = "utf-16-be" if body[:1] == b"\x00" else "utf-16-le"
            return body.decode(codec, "replace"), codec
        wanted = "utf-8"
    if (text := _as_utf8(body)) is not None and (wanted not in _CHINESE or _is_surely_utf8(text)):
        return text, "utf-8"
    if wanted in (None, "utf-8", "cp1252"):
        return _best(body, ("gb18030", "big5hkscs", "utf-8"))
    if wanted not in _CHINESE:
        return body.decode(wanted, "replace"), wanted
    try:
        return body.decode(wanted), wanted
    except UnicodeDecodeError:
        return _best(body, (wanted, "gb18030", "utf-8"))


def _as_utf8(body: bytes) -> str | None:
    try:
        return body.decode("utf-8")
    except UnicodeDecodeError as fault:
        # A page cut off in the middle of a character is still UTF-8.
        cut_off = fault.reason == "unexpected end of data" and fault.start > len(body) - 4
        return body.decode("utf-8", "replace") if cut_off else None


def _is_surely_utf8(text: str) -> bool:
    """Whether a text that is valid UTF-8 reads as Chinese: two or three words in GBK can be valid by chance."""
    if text.isascii():
        return True
    sample = [sign for sign in text[:_SAMPLE] if sign > "\x7f"] or [sign for sign in text if sign > "\x7f"]
    common = sum("\u4e00" <= sign <= "\u9fff" or sign in "，。©、：！" for sign in sample)
    return common * 2 > len(sample)


def _looks_like_utf16(body: bytes) -> bool:
    head = body[:400]
    return len(head) > 20 and max(head[0::2].count(0), head[1::2].count(0)) > len(head) // 5


def _best(body: bytes, codecs_: tuple[str, ...]) -> tuple[str, str]:
    """The codec with the fewest faults and the fewest rare signs; between equals, the first."""
    sample = body if len(body) <= 2 * _SAMPLE else body[:_SAMPLE] + body[-_SAMPLE:]
    scores = []
    for rank, codec in enumerate(codecs_):
        text = "".join(_WIDE.findall(sample.decode(codec, "replace")))
        faults = text.count("\ufffd")
        rare = len(text.translate(_common_signs(codec)))
        scores.append((faults * 20 + rare, rank, codec))
    codec = min(scores)[2]
    return body.decode(codec, "replace"), codec


@cache
def _common_signs(codec: str) -> Mapping[int, None]:
    """The signs that most text of a charset is made of, as a table that drops them.

    Bytes of another charset decode to signs from all over the table. Source: the first levels of GB/T 2312
    (rows B0 to D7) and of Big5 (rows A4 to C6), which hold the everyday signs, and punctuation.
    """
    signs = _PUNCTUATION
    if codec != "big5hkscs":
        signs += "".join(_row(lead, range(0xA1, 0xFF), "gb2312") for lead in range(0xB0, 0xD8))
    if codec != "gb18030":
        trails = (*range(0x40, 0x7F), *range(0xA1, 0xFF))
        signs += "".join(_row(lead, trails, "big5") for lead in range(0xA4, 0xC7))
    return dict.fromkeys(map(ord, signs))


def _row(lead: int, trails: Iterable[int], codec: str) -> str:
    return "".join(bytes((lead, trail)).decode(codec, "ignore") for trail in trails)
