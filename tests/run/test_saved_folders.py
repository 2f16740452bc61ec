"""A built site in a folder: one site, home pages judged for presence, one template one finding."""

import os
import signal
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

from icplint.collect.sites.targets import read_targets
from icplint.keep.old_debts import OldDebts
from icplint.model.answer import FetchFailure, NotCheckedReason
from icplint.model.finding import Finding
from icplint.model.outcome import Failed, Outcome, OutOfScope
from icplint.model.rule import Unmeasured
from icplint.model.settings import JudgeSettings, Settings
from icplint.model.site import SavedFolder, Site
from icplint.model.suppression import Suppression
from icplint.packs import load_rules
from icplint.run.execute import saved_folder
from icplint.run.old_debts import without_old_debts
from icplint.run.reading import LARGE_FOLDER, check_saved, read_page_of

TODAY = date(2026, 11, 24)
RULES = load_rules()
GOOD = (
    "<!doctype html><html lang=zh><body><main>正文</main><footer><p>© 2024 示例科技有限公司 版权所有</p>"
    '<a href="https://beian.miit.gov.cn/">京ICP备2021009999号-1</a></footer></body></html>'
)
RETIRED = GOOD.replace("https://beian.miit.gov.cn/", "http://www.miitbeian.gov.cn/")
BARE = "<!doctype html><html lang=zh><body><main>正文</main><footer>联系我们</footer></body></html>"


def build(folder: Path, pages: dict[str, str]) -> None:
    for name, html in pages.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(html, encoding="utf-8")


def check(folder: Path, *, as_url: str | None = None, settings: Settings | None = None) -> Outcome:
    with read_targets([str(folder)], stdin=None, as_url=as_url) as sites:
        (site,) = list(sites.sites)
    return check_saved(site, RULES, settings or Settings(), TODAY)


def findings_of(outcome: Outcome, rule: str) -> list[Finding]:
    return [one for one in outcome.findings if one.rule == rule]


def test_one_template_gives_one_finding_that_counts_its_pages(tmp_path: Path) -> None:
    build(tmp_path, {"index.html": RETIRED, "news/a.html": RETIRED, "news/b.html": RETIRED})

    (found,) = findings_of(check(tmp_path), "ICP007")

    assert (found.count, found.page) == (3, "/index.html")


def test_presence_is_owed_by_home_pages_alone(tmp_path: Path) -> None:
    build(tmp_path, {"index.html": BARE, "en/index.html": BARE, "news/a.html": BARE})

    missing = findings_of(check(tmp_path), "ICP001")

    assert [(one.page, one.count) for one in missing] == [("/index.html", 2)]


def test_a_glob_makes_further_home_pages(tmp_path: Path) -> None:
    build(tmp_path, {"start/welcome.html": BARE})

    assert check(tmp_path).verdicts["ICP001"] == OutOfScope("not-home")
    named = Settings(judge=JudgeSettings(home=("/start/*",)))
    assert findings_of(check(tmp_path, settings=named), "ICP001")


def test_a_page_without_any_footer_is_clean_where_it_owes_none(tmp_path: Path) -> None:
    build(tmp_path, {"index.html": GOOD, "about.html": BARE})

    outcome = check(tmp_path)

    assert not findings_of(outcome, "ICP001")
    assert outcome.measured


def test_pages_stand_at_the_address_that_the_folder_stands_for(tmp_path: Path) -> None:
    build(tmp_path, {"index.html": GOOD, "新闻/index.htm": RETIRED, "新闻/a b.html": GOOD})

    outcome = check(tmp_path, as_url="https://www.example.cn/site")

    assert [page.response.url for page in outcome.pages] == [
        "https://www.example.cn/site/",
        "https://www.example.cn/site/%E6%96%B0%E9%97%BB/a%20b.html",
        "https://www.example.cn/site/%E6%96%B0%E9%97%BB/",
    ]
    assert outcome.final_url == "https://www.example.cn/site/"
    assert outcome.domain == "example.cn"


def test_the_folders_own_place_decides_nothing(tmp_path: Path) -> None:
    """The same pages in another checkout have the same fingerprints."""
    pages = {"index.html": RETIRED, "news/a.html": BARE}
    build(tmp_path / "one", pages)
    build(tmp_path / "two" / "deeper", pages)

    one, two = check(tmp_path / "one"), check(tmp_path / "two" / "deeper")

    assert [finding.fingerprint for finding in one.findings] == [
        finding.fingerprint for finding in two.findings
    ]


def test_a_page_that_cannot_be_read_leaves_the_site_unmeasured(tmp_path: Path) -> None:
    build(tmp_path, {"index.html": GOOD, "news/a.html": GOOD})
    (tmp_path / "news" / "b.html").symlink_to(tmp_path / "nowhere.html")

    outcome = check(tmp_path)

    assert not outcome.measured
    assert outcome.verdicts["ICP005"] == Unmeasured("not-html")


def test_a_folder_of_which_no_page_can_be_read_is_not_checked(tmp_path: Path) -> None:
    (tmp_path / "index.html").symlink_to(tmp_path / "nowhere.html")

    assert check(tmp_path).not_checked is NotCheckedReason.NOT_HTML


