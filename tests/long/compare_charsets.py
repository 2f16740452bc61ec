"""Compares our own decoding with two libraries that guess charsets, over real pages whose charset is known.

    pip install charset-normalizer chardet
    python tests/long/compare_charsets.py [CORPUS] [--wrong]

CORPUS is a folder with `index.jsonl` (`file`, `encoding_actual`) and the pages that it names; without it, the one
beside the checkout. Each page is asked as it is, with its declarations blanked, with another charset declared than
it is in, encoded anew, and as its last 2,000 bytes. Of each the table tells how many texts come out
exactly as the labelled charset gives them (`text`), and how many charsets are of the labelled family (`charset`);
`CPU` is how many times our own CPU seconds are needed, deciding and decoding together, in turn on each page.
A library stands there twice: as it comes, and told which charsets to expect.
`--wrong` names the pages that came out otherwise. A page in ASCII alone is right in each charset.
"""

import argparse
import codecs
import importlib.util
import json
import re
import sys
import time
from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from icplint.read.page.decoding import decode

CORPUS = Path(__file__).resolve().parents[3] / "shared/corpus"
LIBRARIES = ("charset_normalizer", "chardet")
FAMILIES = {
    **dict.fromkeys(("gb2312", "gbk", "cp936", "gb18030"), "gb18030"),
    **dict.fromkeys(("big5", "big5hkscs", "cp950"), "big5hkscs"),
    **dict.fromkeys(("utf_8", "utf_8_sig", "utf8", "ascii"), "utf-8"),
    **dict.fromkeys(("utf_16", "utf_16_le", "utf_16le", "utf_16le_bom"), "utf-16-le"),
    "utf_8_bom": "utf-8",
}
"""Names of charsets, as index and libraries write them, and the codec that reads the whole family."""
EXPECTED_HERE = ("utf-8", "gb18030", "big5", "utf-16-le", "utf-16-be")
DECLARED = re.compile(rb"((?:charset|encoding)\s*=\s*[\"']?\s*)([A-Za-z0-9_\-]+)", re.IGNORECASE)
TAIL_BYTES = 2_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """Bytes, and what they say."""

    name: str
    body: bytes
    codec: str
    """That of the family."""

    @property
    def text(self) -> str:
        """What a reader sees who knows the charset."""
        return without_mark(self.body).decode(self.codec, "replace").replace("\x00", "\ufffd")


Guess = Callable[[bytes], tuple[str, str]]
"""Bytes to text and codec."""


def without_mark(body: bytes) -> bytes:
    """The bytes behind a byte order mark."""
    for mark in (codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE):
        if body.startswith(mark):
            return body[len(mark) :]
    return body


def family(name: str) -> str:
    """The codec that reads a charset's whole family."""
    plain = name.lower().replace("-", "_").rstrip("?")
    return FAMILIES.get(plain, plain)


def ours(body: bytes) -> tuple[str, str]:
    """As icplint decodes a page that comes without a header."""
    decoded = decode(body)
    return decoded.text, family(decoded.charset)


def guesses() -> dict[str, Guess]:
    """The ways to compare; a library once as it comes, and once told which charsets to expect."""
    import chardet  # noqa: PLC0415 - only this comparison needs it
    from charset_normalizer import from_bytes  # noqa: PLC0415 - only this comparison needs it

    def as_named(body: bytes, name: str | None) -> tuple[str, str]:
        codec = family(name or "utf-8")
        return without_mark(body).decode(codec, "replace").replace("\x00", "\ufffd"), codec

    def by_normalizer(body: bytes) -> tuple[str, str]:
        best = from_bytes(body).best()
        return as_named(body, best.encoding if best else None)

    def by_normalizer_told(body: bytes) -> tuple[str, str]:
        best = from_bytes(body, cp_isolation=list(EXPECTED_HERE)).best()
        return as_named(body, best.encoding if best else None)

    def by_chardet(body: bytes) -> tuple[str, str]:
        return as_named(body, chardet.detect(body, prefer_superset=True)["encoding"])

    def by_chardet_told(body: bytes) -> tuple[str, str]:
        found = chardet.detect(
            body, prefer_superset=True, include_encodings=EXPECTED_HERE, no_match_encoding="utf-8"
        )
        return as_named(body, found["encoding"])

    return {
        "icplint": ours,
        "charset-normalizer": by_normalizer,
        "charset-normalizer told": by_normalizer_told,
        "chardet": by_chardet,
        "chardet told": by_chardet_told,
    }


def pages(corpus: Path) -> Iterator[Page]:
    """The pages of a corpus, with the charset that its index gives."""
    for line in (corpus / "index.jsonl").read_text("utf-8").splitlines():
        row = json.loads(line)
        yield Page(
            name=row["id"],
            body=(corpus / row["file"]).read_bytes(),
            codec=family(row["encoding_actual"]),
        )


