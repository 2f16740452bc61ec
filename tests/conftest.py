"""What every test may count on: a plain environment, programs found or named, golden files.

Tests that need a program carry its marker (`chromium`, `postgresql`, `libreoffice`, `npm`). Where
the program is missing they skip and say so; with `ICPLINT_REQUIRE=all`, or with the marker's name
in that list, they fail instead.
"""

import os
import shutil
from collections.abc import Callable, Iterator, Mapping
from functools import cache
from pathlib import Path

import hypothesis
import pytest

from tests.fakes.postgres import Server, postgresql

# A busy machine takes its time, and the first use of a pattern compiles it: no example is held to a time.
hypothesis.settings.register_profile("icplint", deadline=None)
hypothesis.settings.load_profile("icplint")

PROGRAMS: Mapping[str, tuple[str, ...]] = {
    "chromium": (
        "chromium",
        "chromium-browser",
        "google-chrome",
        "google-chrome-stable",
        "chrome",
        "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
        "C:/Program Files/Google/Chrome/Application/chrome.exe",
    ),
    "postgresql": (
        "postgres",
        *(f"/usr/lib/postgresql/{version}/bin/postgres" for version in range(19, 13, -1)),
        *(f"/opt/homebrew/opt/postgresql@{version}/bin/postgres" for version in range(19, 13, -1)),
    ),
    "libreoffice": ("soffice", "libreoffice"),
    "npm": ("npm",),
}
"""For each marker the names and places of its program, the first found serves."""

# NOTE: read before the environment is scrubbed below.
REQUIRED = frozenset(os.environ.get("ICPLINT_REQUIRE", "").replace(",", " ").split())

SCRUBBED = ("COLUMNS", "LINES", "LANG", "LANGUAGE", "NO_COLOR", "FORCE_COLOR", "CLICOLOR", "CLICOLOR_FORCE")
SCRUBBED_PREFIXES = ("ICPLINT_", "LC_")
SCRUBBED_SUFFIXES = ("_PROXY", "_proxy")


@cache
def program(marker: str) -> str | None:
    """The path of a marker's program, or None where this machine has none."""
    return next((path for name in PROGRAMS[marker] if (path := shutil.which(name))), None)


def is_required(marker: str) -> bool:
    """True where a missing program is a fault of the machine's set-up, not a reason to skip."""
    return "all" in REQUIRED or marker in REQUIRED


def pytest_runtest_setup(item: pytest.Item) -> None:
    """Skip or fail a test whose program is missing."""
    for marker in PROGRAMS:
        if item.get_closest_marker(marker) is None or program(marker) is not None:
            continue
        reason = f"{marker}: none of {', '.join(PROGRAMS[marker])} was found"
        if is_required(marker):
            pytest.fail(f"{reason}, and ICPLINT_REQUIRE asks for it", pytrace=False)
        pytest.skip(reason)


@pytest.fixture(autouse=True, scope="session")
def plain_environment() -> Iterator[None]:
    """Nothing of the developer's shell reaches a test: no settings, colours, language or proxies."""
    with pytest.MonkeyPatch.context() as patch:
        for name in tuple(os.environ):
            if name in SCRUBBED or name.startswith(SCRUBBED_PREFIXES) or name.endswith(SCRUBBED_SUFFIXES):
                patch.delenv(name)
        yield


@pytest.fixture(scope="session")
def postgres() -> Iterator[Server]:
    """A PostgreSQL server; the test that asks for it carries the `postgresql` marker."""
    with postgresql() as server:
        yield server


@pytest.fixture
def chromium() -> str:
    """The path of a Chromium or Chrome; the test that asks for it carries the `chromium` marker."""
    path = program("chromium")
    if path is None:
        pytest.fail("mark a test that uses the chromium fixture with pytest.mark.chromium", pytrace=False)
    return path


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add `--update-golden`."""
    parser.addoption(
        "--update-golden",
        action="store_true",
        help="rewrite the golden files that differ, and fail: the diff is read, then the tests run again",
    )


@pytest.fixture
def golden(request: pytest.FixtureRequest) -> Callable[[Path, str], None]:
    """Compare a text with a golden file: `golden(path, text)`. A missing file fails, too."""
    is_updating = bool(request.config.getoption("--update-golden"))

    def compare(path: Path, text: str) -> None:
        written = path.read_bytes().decode() if path.exists() else None
        if is_updating and written != text:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(text.encode())
            pytest.fail(
                f"{path}: rewritten; read the diff and run again without --update-golden", pytrace=False
            )
        if written is None:
            pytest.fail(f"{path}: missing; pytest --update-golden writes it", pytrace=False)

        assert text == written

    return compare