def many(folder: Path, count: int = LARGE_FOLDER) -> Site:
    build(folder, {"index.html": RETIRED} | {f"news/{n:04}.html": RETIRED for n in range(count - 1)})
    with read_targets([str(folder)], stdin=None, as_url=None) as sites:
        return next(iter(sites.sites))


def test_a_large_folder_is_read_by_other_processes_with_the_same_result(tmp_path: Path) -> None:
    site = many(tmp_path)

    outcome = check_saved(site, RULES, Settings(), TODAY)

    assert isinstance(site.target, SavedFolder)
    alone = [read_page_of(site, site.target, page, Settings()) for page in site.target.pages]
    assert list(outcome.pages) == alone
    assert [one.count for one in findings_of(outcome, "ICP007")] == [LARGE_FOLDER]


def test_a_run_that_is_told_to_stop_leaves_the_folder_as_not_checked(tmp_path: Path) -> None:
    site = many(tmp_path)
    asked = iter([False, False, True])

    outcome = check_saved(site, RULES, Settings(), TODAY, stop=lambda: next(asked, True))

    assert outcome.not_checked is NotCheckedReason.INTERRUPTED


def _read_until_the_deadly_page(
    site: Site, folder: SavedFolder, settings: Settings, pages: list[str]
) -> list[saved_folder.Came]:
    if "deadly.html" in pages:
        os.kill(os.getpid(), signal.SIGKILL)
    return [read_page_of(site, folder, page, settings) for page in pages]


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="no such signal here")
def test_a_page_that_brings_its_process_down_is_the_only_one_lost(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    build(tmp_path, {f"{n:02}.html": GOOD for n in range(45)} | {"deadly.html": GOOD})
    with read_targets([str(tmp_path)], stdin=None, as_url=None) as sites:
        site = next(iter(sites.sites))
    assert isinstance(site.target, SavedFolder)
    monkeypatch.setattr(saved_folder, "_read_pages", _read_until_the_deadly_page)

    came = list(saved_folder.read_on_all_cores(site, site.target, Settings(jobs=2), lambda: False))

    lost = {
        page: one.reason
        for page, one in zip(site.target.pages, came, strict=True)
        if isinstance(one, FetchFailure)
    }
    assert lost == {"deadly.html": NotCheckedReason.POISON}


@pytest.mark.skipif(sys.platform != "linux", reason="processes are copied on Linux alone")
def test_a_reader_is_a_copy_of_this_process_only_where_nothing_else_runs_in_it() -> None:
    asking = (
        "import threading; from icplint.run.execute.saved_folder import _way_to_start; "
        "alone = _way_to_start(); done = threading.Event(); "
        "other = threading.Thread(target=done.wait); other.start(); "
        "print(alone, _way_to_start()); done.set(); other.join()"
    )

    told = subprocess.run([sys.executable, "-c", asking], capture_output=True, check=True, text=True)

    assert told.stdout.split() == ["fork", "spawn"]


def test_copies_and_new_processes_read_alike(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    build(tmp_path, {f"{n:02}.html": GOOD.replace("正文", f"正文{n}") for n in range(45)})
    with read_targets([str(tmp_path)], stdin=None, as_url=None) as sites:
        site = next(iter(sites.sites))
    assert isinstance(site.target, SavedFolder)
    alone = [read_page_of(site, site.target, page, Settings()) for page in site.target.pages]

    for way in ("fork", "spawn") if sys.platform == "linux" else ("spawn",):
        monkeypatch.setattr(saved_folder, "_way_to_start", lambda way=way: way)
        came = list(saved_folder.read_on_all_cores(site, site.target, Settings(jobs=2), lambda: False))
        assert came == alone, way


SHELL = '<!doctype html><html><body><div id="app"></div><script src="/app.js"></script></body></html>'


def test_what_is_open_on_one_page_does_not_hide_behind_an_old_debt_on_another(tmp_path: Path) -> None:
    build(tmp_path, {"index.html": BARE, "en/index.html": SHELL})

    outcome = check(tmp_path, settings=Settings(judge=JudgeSettings(select=("ICP001",))))

    assert outcome.verdicts["ICP001"] == Failed()
    assert outcome.measured
    debts = OldDebts({finding.fingerprint: finding.count for finding in outcome.findings})
    assert not without_old_debts(outcome, debts).measured


def test_what_is_open_on_one_page_does_not_hide_behind_a_suppressed_fault_on_another(tmp_path: Path) -> None:
    build(tmp_path, {"index.html": BARE, "en/index.html": SHELL})
    silent = Suppression(rules=("ICP001", "PSB001", "CPY001"), reason="内部测试", where="suppress[1]")

    outcome = check(tmp_path, settings=Settings(judge=JudgeSettings(suppress=(silent,))))

    assert not outcome.measured


def test_a_site_with_old_debts_alone_is_measured_and_clean_of_new_ones(tmp_path: Path) -> None:
    build(tmp_path, {"index.html": RETIRED})
    outcome = check(tmp_path)
    debts = OldDebts({finding.fingerprint: finding.count for finding in outcome.findings})

    sorted_out = without_old_debts(outcome, debts)

    assert sorted_out.measured
    assert not sorted_out.reported
