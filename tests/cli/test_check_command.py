import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.fakes.command_line import CLEAN_PAGE, FAULTY_PAGE, environment, icplint

AS = ("--as", "https://www.example.cn/")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "clean.html").write_text(CLEAN_PAGE, encoding="utf-8")
    (tmp_path / "faulty.html").write_text(FAULTY_PAGE, encoding="utf-8")
    (tmp_path / "picture.html").write_bytes(b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + bytes(200))
    (tmp_path / "empty.csv").write_bytes(b"")
    (tmp_path / "no-pages").mkdir()
    return tmp_path


def names_in(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir()}


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (("clean.html", "--select", "ICP001"), 0),
        (("faulty.html", "--select", "ICP001"), 1),
        (("faulty.html", "--select", "ICP001", "--exit-zero"), 0),
        (("faulty.html", "--select", "ICP001", "--fail-on", "never"), 0),
        (("picture.html",), 3),
        (("picture.html", "--exit-zero"), 3),
        (("clean.html", "picture.html", "--select", "ICP001"), 3),
        (("clean.html", "picture.html", "--select", "ICP001", "--min-coverage", "50%"), 0),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, tuple) else str(value),
)
def test_the_exit_code_tells_what_was_found(folder: Path, arguments: tuple[str, ...], code: int) -> None:
    ended = icplint("check", *arguments, cwd=folder)

    assert ended.returncode == code, ended.stderr.decode()
    assert b"Traceback" not in ended.stderr


