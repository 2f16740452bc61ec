"""Keeps a run's outcomes on disk until the reports are written."""

import pickle
import tempfile
from array import array
from collections.abc import Iterator
from contextlib import suppress
from types import TracebackType
from typing import Self

from icplint.errors import OutputError
from icplint.model.outcome import Outcome

_NOT_HERE = -1


class Spool:
    """Outcomes in a file without a name, found again by the index of their site.

    Memory holds eight bytes for each site, so a long list costs no more than a short one.
    Pickles are safe here: the file is ours alone and vanishes with the run.
    """

    def __init__(self) -> None:
        try:
            self._file = tempfile.TemporaryFile(prefix="icplint-")  # noqa: SIM115 - closed by __exit__
        except OSError as error:
            raise _no_room(error) from error
        self._offsets = array("q")
        self._count = 0

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        with suppress(OSError):  # what a full disk did not take is tried again here
            self._file.close()

    def __len__(self) -> int:
        return self._count

    def __contains__(self, index: int) -> bool:
        return index < len(self._offsets) and self._offsets[index] != _NOT_HERE

    def put(self, outcome: Outcome) -> None:
        """Keep one outcome.

        Raises:
            ValueError: The site has one already; two outcomes for one site are a fault of ours.
            OutputError: The disk is full.
        """
        index = outcome.site.index
        if index in self:
            raise ValueError(f"two outcomes for site {index} ({outcome.site.label})")
        missing = index + 1 - len(self._offsets)
        if missing > 0:
            self._offsets.extend([_NOT_HERE] * missing)
        try:
            self._offsets[index] = self._file.seek(0, 2)
            pickle.dump(outcome, self._file, protocol=pickle.HIGHEST_PROTOCOL)
            self._file.flush()  # so that a full disk shows itself here
        except OSError as error:
            raise _no_room(error) from error
        self._count += 1

    def __iter__(self) -> Iterator[Outcome]:
        """The outcomes in list order, read one by one; may be asked for more than once."""
        for offset in self._offsets:
            if offset != _NOT_HERE:
                self._file.seek(offset)
                yield pickle.load(self._file)  # noqa: S301 - written by `put` in this very run


def _no_room(error: OSError) -> OutputError:
    why = error.strerror or error
    return OutputError(
        en=f"the temporary folder cannot take the run's outcomes ({why}); free some space, or set TMPDIR to another folder",
        zh=f"临时文件夹无法保存本次核查结果（{why}）；请清理空间，或用 TMPDIR 指定其他文件夹",
    )