def declaring(body: bytes, label: bytes) -> bytes:
    """The same bytes with another label wherever a charset is declared, and one at the beginning."""
    start = len(body) - len(without_mark(body))
    meta = b"<meta charset=" + label + b">" if label else b""
    return body[:start] + meta + DECLARED.sub(lambda found: found[1] + label, body[start:])


def as_they_are(page: Page) -> Page | None:
    """The page, unchanged."""
    return page


def undeclared(page: Page) -> Page | None:
    """Without a label; what is in UTF-16 says so by its mark alone and is left out, here and below."""
    return None if page.codec == "utf-16-le" else _with(page, declaring(page.body, b""))


def declared_as_the_other(page: Page) -> Page | None:
    """UTF-8 that calls itself gb2312, and the other way round."""
    label = b"gb2312" if page.codec == "utf-8" else b"utf-8"
    return None if page.codec == "utf-16-le" else _with(page, declaring(page.body, label))


def declared_as_latin(page: Page) -> Page | None:
    """As servers declare what they know nothing of."""
    return None if page.codec == "utf-16-le" else _with(page, declaring(page.body, b"iso-8859-1"))


def in_gb18030(page: Page) -> Page | None:
    """UTF-8 encoded anew, without a label."""
    return _encoded_anew(page, "gb18030")


def in_big5(page: Page) -> Page | None:
    """The same in Big5, as far as it has the characters: none of the pages is in Big5 itself."""
    return _encoded_anew(page, "big5hkscs")


def last_bytes(page: Page) -> Page | None:
    """The end of the page without a label, from the first tag on, so that no character is cut."""
    if page.codec == "utf-16-le":
        return None
    end = declaring(page.body, b"")[-TAIL_BYTES:]
    start = end.find(b"<")
    return _with(page, end[start:]) if start >= 0 and not end[start:].isascii() else None


def last_bytes_in_gb18030(page: Page) -> Page | None:
    """The same end, encoded anew."""
    end = last_bytes(page)
    return end and in_gb18030(end)


def last_bytes_in_big5(page: Page) -> Page | None:
    """The same end, in Big5 as far as that has the characters."""
    end = last_bytes(page)
    return end and in_big5(end)


def _encoded_anew(page: Page, codec: str) -> Page | None:
    body = declaring(without_mark(page.body), b"")
    if page.codec != "utf-8" or body.isascii():
        return None
    return Page(name=page.name, body=body.decode("utf-8", "ignore").encode(codec, "ignore"), codec=codec)


def _with(page: Page, body: bytes) -> Page:
    return Page(name=page.name, body=body, codec=page.codec)


SETS: dict[str, Callable[[Page], Page | None]] = {
    "as they are": as_they_are,
    "nothing declared": undeclared,
    "the other charset declared": declared_as_the_other,
    "iso-8859-1 declared": declared_as_latin,
    "in GB18030, nothing declared": in_gb18030,
    "in Big5, nothing declared": in_big5,
    "last 2,000 bytes, nothing declared": last_bytes,
    "last 2,000 bytes in GB18030, nothing declared": last_bytes_in_gb18030,
    "last 2,000 bytes in Big5, nothing declared": last_bytes_in_big5,
}


def compare(corpus: Path, *, names_wrong: bool) -> Iterator[str]:
    """The lines of the table, each as soon as its pages are done."""
    ways = guesses()
    stored = list(pages(corpus))
    for title, change in SETS.items():
        asked = [changed for page in stored if (changed := change(page))]
        right, named, seconds = (
            defaultdict[str, int](int),
            defaultdict[str, int](int),
            defaultdict[str, float](float),
        )
        wrong = defaultdict[str, list[str]](list)
        for page in asked:
            truth = page.text
            for way, guess in ways.items():
                start = time.process_time()
                text, codec = guess(page.body)
                seconds[way] += time.process_time() - start
                right[way] += text == truth
                named[way] += codec == page.codec or page.body.isascii()
                if text != truth:
                    wrong[way].append(f"{page.name} ({page.codec} as {codec})")
        yield f"{title}: {len(asked)} pages"
        for way in ways:
            times = seconds[way] / seconds["icplint"]
            yield f"  {way:23}  text {right[way]:4}  charset {named[way]:4}  CPU {times:6.1f}"
            if names_wrong:
                yield from (f"      {page}" for page in wrong[way])


def main() -> int:
    """Print the comparison. Ends with 2 where corpus or libraries are missing."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("corpus", type=Path, nargs="?", default=CORPUS, metavar="CORPUS")
    parser.add_argument("--wrong", action="store_true")
    options = parser.parse_args()
    if not (options.corpus / "index.jsonl").is_file():
        sys.stderr.write(f"no index.jsonl in {options.corpus}\n")
        return 2
    if absent := [name for name in LIBRARIES if not importlib.util.find_spec(name)]:
        sys.stderr.write(f"not installed: {', '.join(absent)}; pip install charset-normalizer chardet\n")
        return 2
    for line in compare(options.corpus, names_wrong=options.wrong):
        sys.stdout.write(f"{line}\n")
        sys.stdout.flush()
    return 0


if __name__ == "__main__":
    sys.exit(main())
