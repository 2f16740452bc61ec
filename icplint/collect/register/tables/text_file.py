"""A text file whose charset is told by its bytes, and whose size is bounded."""

import io
from collections.abc import Iterator
from contextlib import contextmanager

from icplint.collect.register.tables.table import MAX_BYTES, Opened, too_large
from icplint.collect.sites.charset import Charset, tell_charset
from icplint.errors import RegisterError, SiteListError

_CHUNK = 1 << 20


def charset_of(opened: Opened) -> Charset:
    """UTF-8, GB18030 or, by its mark, UTF-16.

    Raises:
        RegisterError: The file is no text, or too large.
    """
    with opened.path.open("rb") as file:
        if file.seek(0, io.SEEK_END) > MAX_BYTES:
            raise too_large(opened.source, MAX_BYTES)
        try:
            return tell_charset(file, opened.source)
        except SiteListError:
            raise RegisterError(
                f"{opened.source}: no register in UTF-8, UTF-16 or GB18030 text; save it as CSV UTF-8 or as .xlsx",
                f"{opened.source}：不是 UTF-8、UTF-16 或 GB18030 编码的备案数据；请另存为“CSV UTF-8”或 .xlsx",
            ) from None


def refuse_endless_lines(opened: Opened) -> None:
    """Refuse a file with a line that would fill the memory.

    Raises:
        RegisterError: There is one.
    """
    with opened.path.open("rb") as file:
        while chunk := file.read(_CHUNK):
            if len(chunk) == _CHUNK and b"\n" not in chunk and b"\r" not in chunk:
                raise RegisterError(
                    f"{opened.source}: a line has more than {_CHUNK >> 20} MB; write one site a line",
                    f"{opened.source}：某一行超过 {_CHUNK >> 20} MB；请每行只写一个网站",
                )


@contextmanager
def text_lines(opened: Opened, charset: Charset) -> Iterator[io.TextIOWrapper]:
    """The lines with their ends, so that those inside quoted fields are kept."""
    with (
        opened.path.open("rb") as file,
        io.TextIOWrapper(file, encoding=charset.codec, errors="replace", newline="") as lines,
    ):
        yield lines
