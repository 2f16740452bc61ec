"""A run that is given a register: real servers, real files, in one process and in two."""

import json
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest

from icplint.model.answer import NotCheckedReason
from icplint.model.case import Case
from icplint.model.filing import NOT_OFFERED, Unknown
from icplint.model.settings import RegisterSettings, Settings
from icplint.model.site import BareDomain, Site
from icplint.run.judged_host import judged_host
from icplint.run.not_checked import not_checked
from tests.fakes.command_line import CLEAN_PAGE, icplint
from tests.fakes.origins import origins

REGISTER = """# as_of: 2026-11-20
主办单位名称,网站域名,ICP备案/许可证号
第15000000号茶业有限公司,site0.example,京ICP备15000000号-1
沉默科技有限公司,www.silent.example,京ICP备15000009号-1
"""


class Handler(BaseHTTPRequestHandler):
    """A service that knows one domain, as ICP_Query answers."""

    asked: list[str]

    def do_GET(self) -> None:
        search = parse_qs(urlsplit(self.path).query).get("search", [""])[0]
        type(self).asked.append(search)
        row = {
            "domain": search,
            "limitAccess": "否",
            "mainLicence": "京ICP备16059763号",
            "natureName": "企业",
            "serviceLicence": "京ICP备16059763号-1",
            "unitName": "某某（北京）科技有限公司",
            "updateRecordTime": "2024-05-06 10:00:00",
        }
        told = {"code": 200, "msg": "操作成功", "params": {"list": [row]}, "success": True}
        body = json.dumps(told).encode()
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        """Nothing: the test's output is its own."""


@contextmanager
def service() -> Iterator[tuple[str, list[str]]]:
    """The address of a service, and what it is asked."""
    asked_now: list[str] = []

    class OneRun(Handler):
        asked = asked_now

    with ThreadingHTTPServer(("127.0.0.1", 0), OneRun) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_address[1]}", asked_now
        finally:
            server.shutdown()
            thread.join()


@contextmanager
def closed_port() -> Iterator[int]:
    """A port that nobody listens on, and that nobody else gets meanwhile."""
    with socket.socket() as held:
        held.bind(("127.0.0.1", 0))
        yield held.getsockname()[1]


def checked(folder: Path, *arguments: str, code: int = 0) -> list[dict[str, Any]]:
    ended = icplint(
        "check", *arguments, "--exit-zero", "--format", "json", "--min-coverage", "0", "--lang", "en",
        cwd=folder, env={"XDG_CACHE_HOME": str(folder / "cache")},
    )  # fmt: skip
    assert ended.returncode == code, ended.stderr.decode()
    sites: list[dict[str, Any]] = json.loads(ended.stdout)["sites"]
    return sites


def answers(sites: list[dict[str, Any]]) -> list[tuple[object, ...]]:
    return [
        (
            site["outcome"],
            *(site["filing"][name] for name in ("answer", "domain", "of_parent", "entity", "site")),
        )
        for site in sites
    ]


TOLD = [
    ("checked", "filing", "site0.example", False, "第15000000号茶业有限公司", "京ICP备15000000号-1"),
    ("checked", "unknown:not-in-file", None, False, None, None),
    ("checked", "filing", "site0.example", True, "第15000000号茶业有限公司", "京ICP备15000000号-1"),
    ("not-checked", "filing", "silent.example", False, "沉默科技有限公司", "京ICP备15000009号-1"),
    ("checked", "unknown:not-in-file", None, False, None, None),
]


@pytest.fixture
def register(tmp_path: Path) -> Path:
    path = tmp_path / "register.csv"
    path.write_text(REGISTER, encoding="utf-8")
    return path


@pytest.mark.parametrize("jobs", ["1", "2"])
@pytest.mark.parametrize("form", ["csv", "store"])
def test_each_site_is_looked_up_by_the_host_that_it_is_judged_by(
    tmp_path: Path, register: Path, jobs: str, form: str
) -> None:
    if form == "store":
        assert icplint("register", "import", register.name, "-o", "register.db", cwd=tmp_path).returncode == 0
    with origins(4) as addresses, closed_port() as dead:
        rows = [
            f"{addresses[0]},https://www.site0.example/",
            f"{addresses[1]},https://www.site1.example/",
            f"{addresses[2]},https://shop.site0.example/",
            f"http://127.0.0.1:{dead}/,https://silent.example/",
            f"{addresses[3]},",
        ]
        (tmp_path / "list.csv").write_text("\n".join(["url,as", *rows]), encoding="utf-8")
        given = "register.db" if form == "store" else register.name
        sites = checked(tmp_path, "list.csv", "--register", given, "--jobs", jobs, "--allow-private")

    assert answers(sites) == TOLD
    assert {(site["filing"]["source"], site["filing"]["as_of"]) for site in sites} == {
        ("register.csv", "2026-11-20")
    }


