"""Tells a canonical store from any other file, by its first hundred bytes; SQLite is not imported for it."""

from pathlib import Path

from icplint.collect.register.records import APPLICATION_ID, SCHEMA_VERSION
from icplint.errors import RegisterError

_HEADER = 100
_MAGIC = b"SQLite format 3\x00"


def is_store(path: Path) -> bool:
    """Whether a file is a canonical store, of whatever version; False also where it cannot be read."""
    try:
        return path.is_file() and _is_ours(_header(path))  # a pipe would wait, and be eaten
    except (OSError, ValueError):
        return False


def refuse_other_store(path: Path) -> None:
    """Refuse a file that is no store, is cut off, or was written by a newer icplint.

    Raises:
        RegisterError: With what it is and what to do.
    """
    try:
        if not path.is_file():
            raise FileNotFoundError(2, "no such file" if not path.exists() else "no regular file")
        header, size = _header(path), path.stat().st_size
    except (OSError, ValueError) as error:
        why = getattr(error, "strerror", None) or error
        raise RegisterError(
            en=f"{path}: the register cannot be read: {why}", zh=f"{path}：无法读取备案数据：{why}"
        ) from error
    if not _is_ours(header):
        raise RegisterError(
            en=f"{path}: is no register; make one with 'icplint register import'",
            zh=f"{path}：不是备案数据文件，请用 icplint register import 生成",
        )
    if (version := _number(header, 60)) != SCHEMA_VERSION:
        raise RegisterError(
            en=f"{path}: the register is of version {version}, this icplint reads version {SCHEMA_VERSION}; "
            "update icplint, or import the data anew",
            zh=f"{path}：备案数据为第 {version} 版，当前 icplint 只支持第 {SCHEMA_VERSION} 版，"
            "请更新 icplint 或重新导入",
        )
    if size != _page_size(header) * _number(header, 28):
        raise RegisterError(
            en=f"{path}: the register is damaged (it is not as long as it says); copy or import it anew",
            zh=f"{path}：备案数据已损坏（文件长度不符），请重新复制或导入",
        )


def _header(path: Path) -> bytes:
    with path.open("rb") as file:
        return file.read(_HEADER)


def _is_ours(header: bytes) -> bool:
    return len(header) == _HEADER and header.startswith(_MAGIC) and _number(header, 68) == APPLICATION_ID


def _number(header: bytes, at: int) -> int:
    """One of the four-byte numbers that SQLite's file format has in its header."""
    return int.from_bytes(header[at : at + 4], "big")


def _page_size(header: bytes) -> int:
    written = int.from_bytes(header[16:18], "big")
    return 65536 if written == 1 else written
