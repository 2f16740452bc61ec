"""The recipes of docs/fleet.md: what they call exists, and their files are what their readers take."""

import ast
import re
import shlex
import shutil
import subprocess
import sys
import types
from collections.abc import Iterator
from configparser import ConfigParser
from pathlib import Path
from typing import Any, Self

import click
import pytest
import yaml

from icplint.cli.program import program
from icplint.model.text import Language

DOCS = Path(__file__).parents[1] / "docs"
PAGE = (DOCS / "fleet.md").read_text(encoding="utf-8")
TWIN = (DOCS / "fleet.zh-CN.md").read_text(encoding="utf-8")


def fences(kind: str, page: str = PAGE) -> list[str]:
    return re.findall(rf"```{kind}\n(.*?)```", page, re.DOTALL)


def commands() -> Iterator[str]:
    """Every call of icplint on the page."""
    for line in "\n".join(fences("crontab")).splitlines():
        yield line.split(maxsplit=5)[5].split("||")[0]
    for unit in fences("ini"):
        yield from re.findall(r"ExecStart=(.*)", unit)
    for text in (*fences("yaml"), *fences("python")):
        yield from re.findall(r"icplint (?:scan|diff|prune) [^\n\"]*", text)
    for text in fences("sh"):
        yield from text.splitlines()


def test_both_languages_have_the_same_recipes() -> None:
    def bones(page: str) -> list[object]:
        return [re.findall(r"```\w+\n.*?```", page, re.DOTALL), re.findall(r"^#+", page, re.MULTILINE)]

    assert bones(PAGE) == bones(TWIN)


@pytest.mark.parametrize("command", list(commands()))
def test_every_command_and_option_exists(command: str) -> None:
    words = shlex.split(command)
    assert Path(words[0]).name == "icplint"
    group = program(Language.EN)
    found = group.get_command(click.Context(group), words[1])
    assert found is not None
    ctx = found.make_context(words[1], words[2:])  # refuses what the command does not know

    assert ctx.params


def test_the_crontab_has_five_fields_and_a_command() -> None:
    lines = fences("crontab")[0].splitlines()

    assert len(lines) == 2
    for line in lines:
        fields = line.split(maxsplit=5)[:5]
        assert all(re.fullmatch(r"\*|\d+", field) for field in fields), fields
        assert "%" not in line  # cron would end the line there


def test_systemd_takes_the_units(tmp_path: Path) -> None:
    units = {re.match(r"# \S*/(\S+)\n", text)[1]: text for text in fences("ini")}  # type: ignore[index]
    assert set(units) == {"icplint.service", "icplint.timer"}
    for name, text in units.items():
        (tmp_path / name).write_text(
            text.replace("/opt/icplint/bin/icplint", sys.executable), encoding="utf-8"
        )
        parser = ConfigParser(strict=False)
        parser.optionxform = str  # type: ignore[assignment,method-assign]
        parser.read_string(text)
        assert "Unit" in parser
    if analyze := shutil.which("systemd-analyze"):
        done = subprocess.run(
            [analyze, "verify", *map(str, tmp_path.iterdir())], capture_output=True, text=True, check=False
        )
        assert "Unknown" not in done.stderr, done.stderr


def test_the_cronjob_is_what_kubernetes_takes() -> None:
    alerts, job = map(yaml.safe_load, fences("yaml"))
    spec = job["spec"]
    pod = spec["jobTemplate"]["spec"]["template"]["spec"]
    [container] = pod["containers"]

    assert (job["apiVersion"], job["kind"]) == ("batch/v1", "CronJob")
    assert spec["concurrencyPolicy"] == "Forbid"
    assert pod["restartPolicy"] == "Never"  # else podFailurePolicy is refused
    assert {mount["name"] for mount in container["volumeMounts"]} == {one["name"] for one in pod["volumes"]}
    assert [env["name"] for env in container["env"]] == ["ICPLINT_STORE"]
    assert [rule["alert"] for rule in alerts["groups"][0]["rules"]] == ["ScanMissing", "NewFindings"]


def test_the_dag_is_built(monkeypatch: pytest.MonkeyPatch) -> None:
    made: dict[str, Any] = {}

    class Task:
        def __init__(self, *, task_id: str, bash_command: str) -> None:
            made[task_id] = bash_command
            self.name = task_id

        def __rshift__(self, other: "Task") -> "Task":
            made["order"] = (self.name, other.name)
            return other

    class Dag:
        def __init__(self, **given: object) -> None:
            made.update(given)

        def __enter__(self) -> Self:
            return self

        def __exit__(self, *_: object) -> None:
            pass

    airflow = types.ModuleType("airflow")
    airflow.DAG = Dag  # type: ignore[attr-defined]
    bash = types.ModuleType("airflow.operators.bash")
    bash.BashOperator = Task  # type: ignore[attr-defined]
    for name, module in (
        ("airflow", airflow),
        ("airflow.operators", types.ModuleType("o")),
        (bash.__name__, bash),
    ):
        monkeypatch.setitem(sys.modules, name, module)
    [source] = fences("python")
    exec(compile(ast.parse(source), "dag", "exec"), {})  # noqa: S102 - our own page

    assert made["order"] == ("scan", "diff")
    assert made["max_active_runs"] == 1
