"""`icplint check --dry-run`: targets and requests are told, and nothing is sent."""

import json
from pathlib import Path

import pytest

from tests.fakes.command_line import CLEAN_PAGE, icplint
from tests.fakes.web import website

LIST = "example.cn\nhttps://www.example.cn/a\n!!no site\n"


def test_targets_requests_and_the_sum_are_told(tmp_path: Path) -> None:
    (tmp_path / "sites.txt").write_text(LIST, encoding="utf-8")

    ended = icplint("check", "@sites.txt", "--dry-run", "--lang", "en", cwd=tmp_path)

    shown = ended.stdout.decode()
    assert ended.returncode == 0
    assert [line.split(". ")[1] for line in shown.splitlines() if line.startswith("  ") and ". " in line] == [
        "https://example.cn/",
        "http://example.cn/",
        "https://www.example.cn/",
        "http://www.example.cn/",
        "https://www.example.cn/a",
    ]
    assert "sites.txt, line 3:" in shown
    assert shown.endswith("Nothing was sent.\n")


@pytest.mark.parametrize("form", ["json", "jsonl"])
def test_programs_get_the_same(tmp_path: Path, form: str) -> None:
    (tmp_path / "sites.txt").write_text(LIST, encoding="utf-8")

    ended = icplint("check", "@sites.txt", "--dry-run", "--format", form, "--max-pages", "9", cwd=tmp_path)

    text = ended.stdout.decode()
    rows = json.loads(text) if form == "json" else [json.loads(line) for line in text.splitlines()]
    assert [row["kind"] for row in rows] == ["plan", "plan", "rejected", "total"]
    assert rows[0]["steps"]["pages"] == 8
    assert rows[-1]["requests"] == rows[0]["requests"] + rows[1]["requests"]


def test_nothing_is_sent(tmp_path: Path) -> None:
    asked: list[str] = []
    with website(before_answer=asked.append) as site:
        ended = icplint("check", site, "--dry-run", "--max-pages", "9", cwd=tmp_path)

    assert ended.returncode == 0
    assert site in ended.stdout.decode()
    assert not asked


def test_a_saved_page_causes_no_request(tmp_path: Path) -> None:
    (tmp_path / "page.html").write_text(CLEAN_PAGE, encoding="utf-8")

    ended = icplint("check", "page.html", "--dry-run", "--lang", "en", cwd=tmp_path)

    assert ended.stdout.decode().startswith("page.html: no request\n")


def test_a_report_format_that_holds_no_plan_is_refused(tmp_path: Path) -> None:
    ended = icplint("check", "example.cn", "--dry-run", "--format", "sarif", "--lang", "en", cwd=tmp_path)

    assert ended.returncode == 2
    assert b"--dry-run writes text, json or jsonl, not sarif" in ended.stderr
    assert not ended.stdout


@pytest.mark.parametrize(
    ("options", "usual"),
    [
        ((), 1),
        (("--device", "both"), 2),
        (("--max-pages", "5"), 7),
        (("--max-pages", "5", "--authorised"), 6),
    ],
)
def test_what_a_site_usually_costs_is_told(tmp_path: Path, options: tuple[str, ...], usual: int) -> None:
    ended = icplint("check", "example.cn", "--dry-run", "--format", "jsonl", *options, cwd=tmp_path)
    plan, total = map(json.loads, ended.stdout.splitlines())

    assert plan["usual_requests"] == total["usual_requests"] == usual
    assert plan["usual_requests"] <= plan["requests"] <= plan["most_requests"]
