from pathlib import Path

import pytest

from icplint.collect.register.cache_folder import cache_folder

HOME = Path("/users/me")
ABSOLUTE = str(Path("/caches").absolute())


@pytest.mark.parametrize(
    ("environment", "platform", "folder"),
    [
        ({}, "linux", HOME / ".cache" / "icplint"),
        ({"XDG_CACHE_HOME": ABSOLUTE}, "linux", Path(ABSOLUTE) / "icplint"),
        ({"XDG_CACHE_HOME": "relative/caches"}, "linux", HOME / ".cache" / "icplint"),
        ({"XDG_CACHE_HOME": ""}, "linux", HOME / ".cache" / "icplint"),
        ({}, "darwin", HOME / "Library" / "Caches" / "icplint"),
        ({"XDG_CACHE_HOME": ABSOLUTE}, "darwin", Path(ABSOLUTE) / "icplint"),
        ({"LOCALAPPDATA": ABSOLUTE}, "win32", Path(ABSOLUTE) / "icplint" / "Cache"),
        ({}, "win32", HOME / "AppData" / "Local" / "icplint" / "Cache"),
    ],
)
def test_each_system_has_its_place(environment: dict[str, str], platform: str, folder: Path) -> None:
    assert cache_folder(environment, platform, HOME) == folder
