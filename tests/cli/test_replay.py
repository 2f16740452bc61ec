"""`check --keep-answers` and `replay`: one file judges the same again, without asking anybody."""

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any

import pytest

from tests.fakes.command_line import FAULTY_PAGE, icplint

WORDS = "<p>" + "某某公司是一家公司，产品用于水处理、食品和化工行业。" * 20 + "</p>"
FOOTER = (
    "<footer><p>© 2026 某某公司 版权所有</p><a href='https://beian.miit.gov.cn/'>粤ICP备20042371号-1</a>"
    "<a href='https://beian.mps.gov.cn/#/query/webSearch?code=44010602000123'>粤公网安备44010602000123号</a></footer>"
)
HEAD = '<!doctype html><html lang="zh"><head><meta charset="utf-8"><title>某某公司</title></head>'
LINKS = "".join(f'<a href="/p{number}.html">第{number}页</a>' for number in range(4))
ALLOWED = b"User-agent: *\nAllow: /\nSitemap: /map.xml\n"

Pages = dict[str, tuple[int, dict[str, str], bytes]]


def page(body: str, charset: str = "utf-8") -> tuple[int, dict[str, str], bytes]:
    return (
        200,
        {"Content-Type": f"text/html; charset={charset}"},
        f"{HEAD}<body>{body}</body></html>".encode(charset),
    )


def to(address: str) -> tuple[int, dict[str, str], bytes]:
    return 302, {"Location": address, "Set-Cookie": "session=of-a-test"}, b""


PLAIN: Pages = {"/": page(WORDS + FOOTER)}
SITES: dict[str, tuple[Pages, list[str]]] = {
    "a plain page": (PLAIN, []),
    "GBK": ({"/": page(WORDS + FOOTER, "gb18030")}, []),
    "redirects": ({"/": to("/a"), "/a": to("/b"), "/b": page(WORDS)}, []),
    "a refresh": (
        {"/": page('<meta http-equiv="refresh" content="0;url=/home.html">'), "/home.html": PLAIN["/"]},
        [],
    ),
    "a frame": (
        {
            "/": page('<frameset rows="*"><frame src="/main.html"></frameset>'),
            "/main.html": PLAIN["/"],
            "/robots.txt": (200, {}, ALLOWED),
        },
        [],
    ),
    "a footer beside the page": (
        {
            "/": page(WORDS + '<script src="/footer.js"></script>'),
            "/footer.js": (200, {}, f'document.write("{FOOTER}")'.encode()),
        },
        [],
    ),
    "a failure": ({"/": (503, {"Retry-After": "1"}, b"busy")}, ["--retries", "0"]),
    "a challenge": (
        {
            "/": (
                403,
                {"Server": "cloudflare"},
                b"<title>Just a moment...</title><script>window._cf_chl_opt={}</script>",
            )
        },
        [],
    ),
    "two devices": (PLAIN, ["--device", "both"]),
    "a sample": (
        {
            "/": page(WORDS + LINKS + FOOTER),
            **{f"/p{n}.html": page(WORDS + FOOTER.replace("1</a>", f"{n}</a>")) for n in range(4)},
        },
        ["--max-pages", "4", "--host-interval", "0"],
    ),
}


@contextmanager
def serving(pages: Pages) -> Iterator[str]:
    class Visit(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            status, headers, body = pages.get(self.path, (404, {}, b""))
            self.send_response(status)
            for name, value in headers.items():
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the base class's name
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Visit)
    server.daemon_threads = True
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}/"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def told(report: bytes) -> list[dict[str, Any]]:
    """What a report tells of its sites."""
    sites = json.loads(report)["sites"]
    assert isinstance(sites, list)
    return sites


def kept(folder: Path) -> list[Path]:
    return sorted((folder / "kept").iterdir())


@pytest.mark.parametrize("name", SITES)
def test_a_recording_judges_the_same(tmp_path: Path, name: str) -> None:
    pages, options = SITES[name]
    with serving(pages) as address:
        checked = icplint(
            "check", address, "--keep-answers", "kept", "--format", "json", *options, cwd=tmp_path
        )
    [file] = kept(tmp_path)
    judging = [one for one in options if one not in ("--retries", "--host-interval", "0")]
    replayed = icplint("replay", str(file), "--format", "json", *judging, cwd=tmp_path)

    assert replayed.returncode == checked.returncode
    assert told(replayed.stdout) == told(checked.stdout)
    assert b"of-a-test" not in file.read_bytes()


def test_each_row_of_a_list_has_its_file_whatever_process_checks_it(tmp_path: Path) -> None:
    with serving(PLAIN) as address:
        rows = "\n".join(f"{address}?{number},实体{number}" for number in range(30))
        (tmp_path / "sites.csv").write_text(f"url,entity\n{rows}\n", encoding="utf-8")
        checked = icplint(
            "check", "sites.csv", "--allow-private", "--jobs", "2", "--keep-answers", "kept", "--format", "json",
            "--host-interval", "0", "--host-concurrency", "50", cwd=tmp_path,
        )  # fmt: skip
    files = kept(tmp_path)
    replayed = icplint("replay", *map(str, files), "--format", "json", cwd=tmp_path)

    assert len(files) == 30
    assert all(file.name.startswith("127.0.0.1_") and file.suffix == ".json" for file in files)
    by_target = {site["target"]: site["verdicts"] for site in told(checked.stdout)}
    assert {site["target"]: site["verdicts"] for site in told(replayed.stdout)} == by_target


