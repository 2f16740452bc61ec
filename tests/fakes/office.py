"""Opens files in LibreOffice, as a user would, and saves them in another format."""

import os
import subprocess
from pathlib import Path

from tests.conftest import program

CSV_OF_ALL_SHEETS = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,true,false,false,-1"
"""What cells show, formulas computed; one file for each sheet."""


def converted(path: Path, form: str) -> set[Path]:
    """The files that LibreOffice makes of a file, in a folder of their own beside it."""
    office = program("libreoffice")
    assert office is not None
    folder = path.parent / "converted"
    subprocess.run(
        [
            office,
            "--headless",
            *(("--infilter=CSV:44,34,76",) if path.suffix == ".csv" else ()),
            f"-env:UserInstallation={(path.parent / 'profile').as_uri()}",
            "--convert-to",
            form,
            "--outdir",
            str(folder),
            str(path),
        ],
        env={**os.environ, "LC_ALL": "C.UTF-8"},
        capture_output=True,
        check=True,
        timeout=120,
    )
    return set(folder.iterdir())