@pytest.mark.parametrize(
    ("arguments", "named"),
    [
        (("empty.csv",), "empty.csv"),
        (("no-pages",), "no-pages"),
        (("missing.html",), "missing.html"),
        (("clean.html", "-o", "report.pdf"), "report.pdf"),
        (("clean.html", "-o", "missing/report.json"), "missing"),
        (("clean.html", "-o", "folder.json"), "folder.json"),
        (("clean.html", "-o", "a.json", "-o", "./a.json"), "a.json"),
        (("clean.html", "--fail-on", "eror"), "--fail-on"),
        (("clean.html", "--format", "pdf"), "--format"),
        (("clean.html", "--select", "ICP999"), "ICP999"),
        (("faulty.html", "--select", "ICP001", "--ignore", "ICP"), "ignore"),
        (("clean.html", "--config", "missing.toml"), "missing.toml"),
        (("clean.html", "--sellect", "ICP001"), "--select"),
        ((), "TARGET"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, tuple) else str(value),
)
@pytest.mark.parametrize("language", ["zh", "en"])
def test_what_cannot_be_used_gets_one_line_and_exit_2(
    folder: Path, arguments: tuple[str, ...], named: str, language: str
) -> None:
    (folder / "folder.json").mkdir()
    before = names_in(folder)
    ended = icplint("check", *arguments, "--lang", language, cwd=folder)
    lines = ended.stderr.decode().splitlines()

    assert ended.returncode == 2
    assert len(lines) == 1
    assert named in lines[0]
    assert ended.stdout == b""
    assert names_in(folder) == before


def test_a_typo_in_the_file_names_the_nearest_key(folder: Path) -> None:
    (folder / "icplint.toml").write_text('fail_onn = "error"\n', encoding="utf-8")
    ended = icplint("check", "clean.html", "--lang", "en", cwd=folder)

    assert ended.returncode == 2
    assert "fail_onn" in ended.stderr.decode()
    assert "fail-on?" in ended.stderr.decode()
    assert ended.stderr.count(b"\n") == 1


def test_several_reports_are_written_whole_and_nothing_else(folder: Path) -> None:
    before = names_in(folder)
    ended = icplint(
        "check",
        "faulty.html",
        *AS,
        "-o",
        "a.json",
        "-o",
        "b.jsonl",
        "-o",
        "c.html",
        "-o",
        "d.txt",
        cwd=folder,
    )

    assert ended.returncode == 1
    assert names_in(folder) - before == {"a.json", "b.jsonl", "c.html", "d.txt"}
    document = json.loads((folder / "a.json").read_bytes())
    lines = [json.loads(line) for line in (folder / "b.jsonl").read_bytes().splitlines()]
    assert document["sites"][0]["findings"] == lines[0]["findings"]
    assert lines[-1]["summary"] == document["summary"]


def test_an_older_report_stays_when_another_output_cannot_be_written(folder: Path) -> None:
    (folder / "a.json").write_bytes(b"old")
    ended = icplint("check", "clean.html", "-o", "a.json", "-o", "missing/b.json", cwd=folder)

    assert ended.returncode == 2
    assert (folder / "a.json").read_bytes() == b"old"


@pytest.mark.parametrize(
    ("target", "report"),
    [("clean.html", "clean.html"), ("clean.html", "./clean.html"), ("@list.txt", "list.txt")],
)
def test_a_report_does_not_take_the_place_of_what_the_run_reads(
    folder: Path, target: str, report: str
) -> None:
    """The page or the list was gone, and the report stood there."""
    (folder / "list.txt").write_text("clean.html\n", encoding="utf-8")
    before = (folder / report).read_bytes()
    ended = icplint("check", target, "-o", report, "--lang", "en", cwd=folder)

    assert ended.returncode == 2
    assert b"is read by this run" in ended.stderr
    assert (folder / report).read_bytes() == before


@pytest.mark.skipif(os.name == "nt", reason="links need a privilege on Windows")
def test_a_report_does_not_take_the_place_of_a_page_behind_a_link(folder: Path) -> None:
    (folder / "link.html").symlink_to("clean.html")
    before = (folder / "clean.html").read_bytes()
    ended = icplint("check", "link.html", "-o", "clean.html", cwd=folder)

    assert ended.returncode == 2
    assert (folder / "clean.html").read_bytes() == before


@pytest.mark.skipif(os.name == "nt", reason="links need a privilege on Windows")
def test_a_report_at_a_link_that_leads_in_a_circle_is_no_fault_of_ours(folder: Path) -> None:
    """It ended with a traceback and 4."""
    (folder / "a.json").symlink_to("b.json")
    (folder / "b.json").symlink_to("a.json")
    ended = icplint("check", "clean.html", "-o", "a.json", cwd=folder)

    assert ended.returncode != 4
    assert b"Traceback" not in ended.stderr


def test_machine_formats_are_utf8_with_line_feeds_on_a_gbk_console(folder: Path) -> None:
    ended = icplint(
        "check", "faulty.html", *AS, "--format", "jsonl", cwd=folder, env={"PYTHONIOENCODING": "gbk"}
    )

    assert b"\r" not in ended.stdout
    assert [json.loads(line.decode("utf-8")) for line in ended.stdout.splitlines()][-1]["summary"][
        "sites"
    ] == 1


def test_the_text_report_is_gbk_on_a_gbk_console_and_what_it_lacks_is_replaced(folder: Path) -> None:
    (folder / "odd.html").write_text(FAULTY_PAGE.replace("版权所有", "版权所有 😀"), encoding="utf-8")
    ended = icplint("check", "odd.html", "--lang", "zh", cwd=folder, env={"PYTHONIOENCODING": "gbk"})

    assert ended.returncode == 1
    assert "核查" in ended.stdout.decode("gbk")


def test_the_beginning_of_a_rule_s_name_selects_it(folder: Path) -> None:
    """It was taken for known, and selected nothing: the faulty page came out clean."""
    ended = icplint("check", "faulty.html", "--select", "icp-number-mis", cwd=folder)

    assert ended.returncode == 1


def test_variables_stand_for_flags(folder: Path) -> None:
    ended = icplint(
        "check",
        "faulty.html",
        cwd=folder,
        env={
            "ICPLINT_FORMAT": "json",
            "ICPLINT_SELECT": "ICP001",
            "ICPLINT_FAIL_ON": "never",
            "ICPLINT_LANG": "en",
        },
    )
    document = json.loads(ended.stdout)

    assert ended.returncode == 0
    assert set(document["sites"][0]["verdicts"]) == {"ICP001"}
    assert document["run"]["settings"]["fail-on"] is None


def test_a_flag_wins_over_its_variable(folder: Path) -> None:
    ended = icplint("check", "faulty.html", "--format", "json", cwd=folder, env={"ICPLINT_FORMAT": "text"})

    assert json.loads(ended.stdout)["schema"] == "icplint/report/v1"


def test_a_language_before_the_command_is_the_language_of_its_report(folder: Path) -> None:
    ended = icplint("--lang", "en", "check", "clean.html", cwd=folder, env={"ICPLINT_LANG": "zh"})

    assert "Summary" in ended.stdout.decode()


def test_a_variable_that_cannot_be_used_is_named(folder: Path) -> None:
    ended = icplint("check", "clean.html", cwd=folder, env={"ICPLINT_FORMAT": "pdf"})

    assert ended.returncode == 2
    assert b"ICPLINT_FORMAT" in ended.stderr


def test_a_bad_row_is_declared_and_unmeasured(folder: Path) -> None:
    (folder / "list.csv").write_text("file,url\nclean.html,https://example.cn/\n,\n", encoding="utf-8")
    (folder / "list.csv").write_text(
        "url,file\nhttps://example.cn/,clean.html\nhttps://user:secret@[bad/,\n", encoding="utf-8"
    )
    ended = icplint("check", "list.csv", "--select", "ICP001", "--format", "json", cwd=folder)
    document = json.loads(ended.stdout)

    assert ended.returncode == 3
    assert (document["summary"]["sites"], document["summary"]["measured"]) == (2, 1)
    assert [row["line"] for row in document["rejected_rows"]] == [3]


def test_a_row_whose_file_is_missing_is_reported_and_not_checked(folder: Path) -> None:
    (folder / "list.csv").write_text("url,file\nhttps://example.cn/,gone.html\n", encoding="utf-8")
    ended = icplint("check", "list.csv", "--format", "json", cwd=folder)
    document = json.loads(ended.stdout)

    assert ended.returncode == 3
    assert document["summary"]["measured"] == 0


def test_two_runs_on_the_same_input_differ_in_nothing_but_the_run(folder: Path) -> None:
    first, second = (
        json.loads(icplint("check", ".", "--format", "json", cwd=folder).stdout) for _ in range(2)
    )

    assert first.pop("run") != second.pop("run")
    assert first == second


def test_quiet_and_a_pipe_say_nothing_beside_the_report(folder: Path) -> None:
    ended = icplint("check", "clean.html", "--quiet", cwd=folder)

    assert ended.stderr == b""


def test_verbose_tells_each_site_on_standard_error(folder: Path) -> None:
    ended = icplint("check", "faulty.html", "-vv", "--format", "json", "--lang", "en", cwd=folder)
    json.loads(ended.stdout)

    assert b"faulty.html: 1 finding" in ended.stderr or b"findings" in ended.stderr
    assert b"charset utf-8" in ended.stderr


def test_a_closed_pipe_ends_quietly(folder: Path) -> None:
    for number in range(40):
        (folder / f"{number}.html").write_text(FAULTY_PAGE, encoding="utf-8")
    with subprocess.Popen(
        [sys.executable, "-m", "icplint", "check", ".", "--format", "jsonl"],
        cwd=folder,
        env=environment(),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as running:
        assert running.stdout is not None
        assert running.stderr is not None
        running.stdout.read(10)
        running.stdout.close()

        assert running.stderr.read() == b""


def test_a_list_comes_in_on_standard_input(folder: Path) -> None:
    ended = icplint(
        "check",
        "-",
        "--format",
        "json",
        "--select",
        "ICP001",
        cwd=folder,
        stdin=b"url,file\nhttps://example.cn/,clean.html\n",
    )

    assert json.loads(ended.stdout)["sites"][0]["final_url"] == "https://example.cn/"


@pytest.mark.skipif(os.name == "nt", reason="a shell of POSIX closes the stream")
def test_a_closed_standard_output_is_one_line(tmp_path: Path) -> None:
    (tmp_path / "page.html").write_text(CLEAN_PAGE, encoding="utf-8")
    done = subprocess.run(
        ["sh", "-c", '"$0" -m icplint check page.html --lang en >&-', sys.executable],
        cwd=tmp_path,
        env=environment(),
        capture_output=True,
        check=False,
    )

    assert done.returncode == 2
    assert done.stderr.decode().splitlines() == [
        "icplint: standard output is closed; name a report file with -o and leave standard output open"
    ]


@pytest.mark.parametrize("target", ["list.csv", "late.csv", "pages"])
def test_a_report_never_takes_the_place_of_a_page_that_a_list_or_a_folder_names(
    tmp_path: Path, target: str
) -> None:
    page = tmp_path / "pages" / "page.html"
    page.parent.mkdir()
    page.write_text(CLEAN_PAGE, encoding="utf-8")
    (tmp_path / "list.csv").write_text(
        "file,url\npages/page.html,https://www.example.cn/\n", encoding="utf-8"
    )
    late = "file,url\n,http://127.0.0.1:9/\npages/page.html,https://www.example.cn/\n"
    (tmp_path / "late.csv").write_text(late, encoding="utf-8")
    done = icplint("check", target, "-o", "pages/page.html", "--lang", "en", "--quiet", cwd=tmp_path)

    assert done.returncode == 2
    assert done.stderr.decode().splitlines() == [
        "icplint: pages/page.html: is read by this run; name another path for the report"
    ]
    assert page.read_text(encoding="utf-8") == CLEAN_PAGE
    assert [path.name for path in page.parent.iterdir()] == ["page.html"]