def test_an_imported_store_ends_with_the_run(tmp_path: Path, register: Path) -> None:
    (tmp_path / "page.html").write_text(CLEAN_PAGE, encoding="utf-8")
    (tmp_path / "tmp").mkdir()
    ended = icplint(
        "check", "page.html", "--as", "https://site0.example/", "--register", register.name, "--exit-zero",
        cwd=tmp_path, env={"TMPDIR": str(tmp_path / "tmp")},
    )  # fmt: skip

    assert ended.returncode == 0, ended.stderr.decode()
    assert list((tmp_path / "tmp").iterdir()) == []


def test_a_saved_page_is_looked_up_by_the_address_that_it_stands_for(tmp_path: Path, register: Path) -> None:
    (tmp_path / "page.html").write_text(CLEAN_PAGE, encoding="utf-8")
    named = checked(tmp_path, "page.html", "--as", "https://m.site0.example/", "--register", register.name)
    unnamed = checked(tmp_path, "page.html", "--register", register.name)

    assert named[0]["filing"]["entity"] == "第15000000号茶业有限公司"
    assert unnamed[0]["filing"]["answer"] == "unknown:no-address"


def test_what_is_too_old_says_nothing(tmp_path: Path, register: Path) -> None:
    (tmp_path / "page.html").write_text(CLEAN_PAGE, encoding="utf-8")
    register.write_text(REGISTER.replace("2026-11-20", "2020-01-01"), encoding="utf-8")
    common = ("page.html", "--as", "https://site0.example/", "--register", register.name)
    stale = checked(tmp_path, *common)[0]["filing"]
    fresh = checked(tmp_path, *common, "--register-max-age", "3650")[0]["filing"]

    assert (stale["answer"], stale["as_of"]) == ("unknown:register-stale", "2020-01-01")
    assert fresh["answer"] == "filing"


def test_an_entity_of_the_list_is_covered_by_a_register_that_is_complete_for_it(
    tmp_path: Path, register: Path
) -> None:
    text = REGISTER.replace("# as_of", "# complete_for: 沉默科技有限公司\n# as_of")
    register.write_text(text, encoding="utf-8")
    (tmp_path / "page.html").write_text(CLEAN_PAGE, encoding="utf-8")
    listing = [
        {"file": "page.html", "as": "https://new.example/", "entity": "沉默科技有限公司"},
        {"file": "page.html", "as": "https://new.example/", "entity": "别的公司"},
    ]
    (tmp_path / "list.json").write_text(json.dumps(listing), encoding="utf-8")
    sites = checked(tmp_path, "list.json", "--register", register.name)

    assert [site["filing"]["answer"] for site in sites] == ["not-filed", "unknown:not-in-file"]


def test_wrong_rows_are_told_by_their_lines_and_the_run_goes_on(tmp_path: Path, register: Path) -> None:
    wrong = "\n".join(f"公司{number},,京ICP备15000001号" for number in range(25))
    register.write_text(REGISTER + wrong, encoding="utf-8")
    (tmp_path / "page.html").write_text(CLEAN_PAGE, encoding="utf-8")
    common = ("check", "page.html", "--as", "https://site0.example/", "--exit-zero", "--lang", "en")
    told = icplint(*common, "--register", register.name, cwd=tmp_path)
    lines = told.stderr.decode().splitlines()

    assert told.returncode == 0
    assert len(lines) == 21
    assert "register.csv, line 5: left out: the row names no domain" in lines[0]
    assert "5 more rows left out" in lines[-1]
    assert icplint(*common, "--register", register.name, "--quiet", cwd=tmp_path).stderr == b""


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("absent.csv", None, "absent.csv: cannot be read"),
        ("empty.csv", "", "empty.csv"),
        ("nothing.csv", "网站域名,主办单位名称\n,甲公司\n", "no row of the register can be used"),
        (
            "future.csv",
            REGISTER.replace("2026-11-20", "2999-01-01"),
            "speaks of 2999-01-01, which is yet to come",
        ),
        ("foreign.db", "SQLite format 3\0" + "\0" * 200, "foreign.db"),
    ],
)
def test_a_register_that_cannot_be_used_is_one_line_and_no_run(
    tmp_path: Path, name: str, content: str | None, said: str
) -> None:
    if content is not None:
        (tmp_path / name).write_text(content, encoding="utf-8")
    (tmp_path / "page.html").write_text(CLEAN_PAGE, encoding="utf-8")
    ended = icplint(
        "check", "page.html", "--register", name, "--lang", "en", "-o", "report.json", cwd=tmp_path
    )
    lines = [line for line in ended.stderr.decode().splitlines() if "left out:" not in line]

    assert ended.returncode == 2
    assert len(lines) == 1
    assert said in lines[0]
    assert not (tmp_path / "report.json").exists()