def test_rules_of_now_judge_answers_of_then(tmp_path: Path) -> None:
    with serving(PLAIN) as address:
        icplint("check", address, "--keep-answers", "kept", cwd=tmp_path)
    [file] = kept(tmp_path)
    ended = icplint("replay", str(file), "--select", "ICP001", "--format", "json", cwd=tmp_path)

    assert ended.returncode == 0
    assert list(told(ended.stdout)[0]["verdicts"]) == ["ICP001"]


def test_saved_pages_leave_no_recording(tmp_path: Path) -> None:
    (tmp_path / "page.html").write_text(FAULTY_PAGE, encoding="utf-8")
    ended = icplint(
        "check", "page.html", "--as", "https://www.example.cn/", "--keep-answers", "kept", cwd=tmp_path
    )

    assert ended.returncode == 1
    assert not (tmp_path / "kept").exists()


def test_a_folder_that_cannot_be_written_is_told_before_the_run(tmp_path: Path) -> None:
    (tmp_path / "kept").write_text("in the way", encoding="utf-8")
    ended = icplint("check", "http://127.0.0.1:9/", "--keep-answers", "kept", "--lang", "en", cwd=tmp_path)

    assert ended.returncode == 2
    assert b"--keep-answers" in ended.stderr
    assert len(ended.stderr.splitlines()) == 1


def recorded(tmp_path: Path) -> dict[str, Any]:
    with serving(PLAIN) as address:
        icplint("check", address, "--keep-answers", "kept", cwd=tmp_path)
    found = json.loads(kept(tmp_path)[0].read_bytes())
    assert isinstance(found, dict)
    return found


def later(told: dict[str, Any]) -> None:
    told["icplint_recording"] = 2


def no_mark(told: dict[str, Any]) -> None:
    del told["icplint_recording"]


def wrong_types(told: dict[str, Any]) -> None:
    told["answers"][0]["answer"]["headers"] = {"a": 1}


def no_address(told: dict[str, Any]) -> None:
    told["answers"][0]["answer"]["url"] = "javascript:alert(1)"


def with_login(told: dict[str, Any]) -> None:
    told["site"]["target"]["url"] = "https://u:p@a.cn/"


def odd_charset(told: dict[str, Any]) -> None:
    told["answers"][0]["answer"]["body"] = {"charset": "zip", "text": "x"}


def no_base64(told: dict[str, Any]) -> None:
    told["answers"][0]["answer"]["body"] = {"base64": "%%%"}


def no_port(told: dict[str, Any]) -> None:
    told["answers"][0]["ask"]["candidates"] = ["https://a.cn:99999999/"]


def nothing_asked(told: dict[str, Any]) -> None:
    told["answers"][0]["ask"]["candidates"] = []


def wrong_status(told: dict[str, Any]) -> None:
    told["answers"][0]["answer"]["status"] = True


@pytest.mark.parametrize(
    "edit",
    [
        later,
        no_mark,
        wrong_types,
        no_address,
        with_login,
        odd_charset,
        no_base64,
        no_port,
        nothing_asked,
        wrong_status,
    ],
)
def test_what_is_no_recording_is_one_line(tmp_path: Path, edit: Callable[[dict[str, Any]], None]) -> None:
    told = recorded(tmp_path)
    edit(told)
    (tmp_path / "edited.json").write_text(json.dumps(told), encoding="utf-8")
    ended = icplint("replay", "edited.json", "--lang", "en", cwd=tmp_path)

    assert ended.returncode == 2
    assert len(ended.stderr.splitlines()) == 1
    assert b"edited.json" in ended.stderr


@pytest.mark.parametrize(
    "content", [b"", b"{", b"[" * 100_000, b"\xff\xfe", b"[]", b"null", b'{"icplint_recording": "1"}']
)
def test_garbage_is_no_recording(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "garbage.json").write_bytes(content)
    ended = icplint("replay", "garbage.json", "--lang", "en", cwd=tmp_path)

    assert ended.returncode == 2
    assert b"is no recording" in ended.stderr


def test_an_answer_that_is_not_there_leaves_the_site_unmeasured(tmp_path: Path) -> None:
    told_ = recorded(tmp_path)
    told_["answers"] = []
    (tmp_path / "edited.json").write_text(json.dumps(told_), encoding="utf-8")
    ended = icplint("replay", "edited.json", "--format", "json", cwd=tmp_path)

    assert ended.returncode == 3
    assert told(ended.stdout)[0]["reason"] == "interrupted"


def test_a_report_may_not_take_the_recordings_place(tmp_path: Path) -> None:
    recorded(tmp_path)
    [file] = kept(tmp_path)
    before = file.read_bytes()
    ended = icplint("replay", str(file), "-o", str(file), cwd=tmp_path)

    assert ended.returncode == 2
    assert file.read_bytes() == before


def test_nobody_is_asked(tmp_path: Path) -> None:
    recorded(tmp_path)
    [file] = kept(tmp_path)
    (tmp_path / "sitecustomize.py").write_text(
        "import socket\n"
        "def refuse(*_, **__): raise AssertionError('somebody is asked')\n"
        "socket.socket.connect = socket.socket.connect_ex = socket.socket.sendto = refuse\n"
        "socket.getaddrinfo = refuse\n",
        encoding="utf-8",
    )
    root = str(Path(__file__).parents[2])
    ended = icplint(
        "replay", str(file), "--fail-on", "never", cwd=tmp_path, env={"PYTHONPATH": f"{tmp_path}:{root}"}
    )

    assert ended.returncode == 0, ended.stderr
