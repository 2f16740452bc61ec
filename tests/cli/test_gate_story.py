"""A gate before a deploy: old debts do not block a release, new faults do, and what was not measured never passes."""

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from subprocess import CompletedProcess

import pytest

from tests.fakes.command_line import CLEAN_PAGE, icplint
from tests.fakes.own_rule import OWN_RULE

OLD = 30
NUMBER = "京ICP备16059763号-1"
OLD_FAULTY = '<a href="http://beian.miit.gov.cn/" target="_blank">京ICP备{n}号-1</a>'
CRASHING_RULE = OWN_RULE.replace(
    'if context.options["word"] not in page.footer.text:\n        yield Fault("silent")',
    "raise RuntimeError(page.url)",
)
GATE = ("--select", "ICP001,ICP008", "--fail-on", "info", "--lang", "en", "-q")


def page(link: str) -> str:
    return CLEAN_PAGE.replace(f'<a href="https://beian.miit.gov.cn/" target="_blank">{NUMBER}</a>', link)


def faulty(n: int) -> str:
    """A page with one fault of its own: a link without https."""
    return page(OLD_FAULTY.format(n=16_059_000 + n))


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    """A built site with thirty old faults and their baseline."""
    public = tmp_path / "public"
    public.mkdir()
    (public / "index.html").write_text(CLEAN_PAGE, encoding="utf-8")
    for n in range(OLD):
        (public / f"old{n}.html").write_text(faulty(n), encoding="utf-8")
    made = icplint("baseline", "create", "public", "-o", "baseline.json", *GATE[:2], *GATE[4:], cwd=tmp_path)
    assert made.returncode == 0, made.stderr.decode()
    return tmp_path


def gate(folder: Path, *more: str, targets: tuple[str, ...] = ("public",)) -> CompletedProcess[bytes]:
    return icplint(
        "check", *targets, "--baseline", "baseline.json", *GATE, "-o", "report.json", *more, cwd=folder
    )


def report(folder: Path) -> tuple[list[dict[str, object]], dict[str, int]]:
    """The reported findings, and the summary."""
    document = json.loads((folder / "report.json").read_bytes())
    found = [one for site in document["sites"] for one in site["findings"]]
    return [one for one in found if one["status"] == "reported"], document["summary"]


def test_old_debts_pass_a_new_fault_fails_and_mended_it_passes_again(repository: Path) -> None:
    before = gate(repository)
    _, calm = report(repository)
    (repository / "public" / "new.html").write_text(faulty(OLD), encoding="utf-8")
    after = gate(repository)
    reported, summary = report(repository)
    (repository / "public" / "new.html").write_text(CLEAN_PAGE, encoding="utf-8")
    mended = gate(repository)

    assert before.returncode == 0, before.stderr.decode()
    assert (calm["baselined"], calm["clean"]) == (OLD, 1)
    assert after.returncode == 1
    assert [one["page"] for one in reported] == ["/new.html"]
    assert (summary["baselined"], summary["infos"] + summary["warnings"] + summary["errors"]) == (OLD, 1)
    assert mended.returncode == 0


def test_the_same_baseline_holds_in_another_checkout(repository: Path, tmp_path: Path) -> None:
    elsewhere = tmp_path / "somewhere" / "else"
    elsewhere.mkdir(parents=True)
    (repository / "public").rename(elsewhere / "public")
    (repository / "baseline.json").rename(elsewhere / "baseline.json")

    assert gate(elsewhere).returncode == 0


def test_a_page_that_cannot_be_read_fails_closed(repository: Path) -> None:
    lost = repository / "public" / "old7.html"
    lost.unlink()
    lost.symlink_to("nowhere.html")

    assert gate(repository).returncode == 3


def test_a_site_that_stops_answering_fails_closed(repository: Path) -> None:
    with serving(faulty(0)) as address:
        targets = ("public", address)
        made = icplint(
            "baseline", "create", *targets, "-o", "baseline.json", *GATE[:2], *GATE[4:], cwd=repository
        )
        answered = gate(repository, targets=targets)
    silent = gate(repository, targets=targets)
    before = (repository / "baseline.json").read_bytes()
    again = icplint("baseline", "create", *targets, "-o", "baseline.json", *GATE[:2], cwd=repository)
    lenient = icplint(
        "baseline",
        "create",
        *targets,
        "-o",
        "baseline.json",
        "--min-coverage",
        "50%",
        *GATE[:2],
        cwd=repository,
    )

    assert made.returncode == answered.returncode == 0
    assert silent.returncode == again.returncode == 3
    assert (repository / "baseline.json").read_bytes() == before
    assert lenient.returncode == 0


