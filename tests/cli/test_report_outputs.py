"""Reports for pipelines, as a user asks for them."""

import csv
import io
import json
import os
import sys
from dataclasses import replace
from pathlib import Path
from xml.etree import ElementTree as ET

import openpyxl
import pytest

from icplint.cli.check import standard_output
from icplint.errors import OutputError
from icplint.model.text import Language
from icplint.run.outputs import OutputDesk, ToEndOfFile, ToFile
from icplint.tell.report.formats import Format
from tests.fakes.command_line import FAULTY_PAGE, icplint
from tests.fakes.sample_run import sample_head, sample_outcomes

ONE_RULE = ("--select", "ICP001", "--lang", "en")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "site").mkdir()
    (tmp_path / "site" / "index.html").write_text(FAULTY_PAGE, encoding="utf-8")
    return tmp_path


def test_all_formats_are_written_in_one_run_and_agree(folder: Path) -> None:
    names = ("a.sarif", "b.xml", "c.csv", "d.xlsx", "e.md", "f.codequality.json", "g.json", "h.html")
    outputs = [part for name in (*names, "github:i.txt") for part in ("-o", name)]
    ended = icplint("check", "site", *ONE_RULE, *outputs, cwd=folder)
    results = json.loads((folder / "a.sarif").read_bytes())["runs"][0]["results"]
    junit = ET.fromstring((folder / "b.xml").read_bytes())
    rows = list(csv.DictReader(io.StringIO((folder / "c.csv").read_text("utf-8-sig"), newline="")))
    sheet = openpyxl.load_workbook(folder / "d.xlsx")["Findings"]
    entries = json.loads((folder / "f.codequality.json").read_bytes())

    assert ended.returncode == 1, ended.stderr.decode()
    assert [one["ruleId"] for one in results] == ["ICP001"]
    assert junit.attrib["failures"] == "1"
    assert [row["Rule"] for row in rows] == ["ICP001"]
    assert sheet["L2"].value == "ICP001"
    assert "| To mend | ICP001 " in (folder / "e.md").read_text(encoding="utf-8")
    assert entries[0]["location"]["path"] == "site/index.html"
    assert (folder / "i.txt").read_text(encoding="utf-8").startswith("::error file=site/index.html,")


def test_the_rules_of_the_run_are_described_in_sarif(folder: Path) -> None:
    icplint("check", "site", *ONE_RULE, "-o", "a.sarif", cwd=folder)
    driver = json.loads((folder / "a.sarif").read_bytes())["runs"][0]["tool"]["driver"]

    assert "ICP001" in [rule["id"] for rule in driver["rules"]]


def test_a_format_before_the_path_wins_over_the_suffix(folder: Path) -> None:
    icplint("check", "site", *ONE_RULE, "-o", "sarif:report.json", cwd=folder)

    assert json.loads((folder / "report.json").read_bytes())["version"] == "2.1.0"


def test_a_page_named_by_its_whole_path_is_relative_to_the_folder_of_the_call(folder: Path) -> None:
    page = folder / "site" / "index.html"
    icplint("check", str(page), *ONE_RULE, "-o", "a.codequality.json", cwd=folder)

    entry = json.loads((folder / "a.codequality.json").read_bytes())[0]
    assert entry["location"]["path"] == "site/index.html"


def test_two_formats_of_one_file_are_refused(folder: Path) -> None:
    ended = icplint("check", "site", *ONE_RULE, "-o", "a.json", "-o", "sarif:./a.json", cwd=folder)

    assert ended.returncode == 2
    assert b"named for two reports" in ended.stderr
    assert not (folder / "a.json").exists()


def test_annotations_go_to_standard_output_and_the_summary_behind_what_the_page_holds(folder: Path) -> None:
    page = folder / "summary.md"
    page.write_bytes(b"# Earlier step\n")
    ended = icplint(
        "check", "site", *ONE_RULE, "--format", "github", cwd=folder, env={"GITHUB_STEP_SUMMARY": str(page)}
    )
    lines = ended.stdout.decode().splitlines()

    assert ended.returncode == 1
    assert [line.split(" ")[0] for line in lines] == ["::error", "::notice"]
    assert page.read_text(encoding="utf-8").startswith("# Earlier step\n## Filing footer report\n")


def test_another_format_leaves_the_summary_page_alone(folder: Path) -> None:
    page = folder / "summary.md"
    icplint("check", "site", *ONE_RULE, cwd=folder, env={"GITHUB_STEP_SUMMARY": str(page)})

    assert not page.exists()


def test_a_summary_page_that_cannot_be_written_is_one_line_before_the_run(folder: Path) -> None:
    ended = icplint(
        "check",
        "site",
        *ONE_RULE,
        "--format",
        "github",
        cwd=folder,
        env={"GITHUB_STEP_SUMMARY": str(folder / "missing" / "summary.md")},
    )

    assert ended.returncode == 2
    assert ended.stdout == b""
    assert len(ended.stderr.splitlines()) == 1


def test_a_page_that_vanished_is_made_anew(tmp_path: Path) -> None:
    page = tmp_path / "summary.md"
    with OutputDesk((ToEndOfFile(format=Format.MARKDOWN, path=page),), "run-1", Language.EN) as desk:
        page.unlink()
        failures = desk.finish(sample_head(), sample_outcomes())

    assert failures == ()
    assert page.read_bytes().startswith(b"## Filing footer report")


@pytest.mark.skipif(os.name == "nt", reason="Windows lets no file be replaced by a folder while it is open")
def test_a_page_that_cannot_take_the_summary_at_the_end_is_a_failure_of_it_alone(tmp_path: Path) -> None:
    page = tmp_path / "summary.md"
    with OutputDesk((ToEndOfFile(format=Format.MARKDOWN, path=page),), "run-1", Language.EN) as desk:
        page.unlink()
        page.mkdir()
        failures = desk.finish(sample_head(), sample_outcomes())

    assert [failure.en.partition(":")[0] for failure in failures] == [str(page)]


def test_sarif_beyond_what_github_stores_is_told_once(tmp_path: Path) -> None:
    outputs = tuple(ToFile(format=Format.SARIF, path=tmp_path / name) for name in ("a.sarif", "b.sarif"))
    many = replace(sample_head().summary, errors=5_001)
    with OutputDesk(outputs, "run-1", Language.EN) as desk:
        told = [limit.en for limit in desk.limits(many)]

        assert len(told) == 1
        assert desk.limits(sample_head().summary) == ()
    assert "GitHub stores the 5,000 gravest" in told[0]


def test_a_workbook_goes_through_a_pipe(folder: Path) -> None:
    ended = icplint("check", "site", *ONE_RULE, "--format", "xlsx", cwd=folder)

    assert openpyxl.load_workbook(io.BytesIO(ended.stdout)).sheetnames == ["Summary", "Sites", "Findings"]


class Terminal(io.TextIOWrapper):
    def isatty(self) -> bool:
        return True


def test_a_workbook_is_not_poured_into_a_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdout", Terminal(io.BytesIO(), encoding="utf-8"))

    with pytest.raises(OutputError, match=r"-o report\.xlsx"):
        standard_output(Format.XLSX, Language.EN)
