"""Saved pages among the files of this computer."""

import os
import re
from pathlib import Path

from icplint.errors import SiteListError
from icplint.late import pattern

PAGE_SUFFIXES = (".html", ".htm")
_PATH_START = pattern(r"(?:[A-Za-z]:[\\/]|\\\\|~?/|\.{1,2}(?:[\\/]|\Z))")
_FILE_SUFFIX = pattern(r"\.(?:x?html?|shtml|csv|tsv|json|txt|xlsx?)\Z", re.IGNORECASE)


def looks_like_path(written: str) -> bool:
    """Whether the text can only mean a file: `./site`, `C:/site`, `index.html`; not `example.cn/index.html`."""
    if _PATH_START.match(written):
        return True
    if "://" in written or not _FILE_SUFFIX.search(written):
        return False
    first = re.split(r"[\\/]", written, maxsplit=1)[0]
    return first == written or "." not in first


def pages_below(folder: Path) -> tuple[Path, ...]:
    """All saved pages of a folder and the folders in it, sorted; links to folders are not followed.

    Raises:
        SiteListError: There are none, or a folder cannot be opened.
    """
    found = [
        Path(where, name)
        for where, _, names in os.walk(folder, onerror=_refuse)
        for name in names
        if name.lower().endswith(PAGE_SUFFIXES)
    ]
    if not found:
        raise SiteListError(
            f"{folder}: holds no page; name a folder with .html or .htm files",
            f"{folder}：文件夹内没有网页；请指定含有 .html 或 .htm 文件的文件夹",
        )
    return tuple(sorted(found))


def _refuse(wrong: OSError) -> None:
    raise SiteListError(
        f"{wrong.filename}: cannot be opened: {wrong.strerror}",
        f"{wrong.filename}：无法打开：{wrong.strerror}",
    )
