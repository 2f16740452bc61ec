"""The sites of a run, one after the other, and the rows that name none."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from types import TracebackType
from typing import Self

from icplint.collect.sites.exclusion import Exclusion
from icplint.model.site import RejectedRow, Site
from icplint.model.text import Text


class SiteList:
    """All that the targets declare.

    `declared` and `notes` are known at once: every list was read through before; sites that are left out come
    off it as they are met. `sites` is an iterator
    that makes its sites as they are asked for, so the length of a list does not decide the memory; it can be
    gone through once. `rejected` grows with it and is complete at its end, when
    `declared == (number of sites) + len(rejected)`.

        with read_targets(targets, stdin=stdin) as site_list:
            run_sites(site_list.sites, settings, give)
            rejected = site_list.rejected
    """

    def __init__(
        self,
        made: Iterator[Site | RejectedRow],
        *,
        declared: int,
        notes: tuple[Text, ...] = (),
        exclusion: Exclusion | None = None,
        close: Callable[[], None] = lambda: None,
    ) -> None:
        self._rows = declared
        self._exclusion = exclusion
        self.left_out = 0
        """Sites met so far that are not to be asked: they are not declared, and counted."""
        self.notes = notes
        """How each list was read, for people."""
        self.sites: Iterator[Site] = self._good(made)
        """In the order of the targets and their rows, indices from 0 without gaps."""
        self._rejected: list[RejectedRow] = []
        self._close = close

    @property
    def declared(self) -> int:
        """Sites and rejected rows together; what coverage is measured against."""
        return self._rows - self.left_out

    @property
    def rejected(self) -> tuple[RejectedRow, ...]:
        """The rows met so far that name no site, in their order."""
        return tuple(self._rejected)

    def close(self) -> None:
        """Let the copies of the lists go; the iterator must not be used any more."""
        self._close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def _good(self, made: Iterator[Site | RejectedRow]) -> Iterator[Site]:
        for item in made:
            match item:
                case Site() if self._exclusion is not None and self._exclusion.holds(item):
                    self.left_out += 1
                case Site():
                    yield replace(item, index=item.index - self.left_out) if self.left_out else item
                case RejectedRow():
                    self._rejected.append(item)
