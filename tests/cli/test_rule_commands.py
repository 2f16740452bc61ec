import json
import subprocess
import sys
from pathlib import Path

import pytest

from icplint.packs import load_rules
from tests.fakes.command_line import environment, icplint

RULES = load_rules()


@pytest.mark.parametrize(("language", "word"), [("en", "rules"), ("zh", "条规则")])
def test_rules_lists_each_rule_on_a_line_of_its_own(tmp_path: Path, language: str, word: str) -> None:
    lines = icplint("rules", "--lang", language, cwd=tmp_path).stdout.decode().splitlines()

    assert [line.split()[0] for line in lines[:-2]] == [rule.info.id for rule in RULES]
    assert f"{len(RULES)}" in lines[-1]
    assert word in lines[-1]


@pytest.mark.parametrize("word", ["ICP007", "icp007", "icp-link-retired"])
@pytest.mark.parametrize("language", ["en", "zh"])
def test_explain_tells_a_rule_by_id_or_name_in_both_languages(
    tmp_path: Path, word: str, language: str
) -> None:
    ended = icplint("explain", word, "--lang", language, cwd=tmp_path)
    rule = next(rule for rule in RULES if rule.info.id == "ICP007")
    title = rule.info.title.zh if language == "zh" else rule.info.title.en

    assert ended.returncode == 0, ended.stderr.decode()
    assert "ICP007" in ended.stdout.decode()
    assert title in ended.stdout.decode()


def test_a_rule_that_there_is_not_is_refused_with_the_nearest_name(tmp_path: Path) -> None:
    ended = icplint("explain", "icp-link-retird", "--lang", "en", cwd=tmp_path)

    assert ended.returncode == 2
    assert "The nearest is 'icp-link-retired'" in ended.stderr.decode()
    assert ended.stderr.count(b"\n") == 1


def test_the_schema_is_json_in_utf8_on_every_console(tmp_path: Path) -> None:
    ended = icplint("schema", cwd=tmp_path, env={"PYTHONIOENCODING": "gbk"})

    assert b"\r" not in ended.stdout
    assert json.loads(ended.stdout.decode("utf-8"))["$schema"].startswith("https://json-schema.org/")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="only Linux has a device that is always full")
def test_a_full_disk_is_one_line_and_exit_2(tmp_path: Path) -> None:
    with Path("/dev/full").open("wb") as full:
        ended = subprocess.run(
            [sys.executable, "-m", "icplint", "rules"],
            cwd=tmp_path,
            env=environment(),
            stdout=full,
            stderr=subprocess.PIPE,
            check=False,
        )

    assert ended.returncode == 2
    assert ended.stderr.count(b"\n") == 1
