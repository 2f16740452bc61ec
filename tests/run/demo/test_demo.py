"""The demo finds what is planted, all of it and nothing else."""

import json
import os
import re
import shutil
import subprocess
import sys
from collections import Counter
from dataclasses import replace
from pathlib import Path

import jsonschema
import pytest

from icplint.model.exit_code import ExitCode
from icplint.model.finding import Status
from icplint.resources import bundled
from icplint.run.demo.comparison import end_of, found_in
from icplint.run.demo.fleet import Expected, Fleet, FleetSite, Planted, Serving, load_fleet
from icplint.run.outputs import ToFile
from icplint.tell.report.formats import Format, published_schema
from tests.fakes.demo_run import DemoRun, ran, without_waiting

FLEET = bundled("fixtures/fleet")
BADGE = '<img src="/images/badge.svg" alt="" width="18" height="20">'
ICP_LINE = (
    '<p><a href="https://beian.miit.gov.cn/" rel="noreferrer" target="_blank">浙ICP备2026091357号-1</a></p>'
)
PSB_CODE = "https://beian.mps.gov.cn/#/query/webSearch?code="


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> tuple[DemoRun, Path]:
    """A run of the whole fleet, and the folder with its reports."""
    folder = tmp_path_factory.mktemp("demo")
    return ran(load_fleet(FLEET), *reports_in(folder)), folder


@pytest.fixture(scope="module")
def quick() -> DemoRun:
    """A run of the sites that answer at once, to compare with."""
    return ran(without_waiting(load_fleet(FLEET)))


def reports_in(folder: Path) -> tuple[ToFile, ToFile]:
    return (
        ToFile(format=Format.HTML, path=folder / "report.html"),
        ToFile(format=Format.JSON, path=folder / "report.json"),
    )


def findings(run: DemoRun) -> dict[str, Counter[Planted]]:
    return {folder: found_in(outcome) for folder, outcome in run.outcomes.items()}


def edited(folder: Path, site: str, *edits: tuple[str, str]) -> Fleet:
    """A copy of the fleet in which one page is edited; each edit must find its text exactly once."""
    copy = folder / "fleet"
    shutil.copytree(FLEET, copy)
    page = copy / site / "index.html"
    text = page.read_text(encoding="utf-8")
    for old, new in edits:
        assert text.count(old) == 1
        text = text.replace(old, new)
    page.write_text(text, encoding="utf-8", newline="")
    return without_waiting(load_fleet(copy))


# --- the fleet as it is ---


@pytest.mark.parametrize("site", load_fleet(FLEET).sites, ids=lambda site: site.folder)
def test_each_site_shows_exactly_what_is_planted(site: FleetSite, whole: tuple[DemoRun, Path]) -> None:
    run, _ = whole
    outcome = run.outcomes[site.folder]

    assert found_in(outcome) == Counter(site.planted)
    assert end_of(outcome) == (site.expected, site.reason)
    assert outcome.clean is (site.expected is Expected.CHECKED and not site.planted)
    assert all(finding.status is Status.REPORTED for finding in outcome.findings)


def test_a_fleet_with_exactly_its_planted_faults_ends_with_0(whole: tuple[DemoRun, Path]) -> None:
    run, _ = whole

    assert run.end.differences == ()
    assert run.end.code is ExitCode.CLEAN


def test_the_fleet_holds_each_main_fault_and_each_kind_of_site_that_cannot_be_measured() -> None:
    fleet = load_fleet(FLEET)

    assert {planted.rule for site in fleet.sites for planted in site.planted} == {
        *("ICP001", "ICP002", "ICP003", "ICP006", "ICP007", "ICP017"),
        *("PSB007", "PSB009", "PSB017", "CPY002"),
    }
    assert {site.reason for site in fleet.sites if site.reason} == {
        "timeout",
        "tcp",
        "waf",
        "needs-rendering",
    }


def test_rows_of_the_fleet_are_judged_by_their_public_address(whole: tuple[DemoRun, Path]) -> None:
    run, _ = whole
    outcome = run.outcomes["compliant"]

    assert outcome.domain == "qinghe-tea.example"
    assert outcome.final_url is not None
    assert outcome.final_url.startswith("http://127.0.0.1:")
    assert outcome.site.source == "stdin"


