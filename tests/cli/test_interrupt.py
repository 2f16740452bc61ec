import json
import os
import signal
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from tests.fakes.command_line import CLEAN_PAGE, environment

pytestmark = pytest.mark.skipif(os.name == "nt", reason="Windows sends no signal to a single process")


@pytest.mark.parametrize(
    ("jobs", "number"),
    [("1", signal.SIGINT), ("2", signal.SIGINT), ("1", signal.SIGTERM), ("2", signal.SIGHUP)],
)
def test_an_end_from_outside_reports_the_finished_sites_and_gives_130(
    tmp_path: Path, jobs: str, number: signal.Signals
) -> None:
    (tmp_path / "page.html").write_text(CLEAN_PAGE, encoding="utf-8")
    with socket.create_server(("127.0.0.1", 0)) as silent:
        port = silent.getsockname()[1]
        arguments = ["check", "page.html", f"http://127.0.0.1:{port}/", "-o", "report.json", "--jobs", jobs]
        with subprocess.Popen(
            [sys.executable, "-m", "icplint", *arguments],
            cwd=tmp_path,
            env=environment(),
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
        ) as running:
            connection, _ = silent.accept()
            assert connection.recv(1)  # the request is on its way, and will never be answered
            running.send_signal(number)
            _, said = running.communicate(timeout=30)
            connection.close()
    document = json.loads((tmp_path / "report.json").read_bytes())

    assert running.returncode == 130, said.decode()
    assert b"Traceback" not in said
    assert [(one["outcome"], one["reason"]) for one in document["sites"]] == [
        ("checked", None),
        ("not-checked", "interrupted"),
    ]
