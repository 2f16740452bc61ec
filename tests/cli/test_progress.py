import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.fakes.command_line import CLEAN_PAGE, environment

pytestmark = pytest.mark.skipif(
    os.name == "nt", reason="Windows has no pseudo-terminals that a test could open"
)


def said_on_terminal(cwd: Path, *arguments: str, **env: str) -> str:
    """What a call writes to standard error where that is a terminal."""
    ours, theirs = os.openpty()
    with subprocess.Popen(
        [sys.executable, "-m", "icplint", *arguments],
        cwd=cwd,
        env=environment(TERM="xterm", COLUMNS="100", **env),
        stdout=subprocess.DEVNULL,
        stderr=theirs,
    ):
        os.close(theirs)
        pieces = []
        while True:
            try:
                piece = os.read(ours, 65536)
            except OSError:  # Linux says EIO where the other end is closed
                break
            if not piece:
                break
            pieces.append(piece)
    os.close(ours)
    return b"".join(pieces).decode()


@pytest.fixture
def pages(tmp_path: Path) -> Path:
    for number in range(3):
        (tmp_path / f"{number}.html").write_text(CLEAN_PAGE, encoding="utf-8")
    return tmp_path


@pytest.mark.parametrize(("language", "word"), [("en", "a second"), ("zh", "每秒")])
def test_a_terminal_shows_how_far_the_run_is(pages: Path, language: str, word: str) -> None:
    targets = [f"{number}.html" for number in range(3)]
    said = said_on_terminal(pages, "check", *targets, "--lang", language)

    assert "3/3" in said
    assert word in said


def test_quiet_shows_nothing_on_a_terminal(pages: Path) -> None:
    assert said_on_terminal(pages, "check", ".", "--quiet") == ""


def test_no_color_draws_without_colours(pages: Path) -> None:
    coloured = said_on_terminal(pages, "check", ".")
    plain = said_on_terminal(pages, "check", ".", NO_COLOR="1")

    assert "\x1b[3" in coloured
    assert "\x1b[3" not in plain