def test_a_report_does_not_take_the_registers_place(tmp_path: Path, register: Path) -> None:
    (tmp_path / "page.html").write_text(CLEAN_PAGE, encoding="utf-8")
    ended = icplint("check", "page.html", "--register", register.name, "-o", register.name, cwd=tmp_path)

    assert ended.returncode == 2
    assert register.read_text(encoding="utf-8") == REGISTER


def test_saved_pages_and_sites_are_looked_up_at_a_service(tmp_path: Path) -> None:
    (tmp_path / "page.html").write_text(CLEAN_PAGE, encoding="utf-8")
    with service() as (address, asked):
        sites = checked(tmp_path, "page.html", "--as", "https://www.example.cn/", "--register", address)

    assert asked == ["example.cn"]
    assert answers(sites) == [
        ("checked", "filing", "example.cn", False, "某某（北京）科技有限公司", "京ICP备16059763号-1")
    ]
    assert sites[0]["filing"]["source"] == address


def test_no_report_tells_the_login_of_a_service(tmp_path: Path) -> None:
    (tmp_path / "page.html").write_text(CLEAN_PAGE, encoding="utf-8")
    with service() as (address, asked):
        ended = icplint(
            "check", "page.html", "--as", "https://www.example.cn/", "--format", "json",
            "--register", address.replace("://", "://user:se%40cret@"),
            cwd=tmp_path, env={"XDG_CACHE_HOME": str(tmp_path / "cache")},
        )  # fmt: skip

    assert asked == ["example.cn"]
    assert json.loads(ended.stdout)["run"]["settings"]["register"] == address
    assert b"cret" not in ended.stdout + ended.stderr
    assert [
        path for path in (tmp_path / "cache").rglob("*") if path.is_file() and b"cret" in path.read_bytes()
    ] == []


def test_a_service_that_is_not_there_makes_nothing_known(tmp_path: Path) -> None:
    (tmp_path / "page.html").write_text(CLEAN_PAGE, encoding="utf-8")
    with closed_port() as dead:
        sites = checked(
            tmp_path, "page.html", "--as", "https://www.example.cn/", "--register", f"http://127.0.0.1:{dead}"
        )

    assert answers(sites)[0][:2] == ("checked", "unknown:register-service")


def test_a_site_that_a_run_did_not_come_to_was_not_looked_up() -> None:
    site = Site(index=0, label="example.cn", target=BareDomain("example.cn"))
    given = Settings(register=RegisterSettings(source="register.csv"))
    answers_of = {
        settings.register.source: not_checked(
            site, NotCheckedReason.INTERRUPTED, "", rules=(), settings=settings, today=date(2026, 11, 25)
        ).filing
        for settings in (Settings(), given)
    }

    assert answers_of == {None: NOT_OFFERED, "register.csv": Unknown("interrupted")}


def test_no_database_is_imported_where_no_register_is_given(tmp_path: Path) -> None:
    from tests.cli.test_startup import modules_of  # noqa: PLC0415 - the one test that needs it

    (tmp_path / "page.html").write_text(CLEAN_PAGE, encoding="utf-8")
    (tmp_path / "register.csv").write_text(REGISTER, encoding="utf-8")
    common = ("check", "page.html", "--as", "https://site0.example/", "--quiet")
    without = modules_of(*common, cwd=tmp_path)
    with_one = modules_of(*common, "--register", "register.csv", cwd=tmp_path)

    assert "sqlite3" not in without
    assert "sqlite3" in with_one
    assert with_one & {"trio", "httpx", "ssl"} == set()


def test_a_row_that_was_left_out_is_no_finding_of_its_site(tmp_path: Path) -> None:
    (tmp_path / "page.html").write_text(CLEAN_PAGE, encoding="utf-8")
    good = "# as_of: 2026-11-20\n# complete_for: *\ndomain,icp,last_approved_on\na.example,京ICP备15000000号-1,2020-01-05\n"
    wrong = "site0.example,京ICP备15000001号-1,2020-13-45\n"
    common = ("page.html", "--as", "https://site0.example/", "--register", "register.csv")

    (tmp_path / "register.csv").write_text(good, encoding="utf-8")
    whole = checked(tmp_path, *common)[0]
    (tmp_path / "register.csv").write_text(good + wrong, encoding="utf-8")
    lost = checked(tmp_path, *common)[0]

    assert (whole["filing"]["answer"], whole["verdicts"]["ICP019"]) == ("not-filed", "fail")
    assert lost["filing"]["answer"] == "unknown:not-in-file"
    assert lost["verdicts"]["ICP019"] == "unmeasured:not-in-file"


@pytest.mark.parametrize("url", ["https://shop.site0.example./", "https://SHOP.site0.example.:8443/a"])
def test_a_redirect_to_a_name_with_the_dot_of_the_root_is_looked_up_without_it(url: str) -> None:
    site = Site(index=0, label="a", target=BareDomain("site0.example"), stands_for=url)

    assert judged_host(Case(site)) == "shop.site0.example"