# --- one site mended ---

MENDS: dict[str, list[tuple[str, str]]] = {
    "icp-missing": [
        (
            f'<p><a href="{PSB_CODE}',
            f'{ICP_LINE.replace("浙ICP备2026091357号", "滇ICP备2026093562号")}\n<p><a href="{PSB_CODE}',
        )
    ],
    "icp-malformed": [("川ICP备", "蜀ICP备")],
    "icp-placeholder": [("苏ICP备XXXXXXXX号-1", "苏ICP备2026094417号-1")],
    "famous-sample": [("京ICP证030173号", "京ICP备2026095524号-1")],
    "icp-link-wrong": [
        (
            f'{PSB_CODE}37020202094617" rel="noreferrer" target="_blank">鲁ICP备',
            'https://beian.miit.gov.cn/" rel="noreferrer" target="_blank">鲁ICP备',
        )
    ],
    "icp-link-retired": [("http://www.miitbeian.gov.cn/", "https://beian.miit.gov.cn/")],
    "psb-icon-missing": [(">沪公网安备", f">{BADGE}沪公网安备")],
    "psb-link-other-number": [("code=34180202094386", "code=34180202094836")],
    "owner-mismatch": [("鹭岛户外用品（厦门）有限公司", "闽海渔具贸易（漳州）有限公司")],
    "footer-by-script": [
        ('<p id="beian"></p>\n</footer>\n<script>\n', ""),
        ('document.getElementById("beian").innerHTML =\n  \'', "<p>"),
        ("';\n</script>", "</p>\n</footer>"),
    ],
}


def test_every_planted_fault_has_its_mend() -> None:
    assert set(MENDS) == {site.folder for site in load_fleet(FLEET).sites if site.planted}


@pytest.mark.parametrize("site", MENDS)
def test_a_mended_site_loses_its_findings_and_nothing_else_changes(
    site: str, tmp_path: Path, quick: DemoRun
) -> None:
    run = ran(edited(tmp_path, site, *MENDS[site]))

    assert findings(run) == {**findings(quick), site: Counter()}
    assert run.outcomes[site].clean
    assert run.end.code is ExitCode.FAULT
    assert all(difference.en.startswith(f"{site}: ") for difference in run.end.differences)


@pytest.mark.parametrize("site", ["time-out", "refused", "firewall", "script-shell"])
def test_a_site_that_answers_again_is_measured(site: str, quick: DemoRun) -> None:
    fleet = load_fleet(FLEET)
    page = next(one.files["/"] for one in fleet.sites if one.folder == "time-out")
    owner = next(one.row["entity"] for one in fleet.sites if one.folder == site)
    page = page.replace("渔阳酒坊酿造（天津）有限公司".encode(), owner.encode())
    mended = Fleet(
        tuple(
            replace(one, serving=Serving(), files={"/": page}) if one.folder == site else one
            for one in fleet.sites
        )
    )
    run = ran(without_waiting(mended))

    assert findings(run) == {**findings(quick), site: Counter()}
    assert run.outcomes[site].clean


# --- the compliant site broken ---

