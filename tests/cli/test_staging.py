"""`--resolve` and `[[access]]` as a user gives them, over real HTTP."""

import json
from pathlib import Path

from tests.fakes.command_line import icplint
from tests.fakes.web import website

SECRET = "s3cret-of-a-test"  # noqa: S105 - it opens nothing


def test_a_site_is_checked_before_its_dns_is_switched_over(tmp_path: Path) -> None:
    with website() as address:
        port = address.rpartition(":")[2]
        ended = icplint(
            "check", f"http://www.example.cn:{port}/", "--resolve", f"www.example.cn:{port}:127.0.0.1",
            "--format", "json", "--fail-on", "never", cwd=tmp_path,
        )  # fmt: skip

    report = json.loads(ended.stdout)
    assert ended.returncode == 0
    assert report["sites"][0]["domain"] == "example.cn"
    assert report["sites"][0]["final_url"] == f"http://www.example.cn:{port}/"
    assert report["run"]["settings"]["resolve"] == [f"www.example.cn:{port}:127.0.0.1"]


def test_a_secret_of_the_environment_reaches_its_host_and_no_report(tmp_path: Path) -> None:
    with website() as address:
        host = address.removeprefix("http://")
        (tmp_path / "icplint.toml").write_text(
            f'[[access]]\nhost = "{host}"\nover_http = true\nheaders = {{ X-Preview = {{ env = "TOKEN" }} }}',
            encoding="utf-8",
        )
        ended = icplint(
            "check", address, "-vv", "-o", "report.json", "-o", "report.html", "--lang", "en",
            cwd=tmp_path, env={"TOKEN": SECRET},
        )  # fmt: skip

    report = json.loads((tmp_path / "report.json").read_text(encoding="utf-8"))
    assert report["run"]["settings"]["access"] == [
        {"host": host, "headers": ["X-Preview"], "over_http": True}
    ]
    shown = ended.stdout + ended.stderr + (tmp_path / "report.html").read_bytes()
    assert SECRET.encode() not in shown
    assert SECRET not in json.dumps(report)


def test_a_variable_that_is_not_set_is_told_in_one_line(tmp_path: Path) -> None:
    (tmp_path / "icplint.toml").write_text(
        '[[access]]\nhost = "a.cn"\nheaders = { X-Preview = { env = "TOKEN" } }', encoding="utf-8"
    )
    ended = icplint("check", "a.cn", "--lang", "en", cwd=tmp_path)

    assert ended.returncode == 2
    assert len(ended.stderr.splitlines()) == 1
    assert b"the variable 'TOKEN' is not set" in ended.stderr
