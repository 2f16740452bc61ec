"""Targets as typed -> the list of sites to check."""

from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import replace
from typing import TYPE_CHECKING, BinaryIO

from icplint.collect.sites.address import page_address
from icplint.collect.sites.exclusion import Exclusion
from icplint.collect.sites.numbering import numbered
from icplint.collect.sites.site_list import SiteList
from icplint.collect.sites.typed import Named, open_target
from icplint.errors import UsageError
from icplint.model.site import SavedFolder
from icplint.model.text import Text

if TYPE_CHECKING:
    from icplint.collect.sites.list_file import ListFile


def read_targets(
    targets: Sequence[str],
    *,
    stdin: BinaryIO | None,
    as_url: str | None = None,
    exclusion: Exclusion | None = None,
) -> SiteList:
    """The sites that the targets name, in their order. See `SiteList` for how to go through them.

    A target is an address, a bare domain (port and path allowed; tried at four addresses), `@list`, a .csv,
    .tsv, .json or .txt list, a page's file, a folder of pages, or `-` for a list on standard input.

    Args:
        targets: As typed.
        stdin: Where `-` reads from; None where there is none.
        as_url: The public address that a single target stands for. Of a folder, the address of the folder
            itself: each page in it is judged by its own address below that.
        exclusion: Sites that are not to be asked.

    Raises:
        UsageError: A typed target cannot be used, or the arguments do not fit together.
        SiteListError: A list, file or folder cannot be read at all, or names nothing.
    """
    if not targets:
        raise UsageError(
            "no target; name an address, a domain, a file, a folder or a list",
            "未指定核查目标；请给出网址、域名、文件、文件夹或清单",
        )
    if targets.count("-") > 1:
        raise UsageError("- can be given once", "- 只能使用一次")
    stands_for = None if as_url is None else _public_address(as_url)
    with ExitStack() as stack:
        parts: list[tuple[Named, ...] | ListFile] = []
        for written in targets:
            part = open_target(written, stdin)
            if not isinstance(part, tuple):
                stack.callback(part.close)
            parts.append(part)
        if stands_for is not None and not _is_single(parts):
            raise UsageError(
                "--as applies to a single address, page or folder; in a list, use the column as",
                "--as 只能用于单个网址、网页或文件夹；清单中请使用“公开网址”列",
            )
        if stands_for is not None and (folder := _folder_of(parts)):
            parts, stands_for = [(_served_at(stands_for, folder),)], None
        return SiteList(
            numbered(parts, stands_for),
            declared=sum(len(part) if isinstance(part, tuple) else part.declared for part in parts),
            exclusion=exclusion,
            notes=tuple(note for part in parts if not isinstance(part, tuple) for note in part.notes()),
            close=stack.pop_all().close,
        )


def _public_address(as_url: str) -> str:
    address = page_address(as_url)
    if isinstance(address, Text):
        raise UsageError(f"--as: {address.en}", f"--as：{address.zh}")
    return address


def _is_single(parts: Sequence["tuple[Named, ...] | ListFile"]) -> bool:
    only = parts[0] if len(parts) == 1 else None
    return isinstance(only, tuple) and len(only) == 1


def _folder_of(parts: Sequence["tuple[Named, ...] | ListFile"]) -> Named | None:
    """The folder that is the first target, where it is one."""
    first = parts[0]
    named = first[0] if isinstance(first, tuple) else None
    return named if named is not None and isinstance(named.target, SavedFolder) else None


def _served_at(address: str, folder: Named) -> Named:
    """The folder as if it were served at an address."""
    assert isinstance(folder.target, SavedFolder)  # noqa: S101 - asked before
    base = address if address.endswith("/") else f"{address}/"
    return replace(folder, target=replace(folder.target, url=base))
