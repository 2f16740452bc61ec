import json
from pathlib import Path

import pytest

from icplint.cli.register import COMMANDS
from tests.fakes.command_line import icplint

REGISTER = """# as_of: 2026-11-20
主办单位名称,主办单位性质,网站域名,ICP备案/许可证号,审核通过日期,是否限制接入,负责人
示例科技有限公司,企业,example.cn,京ICP备16059763号-1,2024-05-06 10:00:00,否,王小明
李四,个人,lisi.cn,沪ICP备16059764号-1,2024-05-07,否,李四
某某游戏有限公司,企业,game.cn,京ICP备16059765号-1A,2024-05-08,否,
"""
BROKEN = REGISTER + "坏行有限公司,企业,,京ICP备16059766号-1,,,\n另一有限公司,企业,other.cn,京ICP备1号,,,\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "filings.csv").write_text(REGISTER, encoding="utf-8")
    (tmp_path / "broken.csv").write_text(BROKEN, encoding="utf-8")
    return tmp_path


def called(folder: Path, *arguments: str, code: int = 0, language: str = "en") -> str:
    ended = icplint("register", *arguments, "--lang", language, cwd=folder)
    assert ended.returncode == code, ended.stderr.decode()
    return ended.stdout.decode()


def refused(folder: Path, *arguments: str) -> str:
    """The one line of a refusal, in English; in Chinese it is one line, too."""
    said = {}
    for language in ("en", "zh"):
        ended = icplint("register", *arguments, "--lang", language, cwd=folder)
        assert ended.returncode == 2, ended.stdout.decode()
        assert ended.stderr.count(b"\n") == 1, ended.stderr.decode()
        said[language] = ended.stderr.decode()
    return said["en"]


# --- the group ---


@pytest.mark.parametrize(("language", "word"), [("en", "Commands:"), ("zh", "命令：")])
def test_the_group_shows_its_commands(folder: Path, language: str, word: str) -> None:
    told = called(folder, language=language)

    assert word in told
    assert [name for name in COMMANDS if f"  {name} " not in told] == []


@pytest.mark.parametrize("name", sorted(COMMANDS))
@pytest.mark.parametrize("language", ["en", "zh"])
def test_each_command_has_a_help_page_in_each_language(folder: Path, name: str, language: str) -> None:
    told = called(folder, name, "--help", language=language)

    assert f"icplint register {name}" in told
    assert "[required]" not in told


def test_a_command_that_there_is_not_is_refused_with_the_nearest(folder: Path) -> None:
    assert "The nearest is 'validate'" in refused(folder, "valdate")


# --- validate ---


def test_a_good_file_is_counted(folder: Path) -> None:
    lines = called(folder, "validate", "filings.csv").splitlines()

    assert lines[0].startswith("filings.csv: csv")
    assert "as of 2026-11-20" in lines
    assert "complete for: nothing; an absent domain is unknown" in lines
    assert "rows that can be used: 2" in lines
    assert "rows of Apps and mini-programs, skipped: 1" in lines
    assert "names of individuals dropped: 1 (taken for one by its look: 0)" in lines
    assert "personal data dropped, column 负责人: 2" in lines


def test_no_name_of_a_person_is_ever_told(folder: Path) -> None:
    assert "王小明" not in called(folder, "validate", "filings.csv", language="zh")
    called(folder, "import", "filings.csv", "-o", "register.db")
    stored = (folder / "register.db").read_bytes()

    assert "示例科技有限公司".encode() in stored
    assert "王小明".encode() not in stored
    assert "李四".encode() not in stored


def test_wrong_rows_are_told_by_their_lines_and_end_with_1(folder: Path) -> None:
    told = called(folder, "validate", "broken.csv", code=1)

    assert "rows left out: 2" in told
    assert "  line 6: the row names no domain" in told
    assert "  line 7: " in told
    assert "第 6 行" in called(folder, "validate", "broken.csv", code=1, language="zh")


def test_a_file_without_a_row_that_can_be_used_ends_with_2(folder: Path) -> None:
    (folder / "none.csv").write_text("网站域名,主办单位名称\n,甲公司\n", encoding="utf-8")

    assert "no row of the register can be used" in refused(folder, "validate", "none.csv")
    assert "cannot be read" in refused(folder, "validate", "absent.csv")


