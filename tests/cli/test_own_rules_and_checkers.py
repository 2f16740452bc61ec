"""Checkers, demanded items, folders of rules and the questions to `explain`, as a user calls them."""

import json
from pathlib import Path

import pytest

from tests.fakes.command_line import CLEAN_PAGE, icplint
from tests.fakes.own_rule import OWN_RULE

SUBJECT_ONLY = CLEAN_PAGE.replace("16059763号-1", "16059763号")


@pytest.fixture
def here(tmp_path: Path) -> Path:
    (tmp_path / "page.html").write_text(SUBJECT_ONLY, encoding="utf-8")
    (tmp_path / "our_rules").mkdir()
    (tmp_path / "our_rules" / "org001_greeting_missing.py").write_text(OWN_RULE, encoding="utf-8")
    return tmp_path


@pytest.mark.parametrize(("language", "name"), [("en", "Huawei Cloud (huawei)"), ("zh", "华为云（huawei）")])
def test_checker_and_basis_stand_in_the_report_for_people(here: Path, language: str, name: str) -> None:
    ended = icplint(
        "check", "page.html", "--checker", "huawei", "--basis", "strict", "--lang", language, cwd=here
    )
    head = ended.stdout.decode().splitlines()[1]

    assert name in head
    assert "strict" in head


def test_checker_and_basis_and_profile_stand_in_every_format(here: Path) -> None:
    formats = ("a.json", "a.html", "a.txt", "a.jsonl")
    outputs = [word for name in formats for word in ("-o", name)]
    icplint("check", "page.html", "--checker", "huawei", "--basis", "strict", "--quiet", *outputs, cwd=here)
    document = json.loads((here / "a.json").read_text(encoding="utf-8"))
    [site] = document["sites"]
    [found] = [one for one in site["findings"] if one["rule"] == "ICP011"]

    assert (document["run"]["checker"], document["run"]["basis_level"]) == ("huawei", "strict")
    assert site["profile"] == "huawei@2026-11"
    assert (found["severity"], found["reason_code"]) == ("error", "未正确悬挂备案号")
    assert "首页底部" in found["customer_message"]["zh"]
    for name in ("a.html", "a.txt"):
        written = (here / name).read_text(encoding="utf-8")
        for told in (
            "华为云",
            "strict",
            "未正确悬挂备案号",
            "huawei@2026-11",
            found["customer_message"]["zh"],
        ):
            assert told in written, (name, told)


def test_a_province_without_lines_is_told_to_follow_the_general_rule(here: Path) -> None:
    icplint("check", "page.html", "--quiet", "-o", "a.html", "-o", "a.txt", "-o", "a.json", cwd=here)

    assert json.loads((here / "a.json").read_text(encoding="utf-8"))["sites"][0]["profile"] is None
    for name in ("a.html", "a.txt"):
        assert "按通用规则判定" in (here / name).read_text(encoding="utf-8")


def test_a_checker_that_nobody_knows_is_refused_with_those_that_there_are(here: Path) -> None:
    ended = icplint("check", "page.html", "--checker", "huawai", "--lang", "en", cwd=here)

    assert ended.returncode == 2
    assert b"tencent, alibaba, huawei" in ended.stderr


def test_demanded_items_decide_the_exit_code_like_any_rule(here: Path) -> None:
    (here / "icplint.toml").write_text(
        "[[require]]\nname = 'hotline'\ntext = '热线'\nseverity = 'error'\n", encoding="utf-8"
    )
    found = icplint("check", "page.html", "--format", "json", cwd=here)
    unwanted = icplint("check", "page.html", "--ignore", "REQ001", cwd=here)
    document = json.loads(found.stdout.decode())

    assert (found.returncode, unwanted.returncode) == (1, 0)
    assert document["sites"][0]["verdicts"]["REQ001"] == "fail"
    assert document["run"]["settings"]["require"][0]["name"] == "hotline"


def test_a_folder_of_rules_is_named_by_a_flag_or_by_the_file(here: Path) -> None:
    by_flag = icplint("check", "page.html", "--packs", "our_rules", "--format", "json", cwd=here)
    (here / "icplint.toml").write_text(
        'packs = ["./our_rules"]\n[rules.ORG001]\nword = "版权所有"\n', encoding="utf-8"
    )
    by_file = icplint("check", "page.html", "--format", "json", cwd=here)
    flagged, filed = (json.loads(one.stdout.decode()) for one in (by_flag, by_file))

    assert flagged["sites"][0]["verdicts"]["ORG001"] == "fail"
    assert filed["sites"][0]["verdicts"]["ORG001"] == "pass"
    assert filed["tool"]["rules"] == flagged["tool"]["rules"]


