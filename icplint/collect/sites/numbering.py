"""Puts the targets' sites in one row, and refuses those that were there before."""

import os
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from typing import TYPE_CHECKING, assert_never

from icplint.collect.sites.quoting import quoted
from icplint.collect.sites.typed import Named
from icplint.model.site import BareDomain, RejectedRow, SavedFolder, SavedPage, Site, WebAddress
from icplint.model.text import Text, text

if TYPE_CHECKING:
    from icplint.collect.sites.list_file import ListFile

COMMAND_LINE = "command line"
"""The source of a target that was typed twice; its line is its place among the targets."""


def numbered(
    parts: Sequence["tuple[Named, ...] | ListFile"], stands_for: str | None
) -> Iterator[Site | RejectedRow]:
    """Sites and rejected rows in order, made one at a time."""
    seen = _Seen()
    index = 0
    for place, part in enumerate(parts, start=1):
        for source, line, make in (
            _of_arguments(part, place, stands_for) if isinstance(part, tuple) else _of_list(part)
        ):
            made = make(index)
            if isinstance(made, Site):
                made = seen.earlier(made, source, line) or made
            if isinstance(made, Text):
                yield RejectedRow(source, line, made)
            else:
                yield made
                index += 1


_Made = tuple[str, int, Callable[[int], Site | Text]]
"""Source, line, and what makes the site once its index is known."""


def _of_arguments(named: tuple[Named, ...], place: int, stands_for: str | None) -> Iterator[_Made]:
    for one in named:
        yield COMMAND_LINE, place, partial(_typed_site, one, stands_for)


def _typed_site(one: Named, stands_for: str | None, index: int) -> Site:
    return Site(index=index, label=one.label, target=one.target, stands_for=stands_for, typed=True)


def _of_list(part: "ListFile") -> Iterator[_Made]:
    from icplint.collect.sites.row_site import site_of  # noqa: PLC0415 - a page needs no rows

    for row in part.rows():
        yield part.source, row.line, partial(site_of, row, part.source, part.folder)


class _Seen:
    """The targets met so far, and where."""

    def __init__(self) -> None:
        self._places: dict[str, tuple[str, int]] = {}

    def earlier(self, site: Site, source: str, line: int) -> Text | None:
        """Why a site is refused that was there before; None: it is new, and remembered."""
        place = self._places.setdefault(_key(site), (source, line))
        if place == (source, line):
            return None
        first_source, first_line = place
        if first_source == COMMAND_LINE:
            return text(
                en=f"{quoted(site.label)} was given before, as target {first_line} on the command line",
                zh=f"{quoted(site.label)} 重复，命令行第 {first_line} 个目标已给出",
            )
        return text(
            en=f"{quoted(site.label)} was given before, in {first_source}, line {first_line}",
            zh=f"{quoted(site.label)} 重复，已见于 {first_source} 第 {first_line} 行",
        )


def _key(site: Site) -> str:
    """Equal for targets that are the same when written in their normal form."""
    match site.target:
        case WebAddress(url):
            key = url
        case BareDomain(host, path):
            key = host + path
        case SavedPage(path=path, url=url) | SavedFolder(path=path, url=url):
            key = f"{os.path.abspath(path)}\n{url or ''}"  # noqa: PTH100 - resolve() asks the disk for each row
        case never:
            assert_never(never)
    return f"{key}\n{site.stands_for}" if site.stands_for else key