NUMBER = "浙ICP备2026091357号-1"
PSB_NUMBER = "浙公网安备33011202091863号"
PSB_OPEN = f'<a href="{PSB_CODE}33011202091863" rel="noreferrer" target="_blank">'
BREAKS: dict[str, list[tuple[str, str]]] = {
    "ICP001": [(ICP_LINE, "")],
    "ICP002": [(NUMBER, "浙IPC备2026091357号-1")],
    "ICP003": [(NUMBER, "浙ICP备12345678号-1")],
    "ICP005": [(ICP_LINE, f"<p>{NUMBER}</p>")],
    "ICP006": [("https://beian.miit.gov.cn/", "https://www.beian-query.example/")],
    "ICP007": [("https://beian.miit.gov.cn/", "http://www.beian.miit.gov.cn/")],
    "ICP008": [("https://beian.miit.gov.cn/", "http://beian.miit.gov.cn/")],
    "ICP010": [(ICP_LINE, f'<div style="display:none">{ICP_LINE}</div>')],
    "PSB001": [(f"<p>{PSB_OPEN}{BADGE}{PSB_NUMBER}</a></p>", "")],
    "PSB003": [
        (f"{PSB_CODE}33011202091863", f"{PSB_CODE}330112020918"),
        (PSB_NUMBER, "浙公网安备330112020918号"),
    ],
    "PSB004": [
        (f"{PSB_CODE}33011202091863", f"{PSB_CODE}11010802091863"),
        (PSB_NUMBER, "浙公网安备11010802091863号"),
    ],
    "PSB005": [(f"{PSB_OPEN}{BADGE}{PSB_NUMBER}</a>", f"{BADGE}{PSB_NUMBER}")],
    "PSB007": [("code=33011202091863", "code=33011202091836")],
    "PSB008": [(PSB_CODE, "http://www.beian.gov.cn/portal/registerSystemInfo?recordcode=")],
    "PSB009": [(BADGE, "")],
    "PSB010": [(f"{BADGE}{PSB_NUMBER}", f"{PSB_NUMBER}{BADGE}")],
    "CPY001": [("<p>© 2018-2026 清禾茶业（杭州）有限公司 版权所有</p>\n", "")],
    "CPY002": [("© 2018-2026 清禾茶业（杭州）有限公司", "© 2018-2026 浣溪纺织（绍兴）有限公司")],
    "CPY006": [("© 2018-2026", "© 2026-2018")],
}


@pytest.mark.parametrize("rule", BREAKS)
def test_a_broken_site_gains_its_finding_and_nothing_else_changes(
    rule: str, tmp_path: Path, quick: DemoRun
) -> None:
    run = ran(edited(tmp_path, "compliant", *BREAKS[rule]))

    gained = findings(run).pop("compliant")
    assert [finding.rule for finding in gained.elements()] == [rule]
    assert findings(run) == {**findings(quick), "compliant": gained}
    assert run.end.code is ExitCode.FAULT
    assert [difference.en for difference in run.end.differences] == [
        f"compliant: {next(iter(gained))} was found and is not planted"
    ]


# --- the reports ---


def test_the_reports_are_written_and_the_json_follows_the_schema(whole: tuple[DemoRun, Path]) -> None:
    _, folder = whole
    report = json.loads((folder / "report.json").read_bytes())

    jsonschema.validate(report, json.loads(published_schema()))
    assert report["summary"]["sites"] == len(load_fleet(FLEET).sites)
    assert "清禾茶业" in (folder / "report.html").read_text(encoding="utf-8")


@pytest.mark.slow
def test_a_second_run_tells_the_same(whole: tuple[DemoRun, Path], tmp_path: Path) -> None:
    _, folder = whole
    ran(load_fleet(FLEET), *reports_in(tmp_path))

    assert lasting(tmp_path / "report.json") == lasting(folder / "report.json")


def lasting(report: Path) -> object:
    """A report without what differs from run to run: times, and the ports that the system gave."""
    told = json.loads(re.sub(r"127\.0\.0\.1(:|', )\d+", "127.0.0.1:PORT", report.read_text(encoding="utf-8")))
    del told["run"]
    for site in told["sites"]:
        for page in site["pages"]:
            for name in ("fetched_at", "address", "tls"):
                del page[name]
    return told


@pytest.mark.slow
def test_the_command_runs_from_an_empty_folder(tmp_path: Path) -> None:
    told = subprocess.run(
        [sys.executable, "-m", "icplint", "demo", "--lang", "en"],
        cwd=tmp_path,
        env={**os.environ, "PYTHONUTF8": "1"},
        capture_output=True,
        check=False,
    )

    assert told.stderr.decode() == ""
    assert told.returncode == 0
    assert sorted(path.name for path in tmp_path.iterdir()) == ["icplint-report.html", "icplint-report.json"]
    assert "icplint explain ICP007" in told.stdout.decode()
