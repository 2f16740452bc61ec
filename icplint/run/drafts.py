"""Report files that appear whole or not at all, and files that grow."""

import errno
import os
from contextlib import suppress
from pathlib import Path
from types import TracebackType
from typing import BinaryIO, Self

from icplint.errors import OutputError


class Draft:
    """A report in the making, in a file beside its target.

    Made before the run, so that a path which cannot be written is told at once. `publish` puts it in the
    target's place; what is not published vanishes, and an older report stays as it was.
    """

    def __init__(self, target: Path, run_id: str) -> None:
        self.target = target
        self._place = place_of(target)
        """Where a link leads to: the file is replaced, the link stays."""
        self._beside = self._place.with_name(f".{self._place.name}.{run_id}.part")
        self._is_published = False
        if target.is_dir():
            raise OutputError(
                en=f"{target}: is a folder; name a file", zh=f"{target}：这是文件夹，请指定文件名"
            )
        if self._place.exists() and not self._place.is_file():
            raise OutputError(
                en=f"{target}: is no regular file, so no report can take its place",
                zh=f"{target}：不是普通文件，无法写入报告",
            )
        if self._place.exists() and not os.access(self._place, os.W_OK):
            raise OutputError(en=f"{target}: cannot be overwritten", zh=f"{target}：无法覆盖该文件")
        try:
            # NOTE: not `tempfile`, whose files only their owner can read.
            self.file: BinaryIO = self._beside.open("xb")
        except OSError as error:
            raise cannot_be_written(str(target), str(target), error) from error

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        with suppress(OSError):
            self.file.close()
        if not self._is_published:
            with suppress(OSError):
                self._beside.unlink()

    def publish(self) -> None:
        """Put the finished report where it belongs.

        Raises:
            OutputError: The disk is full, or the target is held by another program.
        """
        try:
            self.file.flush()
            os.fsync(self.file.fileno())
            self.file.close()
            self._beside.replace(self._place)
        except OSError as error:
            raise cannot_be_written(str(self.target), str(self.target), error) from error
        self._is_published = True


def append(target: Path, content: bytes) -> None:
    """Write behind what a file holds already; it is made where there is none.

    Raises:
        OutputError: It cannot be written.
    """
    try:
        with target.open("ab") as file:
            file.write(content)
    except OSError as error:
        raise cannot_be_written(str(target), str(target), error) from error


def place_of(target: Path) -> Path:
    """Where a path leads to, behind all links.

    Raises:
        OutputError: The links lead in a circle.
    """
    try:
        return target.resolve()
    except (OSError, RuntimeError) as error:
        # Python before 3.13 raises RuntimeError for a circle.
        circle = OSError(errno.ELOOP, os.strerror(errno.ELOOP))
        raise cannot_be_written(
            str(target), str(target), error if isinstance(error, OSError) else circle
        ) from error


def cannot_be_written(en: str, zh: str, error: OSError) -> OutputError:
    """The line for an output that failed, by its name in both languages."""
    why = error.strerror or str(error)
    return OutputError(
        en=f"{en}: cannot be written ({why}); name another path",
        zh=f"{zh}：无法写入（{why}），请换一个路径",
    )
