"""One typed target -> what it names: an address, saved pages, or a list."""

import os
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from icplint.collect.sites.address import read_address
from icplint.collect.sites.page_files import looks_like_path, pages_below
from icplint.collect.sites.quoting import quoted
from icplint.errors import SiteListError, UsageError
from icplint.late import dataclass, pattern
from icplint.model.site import SavedFolder, SavedPage, Target
from icplint.model.text import Text

if TYPE_CHECKING:
    from icplint.collect.sites.list_file import ListFile

STDIN_NAME = "stdin"
"""What a list on standard input is called in reports."""

_LIST_SUFFIXES = {".csv", ".tsv", ".json", ".txt"}
_WORKBOOK_SUFFIXES = {".xlsx", ".xls", ".et"}
_FIRST_BYTES = 1_024
_PAGE = pattern(rb"(?:\xef\xbb\xbf)?\s*<(?:[!?a-zA-Z])")
"""How a page begins, and no list."""
_MOST_BYTES = 4 * 1024 * 1024
_SURROGATE = pattern("[\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class Named:
    """A site named on the command line."""

    label: str
    target: Target


def open_target(written: str, stdin: BinaryIO | None) -> "tuple[Named, ...] | ListFile":
    """What one target names.

    Raises:
        UsageError: It is no target.
        SiteListError: It names a file, folder or list that cannot be read.
    """
    if written == "-":
        if stdin is None:
            raise UsageError("-: no standard input here", "-：此处没有标准输入")
        return _on_standard_input(stdin)
    if written.startswith("@"):
        return _list(Path(written[1:]), written)
    if not written.strip():
        # An empty path would mean the folder that one stands in.
        raise UsageError("a target is empty", "核查目标为空")
    path = Path(written)
    address = read_address(written)
    if _exists(path):
        if not isinstance(address, Text) and not looks_like_path(written):
            raise UsageError(
                f"{quoted(written)} is a file or folder here and an address too; "
                f"write .{os.sep}{written} for the one, https://{written} for the other",
                f"{quoted(written)} 既是本地文件或文件夹，也可能是网址；"
                f"前者请写 .{os.sep}{written}，后者请写 https://{written}",
            )
        return _on_disk(path)
    if looks_like_path(written):
        raise _missing(written)
    if isinstance(address, Text):
        raise UsageError(address.en, address.zh)
    return (Named(written, address),)


def _on_standard_input(stdin: BinaryIO) -> "tuple[Named, ...] | ListFile":
    """A page where markup stands first, else a list."""
    first = stdin.read(_FIRST_BYTES)
    if not _PAGE.match(first):
        from icplint.collect.sites.list_file import open_list  # noqa: PLC0415 - a page needs no list

        return open_list(stdin, STDIN_NAME, Path(), begins=first)
    # One byte more than is read of any page tells that this one is too large.
    body = first + stdin.read(_MOST_BYTES + 1 - len(first))
    return (Named(STDIN_NAME, SavedPage(Path(STDIN_NAME), None, body=body)),)


def _on_disk(path: Path) -> "tuple[Named, ...] | ListFile":
    if path.is_dir():
        pages = tuple(
            sorted((page.relative_to(path).as_posix() for page in pages_below(path)), key=_home_first)
        )
        return (Named(_shown(path), SavedFolder(path, pages, None)),)
    if path.suffix.lower() in _LIST_SUFFIXES | _WORKBOOK_SUFFIXES:
        return _list(path, str(path))
    return (Named(_shown(path), SavedPage(path, None)),)


def _home_first(page: str) -> tuple[bool, str]:
    """The root's home page before all others: what is said of a whole site is said of it."""
    return page.lower() not in ("index.html", "index.htm"), page


def _list(path: Path, written: str) -> "ListFile":
    from icplint.collect.sites.list_file import open_list  # noqa: PLC0415 - a page needs no list

    try:
        if path.is_dir():
            raise SiteListError(
                f"{_shown(path)}: a folder, not a list; leave the @ off to check its pages",
                f"{_shown(path)}：这是文件夹而不是清单；核查其中网页时请去掉 @",
            )
        with path.open("rb") as file:
            return open_list(file, _shown(path), path.parent, path.suffix.lower())
    except FileNotFoundError:
        raise _missing(written) from None
    except (OSError, ValueError) as wrong:
        why = getattr(wrong, "strerror", None) or wrong
        raise SiteListError(
            f"{_shown(path)}: cannot be read: {why}", f"{_shown(path)}：无法读取：{why}"
        ) from None


def _exists(path: Path) -> bool:
    try:
        return path.exists()
    except (OSError, ValueError):  # a name that no file can have
        return False


def _missing(written: str) -> SiteListError:
    return SiteListError(
        f"{quoted(written)}: no such file or folder",
        f"{quoted(written)}：文件或文件夹不存在",
    )


def _shown(path: Path) -> str:
    """The path for reports, with / on every system; a name in another encoding made printable."""
    return _SURROGATE.sub("\ufffd", path.as_posix())
