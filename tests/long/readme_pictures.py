"""Remakes the README's pictures from a real run of the demo: `poe pictures`. Needs Chromium and a CJK font."""

import os
import pty
import re
import shutil
import subprocess
import sys
import tempfile
import termios
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from rich.console import Console
from rich.terminal_theme import MONOKAI
from rich.text import Text

PICTURES = Path(__file__).resolve().parents[2] / "docs" / "images"
COLUMNS = 110
LINES = 60
BEGINNING = 44
"""Lines of the terminal's report at most, cut where a site begins; the middle is more of the same."""
END = 27
"""Lines at most, cut where a section begins."""
STYLING = re.compile(r"\x1b\[[0-9;]*m")
PAGE = """<!DOCTYPE html><html lang="LANGUAGE"><meta charset="utf-8"><style>
body {{ margin: 0; padding: 18px 22px; background: {background}; color: {foreground}; }}
pre {{ margin: 0; font: 14px/20px "Noto Sans Mono CJK SC", monospace; }}
{stylesheet}</style><pre><code style="font: inherit">{code}</code></pre></html>"""


def demo(folder: Path, language: str) -> str:
    """What `icplint demo` writes to a terminal; its reports land in the folder."""
    ours, theirs = pty.openpty()
    termios.tcsetwinsize(theirs, (LINES, COLUMNS))
    environment = {**os.environ, "TERM": "xterm-256color", "ICPLINT_LANG": language}
    with subprocess.Popen(
        [sys.executable, "-m", "icplint", "demo"],
        cwd=folder,
        env=environment,
        stdout=theirs,
        stderr=subprocess.DEVNULL,
    ) as running:
        os.close(theirs)
        written = b"".join(pieces(ours))
    os.close(ours)
    if running.returncode:
        sys.exit(f"icplint demo ended with {running.returncode}")
    return written.decode().replace("\r\n", "\n")


def pieces(terminal: int) -> Iterator[bytes]:
    """What is written to a terminal, until nobody has it open any more."""
    with suppress(OSError):  # Linux tells the end in this way
        while piece := os.read(terminal, 65536):
            yield piece


def terminal_page(shown: list[str], language: str) -> str:
    """Lines of a terminal's output as a page."""
    with Path(os.devnull).open("w", encoding="utf-8") as nowhere:
        console = Console(record=True, width=COLUMNS, file=nowhere)
        console.print(Text.from_ansi("\n".join(shown)))
    return console.export_html(theme=MONOKAI, code_format=PAGE.replace("LANGUAGE", language))


def excerpt(lines: list[str]) -> list[str]:
    """Whole sites from the beginning, and whole sections from the end."""
    plain = [STYLING.sub("", line).rstrip() for line in lines]
    sites = [at for at, line in enumerate(plain) if line.startswith(("http://", "https://"))]
    beginning = max(at for at in sites if at <= BEGINNING)
    end = min(at for at, line in enumerate(plain) if not line and at >= len(plain) - END)
    return [*lines[:beginning], "…", *lines[end:]]


def photograph(page: Path, picture: Path, width: int, height: int) -> None:
    """Take a picture of a page with a headless browser."""
    browser = next(path for name in ("chromium", "google-chrome", "chrome") if (path := shutil.which(name)))
    switches = ["--headless", "--no-sandbox", "--disable-gpu", "--no-first-run", "--hide-scrollbars"]
    offline = ["--disable-background-networking", "--disable-component-update", "--disable-sync"]
    with tempfile.TemporaryDirectory() as profile:
        subprocess.run(
            [
                browser,
                *switches,
                *offline,
                f"--user-data-dir={profile}",
                f"--window-size={width},{height}",
                f"--screenshot={picture}",
                page.as_uri(),
            ],
            check=True,
            stderr=subprocess.DEVNULL,
        )


def main() -> None:
    """Run the demo in each language and take the pictures of it."""
    PICTURES.mkdir(exist_ok=True)
    for language, suffix in (("en", ""), ("zh", ".zh")):
        with tempfile.TemporaryDirectory() as name:
            folder = Path(name)
            page = folder / "terminal.html"
            shown = excerpt(demo(folder, language).splitlines())
            page.write_text(terminal_page(shown, language), encoding="utf-8")
            photograph(page, PICTURES / f"terminal{suffix}.png", 880, 36 + 20 * len(shown))
            report = folder / "icplint-report.html"
            photograph(report, PICTURES / f"report{suffix}.png", 1180, 1480)


if __name__ == "__main__":
    main()
