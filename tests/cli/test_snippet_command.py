"""`icplint snippet` as a user calls it."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from icplint.run.wiring import real_world
from tests.fakes.command_line import environment, icplint

HEADERS = "主办单位名称,主办单位性质,网站域名,ICP备案/许可证号,公安联网备案号,审核通过日期,是否限制接入"
ROWS = (
    "海风（北京）科技有限公司,企业,example.cn,京ICP备16059763号-1,京公网安备11010502030001号,2024-05-06,否",
    "海风（广东）科技有限公司,企业,example.com.cn,粤ICP备2021009999号-2,,2024-05-06,否",
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "register.csv").write_text("\n".join((HEADERS, *ROWS, "")), encoding="utf-8")
    return tmp_path


def snippet(
    folder: Path, *arguments: str, domain: str = "example.cn", language: str = "en"
) -> subprocess.CompletedProcess[bytes]:
    return icplint(
        *("snippet", "--lang", language, "--domain", domain, "--register", "register.csv", *arguments),
        cwd=folder,
    )


@pytest.mark.parametrize("language", ["en", "zh"])
def test_the_footer_goes_to_standard_output_and_remarks_to_standard_error(
    folder: Path, language: str
) -> None:
    ended = snippet(folder, language=language)
    printed, said = ended.stdout.decode(), ended.stderr.decode()

    assert ended.returncode == 0, said
    assert printed.startswith("<footer")
    assert "海风（北京）科技有限公司 版权所有" in printed
    assert printed.index("京ICP备16059763号-1") < printed.index("京公网安备11010502030001号")
    assert all(line.startswith("icplint: ") for line in said.splitlines())
    assert "/beian.png" in said


def test_what_is_printed_passes_the_linter(folder: Path) -> None:
    footer = snippet(folder).stdout.decode()
    (folder / "index.html").write_text(
        f'<!DOCTYPE html><html lang="zh"><head><meta charset="utf-8"><title>首页</title></head><body><h1>首页</h1>'
        f"<p>欢迎访问本站。</p>{footer}</body></html>",
        encoding="utf-8",
    )
    ended = icplint(
        "check", "index.html", "--as", "https://www.example.cn/", "--format", "json", "--quiet", cwd=folder
    )
    report = json.loads(ended.stdout)

    assert ended.returncode == 0, ended.stderr.decode()
    assert report["sites"][0]["findings"] == []
    assert report["summary"]["measured"] == 1


def test_json_tells_the_parts_and_what_was_left_out(folder: Path) -> None:
    told = json.loads(snippet(folder, "--format", "json", domain="https://www.example.com.cn/").stdout)

    assert told["schema"] == "icplint/snippet/v1"
    assert told["domain"] == "www.example.com.cn"
    assert told["icp"]["number"] == "粤ICP备2021009999号"
    assert told["icp"]["form"] == "subject"
    assert told["psb"] is None
    assert told["copyright"]["owner"] == "海风（广东）科技有限公司"
    assert told["copyright"]["last_year"] == real_world().today().year
    assert [remark["en"][:25] for remark in told["remarks"]] == ["No public-security number"]
    assert told["register"]["source"] == "register.csv"


def test_province_and_icon_are_taken_from_the_command_line(folder: Path) -> None:
    printed = snippet(folder, "--province", "Guangdong", "--icon", "/img/备案图标.png").stdout.decode()

    assert ">京ICP备16059763号</a>" in printed
    assert 'src="/img/备案图标.png"' in printed


def test_the_register_of_the_configuration_is_used(folder: Path) -> None:
    (folder / "icplint.toml").write_text('register = "register.csv"\n', encoding="utf-8")
    ended = icplint("snippet", "--domain", "example.cn", cwd=folder)

    assert ended.returncode == 0, ended.stderr.decode()
    assert b"<footer" in ended.stdout


def test_what_is_piped_is_utf8_on_every_console(folder: Path) -> None:
    arguments = ("snippet", "--domain", "example.cn", "--register", "register.csv")
    printed = icplint(*arguments, cwd=folder, env={"PYTHONIOENCODING": "gbk"}).stdout

    assert "<p>© " in printed.decode("utf-8")


def test_a_row_that_cannot_be_used_is_counted(folder: Path) -> None:
    with (folder / "register.csv").open("a", encoding="utf-8") as register:
        register.write("某某公司,企业,不是域名 的域名,京ICP备16059763号-2,,,\n")
    ended = snippet(folder)

    assert ended.returncode == 0
    assert b"1 rows of the register were left out" in ended.stderr


def test_an_unknown_domain_is_one_line_and_exit_3(folder: Path) -> None:
    ended = snippet(folder, domain="another.cn")

    assert ended.returncode == 3
    assert ended.stdout == b""
    assert ended.stderr.count(b"\n") == 1
    assert b"another.cn: what was filed is not known" in ended.stderr


def test_a_register_that_is_too_old_tells_nothing(folder: Path) -> None:
    os.utime(folder / "register.csv", (1_600_000_000, 1_600_000_000))

    assert snippet(folder).returncode == 3
    assert snippet(folder, "--register-max-age", "3650").returncode == 0


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--province", "Atlantis"), "--province: "),
        (("--icon", "javascript:alert(1)"), "--icon must be"),
        (("--format", "yaml"), "--format must be"),
        (("--checker", "nobody"), "checker"),
        (("--register", "absent.csv"), "absent.csv"),
    ],
)
def test_what_cannot_be_used_is_one_line_and_exit_2(
    folder: Path, arguments: tuple[str, ...], said: str
) -> None:
    ended = snippet(folder, *arguments)

    assert ended.returncode == 2
    assert said in ended.stderr.decode()
    assert ended.stderr.count(b"\n") == 1


def test_a_domain_that_is_none_is_refused(folder: Path) -> None:
    ended = snippet(folder, domain="exa mple")

    assert ended.returncode == 2
    assert ended.stderr.decode().startswith("icplint: --domain: ")


def test_without_a_register_one_line_says_so(tmp_path: Path) -> None:
    ended = icplint("snippet", "--lang", "en", "--domain", "example.cn", cwd=tmp_path)

    assert ended.returncode == 2
    assert ended.stderr.decode() == (
        "icplint: no register is given; name a file or a service with --register\n"
    )


@pytest.mark.skipif(os.name == "nt", reason="a shell of POSIX closes the stream")
def test_a_closed_standard_output_is_one_line_and_exit_2(folder: Path) -> None:
    call = f'exec "{sys.executable}" -m icplint snippet --lang en --domain example.cn --register register.csv >&-'
    ended = subprocess.run(
        ["/bin/sh", "-c", call], cwd=folder, env=environment(), stderr=subprocess.PIPE, check=False
    )

    assert ended.returncode == 2
    assert b"standard output is closed" in ended.stderr
    assert b"Traceback" not in ended.stderr