def test_a_store_is_gone_through_as_well(folder: Path) -> None:
    called(folder, "import", "filings.csv", "-o", "register.db", "--complete-for", "gov.cn")
    told = called(folder, "validate", "register.db").splitlines()

    assert told == [
        "register.db: imported from filings.csv",
        "as of 2026-11-20",
        "complete for: gov.cn",
        "names with a row: 2",
    ]
    stored = bytearray((folder / "register.db").read_bytes())
    (folder / "register.db").write_bytes(stored[:-4096])
    assert "damaged" in refused(folder, "validate", "register.db")


def test_what_a_file_writes_cannot_steer_a_terminal(folder: Path) -> None:
    (folder / "hostile.csv").write_text(
        'domain,icp,leaderName\n"ex\x1b[2Jample.cn",京ICP备16059763号-1,x\nexample.cn,京ICP备16059763号-1,x\n',
        encoding="utf-8",
    )

    assert "\x1b" not in called(folder, "validate", "hostile.csv", code=1)


# --- import ---


def test_a_file_is_imported_and_what_came_of_it_is_told(folder: Path) -> None:
    told = called(folder, "import", "broken.csv", "-o", "register.db")

    assert "register.db: written; rows: 2" in told
    assert "  line 6: the row names no domain" in told
    assert "rows of Apps and mini-programs, skipped: 1" in told
    assert json.loads(called(folder, "show", "example.cn", "--register", "register.db", "--format", "json"))[
        "filing"
    ]["entity"] == "示例科技有限公司"  # fmt: skip


def test_several_files_become_one_that_is_as_old_as_the_oldest(folder: Path) -> None:
    (folder / "police.csv").write_text(
        "# as_of: 2026-11-02\ndomain,psb\nexample.cn,京公网安备11010502030001号\n", encoding="utf-8"
    )
    called(folder, "import", "filings.csv", "police.csv", "-o", "register.db", "--complete-for", "*")
    shown = json.loads(called(folder, "show", "example.cn", "--register", "register.db", "--format", "json"))[
        "filing"
    ]

    assert (shown["source"], shown["as_of"]) == ("filings.csv, police.csv", "2026-11-02")
    assert (shown["site"], shown["psb"]) == ("京ICP备16059763号-1", "京公网安备11010502030001号")
    assert '"answer": "not-filed"' in called(
        folder, "show", "absent.cn", "--register", "register.db", "--format", "json"
    )


def test_the_day_can_be_given(folder: Path) -> None:
    called(folder, "import", "filings.csv", "-o", "register.db", "--as-of", "2026年11月3日")

    assert "as of 2026-11-03" in called(folder, "validate", "register.db")
    assert "is no date" in refused(folder, "import", "filings.csv", "-o", "x.db", "--as-of", "soon")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("absent.csv", "-o", "register.db"), "cannot be read"),
        (("filings.csv", "none.csv", "-o", "register.db"), "none.csv: no row of the register can be used"),
        (("filings.csv", "-o", "filings.csv"), "is read by this import"),
        (("filings.csv", "-o", "page.html"), "is no register, and will not be replaced"),
        (("filings.csv", "-o", "nowhere/register.db"), "cannot be written"),
        (("old.db", "-o", "register.db"), "is a register already"),
        (("filings.csv",), "the option --output is missing"),
    ],
)
def test_what_cannot_be_imported_is_one_line_and_changes_nothing(
    folder: Path, arguments: tuple[str, ...], said: str
) -> None:
    called(folder, "import", "filings.csv", "-o", "old.db")
    called(folder, "import", "filings.csv", "-o", "register.db")
    (folder / "none.csv").write_text("网站域名,主办单位名称\n,甲公司\n", encoding="utf-8")
    (folder / "page.html").write_text("<p>", encoding="utf-8")
    before = {path.name: path.read_bytes() for path in folder.iterdir()}

    assert said in refused(folder, "import", *arguments)
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == before


# --- show ---