@pytest.mark.parametrize(
    ("toml", "says"),
    [
        ("[rules.CPY006]\nout_of_date = 1\n", "rules.CPY006.out_of_date must be true or false"),
        ("[rules.CPY006]\nout_of_dat = true\n", "did you mean out_of_date?"),
        ("packs = ['./nothing']\n", "no such folder of rules"),
    ],
)
def test_settings_of_rules_that_cannot_be_used_are_one_line(here: Path, toml: str, says: str) -> None:
    (here / "icplint.toml").write_text(toml, encoding="utf-8")
    ended = icplint("check", "page.html", "--lang", "en", cwd=here)

    assert ended.returncode == 2
    assert says in ended.stderr.decode()
    assert ended.stderr.count(b"\n") == 1


def explained(here: Path, *words: str, language: str = "en") -> str:
    ended = icplint("explain", *words, "--lang", language, cwd=here)
    assert ended.returncode == 0, ended.stderr.decode()
    return ended.stdout.decode()


def test_rules_and_explain_know_own_rules_and_demanded_items(here: Path) -> None:
    (here / "icplint.toml").write_text(
        "packs = ['our_rules']\n[[require]]\nname = 'hotline'\ntext = '热线'\n", encoding="utf-8"
    )
    listed = icplint("rules", "--lang", "en", cwd=here).stdout.decode()

    assert "ORG001" in listed
    assert "REQ001" in listed
    assert "热线" in explained(here, "hotline")
    assert "No greeting" in explained(here, "ORG001")


def test_explain_says_that_no_dated_entry_is_known_where_none_is(here: Path) -> None:
    assert "what held before is not known" in explained(here, "ICP011", "--as-of", "2019-01-01")
    assert "没有可查的记录" in explained(here, "ICP011", "--as-of", "2019-01-01", language="zh")


def test_explain_tells_the_law_and_the_right_link_of_a_day(here: Path) -> None:
    told = explained(here, "ICP007", "--as-of", "2019-12-01")

    assert "http://www.beian.miit.gov.cn/ (2019-07 to 2020-08" in told
    assert "https://beian.miit.gov.cn/" not in told
    assert "article 12 (text of 2024-12-06)" in explained(here, "ICP001", "--as-of", "2019-01-01")
    assert "hold from 2011-01-08 on" in explained(here, "ICP001", "--as-of", "2009-01-01")


@pytest.mark.parametrize("province", ["广东", "广东省", "Guangdong"])
def test_explain_tells_what_a_province_asks_with_source_and_contradiction(here: Path, province: str) -> None:
    told = explained(here, "ICP011", "--province", province)

    assert "the subject number, without -N; both forms pass here" in told
    assert "seen on 2026-11-24" in told
    assert "Others say" in told


def test_explain_says_where_no_line_of_a_province_is_known(here: Path) -> None:
    assert "the general rule holds" in explained(here, "CPY001", "--province", "上海")
    assert "建议标明版权所有" in explained(here, "CPY001", "--province", "江苏", language="zh")


def test_explain_why_draws_the_ladder_with_what_stands_on_each_rung(here: Path) -> None:
    (here / "hidden.html").write_text(
        SUBJECT_ONLY.replace('<p><a href="https://beian', '<p style="display:none"><a href="https://beian'),
        encoding="utf-8",
    )
    shown, hidden = (
        explained(here, "--why", "ICP001", name).splitlines() for name in ("page.html", "hidden.html")
    )

    assert any(line.startswith("  → shown") and "京ICP备16059763号" in line for line in shown)
    assert any(line.startswith("  → hidden") and "京ICP备16059763号" in line for line in hidden)
    assert sum("→ " in line[:6] for line in hidden) == 1
    assert shown[-1].strip() == "Passed"
    assert hidden[-1].strip().startswith("Not applicable")


@pytest.mark.parametrize(
    "words",
    [
        ["ICP001", "--why"],
        ["ICP001", "page.html"],
        ["CPY001", "--why", "page.html"],
        ["ICP001", "--why", "nothing.html"],
        ["ICP001", "--why", "page.html", "--as-of", "2019-01-01"],
        ["ICP001", "--as-of", "yesterday"],
        ["ICP001", "--province", "Atlantis"],
    ],
    ids=" ".join,
)
@pytest.mark.parametrize("language", ["en", "zh"])
def test_a_question_that_explain_cannot_answer_is_one_line(
    here: Path, words: list[str], language: str
) -> None:
    ended = icplint("explain", *words, "--lang", language, cwd=here)

    assert ended.returncode == 2
    assert ended.stderr.count(b"\n") == 1
    assert not ended.stdout
