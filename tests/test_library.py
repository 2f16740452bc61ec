"""The library: its documents' examples run, and it costs nothing that is not used."""

import re
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

import icplint
from icplint.errors import ConfigError, RegisterError, SiteListError, UsageError
from icplint.model.answer import NotCheckedReason

DOCS = Path(__file__).parents[1] / "docs"
PAGES = [DOCS / "library.md", DOCS / "library.zh-CN.md"]
GOOD = (
    '<!DOCTYPE html><html lang="zh-CN"><body><footer><p>© 2024 示例科技有限公司 版权所有</p>'
    '<a href="https://beian.miit.gov.cn/">京ICP备2021009999号-1</a></footer></body></html>'
)
TODAY = date(2026, 11, 24)


def python_blocks(page: Path) -> list[str]:
    return re.findall(r"^```python\n(.*?)^```$", page.read_text(encoding="utf-8"), re.MULTILINE | re.DOTALL)


@pytest.mark.parametrize("page", PAGES, ids=["en", "zh"])
def test_the_example_of_the_documents_is_a_test_that_passes(page: Path, tmp_path: Path) -> None:
    example = tmp_path / "test_example.py"
    example.write_text(python_blocks(page)[0], encoding="utf-8")

    done = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", str(example)],
        capture_output=True,
        text=True,
        cwd=tmp_path,
        check=False,
    )

    assert done.returncode == 0, done.stdout
    assert "2 passed" in done.stdout


def test_both_languages_show_the_same_examples() -> None:
    english, chinese = ("\n".join(python_blocks(page)) for page in PAGES)

    assert re.sub(r"#.*|message\.\w+", "", english) == re.sub(r"#.*|message\.\w+", "", chinese)


def modules_after(code: str) -> set[str]:
    done = subprocess.run(
        [sys.executable, "-c", f"{code}\nimport sys; print(*sys.modules)"],
        capture_output=True,
        text=True,
        check=True,
    )
    return set(done.stdout.split())


def test_importing_the_package_imports_nothing_of_it() -> None:
    assert not {name for name in modules_after("import icplint") if name.startswith("icplint.")}


def test_checking_a_page_imports_neither_trio_nor_a_client_nor_the_command_line() -> None:
    loaded = modules_after(f"import icplint; icplint.check_html({GOOD!r}, url='https://www.example.cn/')")

    assert not loaded & {"trio", "httpx", "ssl", "jinja2", "rich", "click", "sqlite3"}


def test_a_text_is_judged_as_it_stands_whatever_charset_it_once_declared() -> None:
    page = GOOD.replace("<body>", '<head><meta charset="gbk"></head><body>')

    outcome = icplint.check_html(page, url="https://www.example.cn/", today=TODAY)

    assert outcome.pages[0].evidence.icp[0].number == "京ICP备2021009999号-1"
    assert not outcome.reported


def test_bytes_are_decoded_as_browsers_do() -> None:
    page = GOOD.replace("<body>", '<head><meta charset="gb2312"></head><body>').encode("gb18030")

    assert icplint.check_html(page).pages[0].charset == "gb18030"


def test_a_page_without_an_address_counts_as_a_home_page() -> None:
    outcome = icplint.check_html("<html><body><footer>联系我们</footer></body></html>", today=TODAY)

    assert "ICP001" in {finding.rule for finding in outcome.findings}


def test_a_page_below_the_root_owes_no_number() -> None:
    outcome = icplint.check_html(
        "<html><body><footer>联系我们</footer></body></html>", url="https://www.example.cn/news/1.html"
    )

    assert not outcome.findings


@pytest.mark.parametrize("page", [b"", b"%PDF-1.7", b"\x00" * 100, "", "\ud800", b"\xff\xfe<"])
def test_no_page_raises(page: str | bytes) -> None:
    outcome = icplint.check_html(page, url="https://www.example.cn/")

    assert outcome.not_checked is not None or outcome.verdicts


def test_a_register_is_asked(tmp_path: Path) -> None:
    register = tmp_path / "register.csv"
    register.write_text(
        f"# as_of: {TODAY}\ndomain,entity,site\nexample.cn,示例科技有限公司,京ICP备2020001111号-1\n",
        encoding="utf-8",
    )

    outcome = icplint.check_html(GOOD, url="https://www.example.cn/", register=register, today=TODAY)

    assert "icp-not-the-registered" in {finding.name for finding in outcome.reported}


def test_a_configuration_counts_where_it_is_named_and_nowhere_else(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    config = tmp_path / "icplint.toml"
    config.write_text('ignore = ["ICP"]\n', encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("ICPLINT_SELECT", "PSB")

    assert "ICP001" in icplint.check_html(GOOD).verdicts
    assert "ICP001" not in icplint.check_html(GOOD, config=config).verdicts


def test_a_folder_is_one_site(tmp_path: Path) -> None:
    for name in ("index.html", "a.html"):
        (tmp_path / name).write_text(GOOD, encoding="utf-8")

    outcome = icplint.check_site(tmp_path, url="https://www.example.cn/", today=TODAY)

    assert [page.response.url for page in outcome.pages] == [
        "https://www.example.cn/",
        "https://www.example.cn/a.html",
    ]


@contextmanager
def served(page: str) -> Iterator[str]:
    """The address of a server on loopback that answers everything with one page."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(200)
            self.send_header("Content-Type", "text/html; charset=utf-8")
            self.end_headers()
            self.wfile.write(page.encode())

        def log_message(self, *args: object) -> None:
            """Say nothing."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_port}/"
        finally:
            server.shutdown()
            thread.join()


def test_a_site_that_is_fetched_gives_the_same_outcome_in_any_thread() -> None:
    with served(GOOD) as address:
        outcomes = [icplint.check_site(address, url="https://www.example.cn/", today=TODAY)]
        thread = threading.Thread(
            target=lambda: outcomes.append(
                icplint.check_site(address, url="https://www.example.cn/", today=TODAY)
            )
        )
        thread.start()
        thread.join()

    assert [outcome.not_checked for outcome in outcomes] == [None, None]
    assert outcomes[0].verdicts == outcomes[1].verdicts


def test_a_site_that_does_not_answer_is_a_value() -> None:
    assert icplint.check_site("http://127.0.0.1:9/").not_checked is NotCheckedReason.TCP


def test_what_cannot_be_used_is_one_line(tmp_path: Path) -> None:
    broken = tmp_path / "icplint.toml"
    broken.write_text("nonsense = 1\n", encoding="utf-8")
    with pytest.raises(ConfigError, match="nonsense"):
        icplint.check_html(GOOD, config=broken)
    with pytest.raises(UsageError, match="url"):
        icplint.check_html(GOOD, url="not an address")
    with pytest.raises(UsageError, match="service"):
        icplint.check_html(GOOD, register="http://127.0.0.1:9")
    with pytest.raises(RegisterError):
        icplint.check_html(GOOD, register=tmp_path / "missing.csv")
    with pytest.raises(SiteListError):
        icplint.check_site(tmp_path / "missing.html")
    (tmp_path / "list.txt").write_text("a.example.cn\n", encoding="utf-8")
    with pytest.raises(UsageError, match="list"):
        icplint.check_site(tmp_path / "list.txt")
    with pytest.raises(AttributeError):
        _ = icplint.nonsense