def test_all_that_is_known_of_a_host_is_shown(folder: Path) -> None:
    lines = called(
        folder, "show", "https://m.Example.cn/path", "--register", "filings.csv", language="zh"
    ).splitlines()

    assert [line.split(maxsplit=1) for line in lines] == [
        ["主机名", "m.example.cn"],
        ["结果", "有备案记录"],
        ["登记域名", "example.cn（上级域名）"],
        ["主办单位名称", "示例科技有限公司"],
        ["主办单位性质", "企业"],
        ["主体备案号", "京ICP备16059763号"],
        ["网站备案号", "京ICP备16059763号-1"],
        ["审核通过日期", "2024-05-06"],
        ["是否限制接入", "否"],
        ["省份", "北京"],
        ["来源", "filings.csv"],
        ["截至日期", "2026-11-20"],
    ]


@pytest.mark.parametrize("command", ["validate", "import", "show"])
def test_a_day_that_is_yet_to_come_is_refused(folder: Path, command: str) -> None:
    early = REGISTER.replace("2026-11-20", "2999-01-01")
    (folder / "early.csv").write_text(early, encoding="utf-8")
    arguments = {
        "validate": ("early.csv",),
        "import": ("early.csv", "-o", "early.db"),
        "show": ("example.cn", "--register", "early.csv"),
    }

    told = refused(folder, command, *arguments[command])
    assert "early.csv: the register speaks of 2999-01-01, which is yet to come" in told
    assert not (folder / "early.db").exists()


def test_a_file_that_is_missing_or_a_folder_is_told_with_the_remedy(folder: Path) -> None:
    (folder / "exports").mkdir()

    assert "there is no such file; check its name" in refused(folder, "validate", "absent.csv")
    assert "it is a folder; name a file in it" in refused(folder, "validate", "exports")


def test_what_the_register_does_not_tell_ends_with_3(folder: Path) -> None:
    told = called(folder, "show", "absent.cn", "--register", "filings.csv", code=3)
    stale = called(
        folder, "show", "example.cn", "--register", "filings.csv", "--register-max-age", "0", code=3
    )

    assert "unknown: the register file does not hold this domain" in told
    assert "unknown: the register's data are too old" in stale


def test_an_entity_of_whom_all_is_known_has_not_filed_what_is_absent(folder: Path) -> None:
    called(folder, "import", "filings.csv", "-o", "register.db", "--complete-for", "示例科技有限公司")
    asked = ("show", "absent.cn", "--register", "register.db", "--format", "json")

    assert '"not-filed"' in called(folder, *asked, "--entity", "示例科技有限公司")
    assert '"unknown:not-in-file"' in called(folder, *asked, code=3)


def test_a_row_left_out_of_one_file_ends_the_completeness_of_all(folder: Path) -> None:
    told = called(folder, "import", "filings.csv", "broken.csv", "-o", "register.db", "--complete-for", "*")
    asked = ("show", "absent.cn", "--register", "register.db", "--format", "json")

    assert told.count("complete for: nothing, for rows were left out (declared: *)") == 2
    assert '"unknown:not-in-file"' in called(folder, *asked, code=3)


def test_a_file_that_lost_a_row_does_not_tell_that_something_was_not_filed(folder: Path) -> None:
    broken = (folder / "broken.csv").read_text(encoding="utf-8")
    (folder / "broken.csv").write_text("# complete_for: *\n" + broken, encoding="utf-8")

    assert "unknown:" in called(folder, "show", "absent.cn", "--register", "broken.csv", code=3)
    assert "complete for: nothing, for rows" in called(folder, "validate", "broken.csv", code=1)


def test_the_register_may_be_named_in_the_settings(folder: Path) -> None:
    assert "no register is named" in refused(folder, "show", "example.cn")
    (folder / "icplint.toml").write_text('register = "filings.csv"\n', encoding="utf-8")

    assert "示例科技有限公司" in called(folder, "show", "example.cn")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("exa mple.cn", "--register", "filings.csv"), "exa mple.cn"),
        (
            ("example.cn", "--register", "filings.csv", "--format", "xml"),
            "--format must be one of text, json",
        ),
        (("example.cn", "--register", "absent.db"), "cannot be read"),
        (("--register", "filings.csv"), "the argument DOMAIN is missing"),
    ],
)
def test_a_wrong_question_is_one_line(folder: Path, arguments: tuple[str, ...], said: str) -> None:
    assert said in refused(folder, "show", *arguments)
