"""Evidence in a folder: what came of sites, packed, under the hash of its content.

Blobs stand side by side in segments, one for each commit of a scan: so a night of ten million sites makes some
ten thousand files, and one wait for the disk serves many sites. A segment is in its place, and on the disk, before
a row of the database speaks of it. A scan that is killed in between leaves a segment that nobody knows: `prune`
takes it away.
"""

import hashlib
import os
import zlib
from collections.abc import Iterator, Sequence
from contextlib import suppress
from pathlib import Path

from icplint.errors import StoreError
from icplint.late import dataclass

try:
    from isal.isal_zlib import compress as _compress  # the same format, several times as fast
except ImportError:
    from zlib import compress as _compress

SUFFIX = ".segment"
_LARGEST = 256 * 1024 * 1024
"""Bytes of a blob, unpacked."""
_FAST = 1


@dataclass(frozen=True, slots=True)
class Place:
    """Where a blob stands."""

    segment: str
    start: int
    size: int


class DamagedError(Exception):
    """What stands in a segment is not what was written: it is cut off, gone, or has rotted."""


def digest_of(content: bytes) -> bytes:
    """The name of a blob: 32 bytes."""
    return hashlib.sha256(content).digest()


def packed(content: bytes) -> bytes:
    """A blob as it stands in a segment."""
    return bytes(_compress(content, _FAST))


def unpacked(frame: bytes, digest: bytes) -> bytes:
    """A blob's content, which is what its name says.

    Raises:
        DamagedError: It is something else.
    """
    reader = zlib.decompressobj()
    try:
        content = reader.decompress(frame, _LARGEST)
    except zlib.error as error:
        raise DamagedError(str(error)) from None
    if not reader.eof or digest_of(content) != digest:
        raise DamagedError("its hash is another")
    return content


class EvidenceFolder:
    """A folder of segments."""

    def __init__(self, path: Path, *, may_make: bool) -> None:
        self.path = path
        if may_make:
            try:
                path.mkdir(parents=True, exist_ok=True)
            except OSError as error:
                why = error.strerror or error
                raise StoreError(
                    en=f"--evidence {path}: cannot be made ({why}); name another folder",
                    zh=f"--evidence {path}：无法建立（{why}）；请指定其他文件夹",
                ) from None

    def write(self, frames: Sequence[bytes]) -> tuple[str, list[Place]]:
        """Write a segment; when this returns it is on the disk.

        Raises:
            OSError: It cannot be written; nothing of it is left.
        """
        content = b"".join(frames)
        name = hashlib.sha256(content).hexdigest()
        places, start = [], 0
        for frame in frames:
            places.append(Place(name, start, len(frame)))
            start += len(frame)
        path = self._path(name)
        if path.exists() and path.stat().st_size == len(content):
            return name, places
        path.parent.mkdir(exist_ok=True)
        beside = path.with_name(f".{name[:16]}.{os.getpid()}-{os.urandom(4).hex()}.part")
        try:
            with beside.open("xb") as file:
                file.write(content)
                file.flush()
                os.fsync(file.fileno())
            beside.replace(path)
        finally:
            with suppress(OSError):
                beside.unlink(missing_ok=True)
        _sync_folder(path.parent)
        return name, places

    def read(self, place: Place, digest: bytes) -> bytes:
        """A blob.

        Raises:
            DamagedError: It is not there any more as it was written.
        """
        return unpacked(self.frame(place), digest)

    def frame(self, place: Place) -> bytes:
        """A blob as it stands there, packed.

        Raises:
            DamagedError: Its segment cannot be read.
        """
        try:
            with self._path(place.segment).open("rb") as file:
                file.seek(place.start)
                return file.read(place.size)
        except (OSError, ValueError) as error:
            raise DamagedError(getattr(error, "strerror", None) or str(error)) from None

    def names(self) -> Iterator[str]:
        """All segments that lie there."""
        for path in sorted(self.path.glob(f"*/*{SUFFIX}")):
            yield path.name.removesuffix(SUFFIX)

    def remove(self, name: str) -> None:
        """Take a segment away, if it is there."""
        with suppress(OSError):
            self._path(name).unlink()

    def sweep(self) -> None:
        """Take away what killed writers left half written."""
        for path in self.path.glob("*/.*.part"):
            with suppress(OSError):
                path.unlink()

    def _path(self, name: str) -> Path:
        return self.path / name[:2] / f"{name}{SUFFIX}"


def _sync_folder(path: Path) -> None:
    with suppress(OSError):  # where a folder cannot be opened, its file system keeps it in order itself
        descriptor = os.open(path, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
