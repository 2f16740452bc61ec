"""Where this user's programs keep what they can do without."""

from collections.abc import Mapping
from pathlib import Path

NAME = "icplint"


def cache_folder(environment: Mapping[str, str], platform: str, home: Path) -> Path:
    """The folder of icplint's caches; it need not exist.

    Args:
        environment: The process's variables.
        platform: As `sys.platform` names it.
        home: The user's own folder.

    Source: XDG Base Directory Specification 0.8 (a relative path counts as none), Microsoft's known folders,
    Apple's File System Programming Guide; read 2026-11.
    """
    if (written := environment.get("XDG_CACHE_HOME", "")) and (stated := Path(written)).is_absolute():
        return stated / NAME
    if platform == "win32":
        local = environment.get("LOCALAPPDATA", "")
        return (Path(local) if local else home / "AppData" / "Local") / NAME / "Cache"
    if platform == "darwin":
        return home / "Library" / "Caches" / NAME
    return home / ".cache" / NAME