@contextmanager
def serving(html: str) -> Iterator[str]:
    """A page on loopback, for as long as the block lasts."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(200)
            self.send_header("Content-Type", "text/html; charset=utf-8")
            self.end_headers()
            self.wfile.write(html.encode())

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    server = HTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def test_nothing_measured_never_passes_whatever_the_baseline_covers(repository: Path) -> None:
    for old in (repository / "public").iterdir():
        old.write_bytes(b"\x89PNG\r\n\x1a\n")

    assert gate(repository).returncode == 3


def test_an_empty_baseline_file_is_refused_before_anything_is_checked(repository: Path) -> None:
    (repository / "baseline.json").write_bytes(b"")
    ended = gate(repository)

    assert ended.returncode == 2
    assert len(ended.stderr.decode().splitlines()) == 1
    assert not (repository / "report.json").exists()


def test_a_rule_that_breaks_never_passes_and_leaves_the_baseline(repository: Path) -> None:
    (repository / "rules").mkdir()
    (repository / "rules" / "org001_greeting_missing.py").write_text(CRASHING_RULE, encoding="utf-8")
    before = (repository / "baseline.json").read_bytes()
    broken = ("--packs", "rules", "--select", "ORG001")
    pruned = icplint("baseline", "prune", "baseline.json", "public", *broken, cwd=repository)

    assert gate(repository, *broken).returncode == 4
    assert pruned.returncode == 4
    assert (repository / "baseline.json").read_bytes() == before


def test_pruning_drops_what_is_mended_and_adds_nothing(repository: Path) -> None:
    public = repository / "public"
    for n in range(10):
        (public / f"old{n}.html").write_text(CLEAN_PAGE, encoding="utf-8")
    (public / "new.html").write_text(faulty(OLD), encoding="utf-8")
    pruned = icplint("baseline", "prune", "baseline.json", "public", *GATE[:2], cwd=repository)
    shown = icplint("baseline", "show", "baseline.json", "--format", "json", cwd=repository)
    aged = icplint("baseline", "show", "baseline.json", "--age", "--lang", "en", cwd=repository)

    assert pruned.returncode == 0, pruned.stderr.decode()
    assert len(json.loads(shown.stdout)["entries"]) == OLD - 10
    assert f"{OLD - 10} entries" in aged.stdout.decode()
    assert gate(repository).returncode == 1


def test_a_file_of_another_tool_is_not_replaced(repository: Path) -> None:
    other = repository / "package.json"
    other.write_text("{}", encoding="utf-8")
    ended = icplint("baseline", "create", "public", "-o", "package.json", cwd=repository)

    assert ended.returncode == 2
    assert other.read_text(encoding="utf-8") == "{}"


def test_suppressions_are_a_pile_of_their_own(repository: Path) -> None:
    (repository / "icplint.toml").write_text(
        '[[suppress]]\nrules = ["ICP008"]\nreason = "moves in spring"\nabout = "京ICP备16059000号-1"\n'
        '[[suppress]]\nrules = ["ICP001"]\nreason = "nothing to suppress"\n',
        encoding="utf-8",
    )
    ended = gate(repository, "-o", "report.html")
    _, summary = report(repository)
    run = json.loads((repository / "report.json").read_bytes())["run"]
    text, html = ended.stdout.decode(), (repository / "report.html").read_text(encoding="utf-8")

    assert ended.returncode == 0
    assert (summary["suppressed"], summary["baselined"]) == (1, OLD - 1)
    assert [(one["where"], one["kind"]) for one in run["suppression_notes"]] == [("suppress[2]", "unused")]
    for shown in (text, html):
        assert "0 reported · 1 suppressed · 29 baselined" in shown
        assert "suppress[2]" in shown
