"""The commands of scheduled scans, as a user calls them."""

import json
import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from prometheus_client.openmetrics import parser as openmetrics

from tests.fakes.command_line import icplint
from tests.fakes.origins import origins, write_list

COMMON = ("--allow-private", "--exit-zero", "--lang", "en")


@pytest.fixture(scope="module")
def addresses() -> Iterator[list[str]]:
    with origins(6, paragraphs=5) as made:
        yield made[1:]  # the first one's number is a sample


@pytest.fixture(scope="module")
def scanned(tmp_path_factory: pytest.TempPathFactory, addresses: list[str]) -> Path:
    """A folder with two runs of a list of five sites, one of which left and one of which joined."""
    folder = tmp_path_factory.mktemp("scanned")
    named = ("scan", "sites.csv", "--store", "fleet.db", "--list-name", "fleet", *COMMON)
    write_list(folder / "sites.csv", addresses[:4])
    first = icplint(*named, cwd=folder)
    assert first.returncode == 0, first.stderr.decode()
    write_list(folder / "sites.csv", addresses[1:])
    second = icplint(
        *(*named, "--metrics", "icplint.prom", "-o", "report.jsonl", "-o", "report.html", "--confirm", "0"),
        cwd=folder,
    )
    assert second.returncode == 0, second.stderr.decode()
    assert "since the run before: Joined the list 1 · Left the list 1" in second.stdout.decode()
    return folder


@pytest.fixture
def folder(tmp_path: Path, scanned: Path) -> Path:
    """The same, for one test alone: a store and its evidence may be copied together."""
    shutil.copytree(scanned, tmp_path, dirs_exist_ok=True)
    return tmp_path


def test_a_scan_writes_the_reports_of_a_check(folder: Path, addresses: list[str]) -> None:
    *lines, end = map(json.loads, (folder / "report.jsonl").read_text(encoding="utf-8").splitlines())

    assert [line["target"] for line in lines] == addresses[1:]
    assert end["summary"]["sites"] == 4
    assert end["run"]["interrupted"] is False
    assert (folder / "report.html").read_bytes().startswith(b"<!DOCTYPE html>")
    checked = icplint("check", "sites.csv", *COMMON, "--format", "jsonl", cwd=folder)
    of_check = [json.loads(line) for line in checked.stdout.splitlines()[:-1]]
    for one, other in zip(lines, sorted(of_check, key=lambda line: line["index"]), strict=True):
        for page in (*one["pages"], *other["pages"]):
            page.pop("fetched_at")
        verdicts = {rule: said for rule, said in one["verdicts"].items() if rule != "SITE006"}
        assert verdicts == {rule: said for rule, said in other["verdicts"].items() if rule != "SITE006"}
        assert one["pages"] == other["pages"]
        assert one["findings"] == other["findings"]


def test_the_runs_their_changes_and_a_sites_history_are_told(folder: Path, addresses: list[str]) -> None:
    runs = json.loads(icplint("runs", "--store", "fleet.db", "--format", "json", cwd=folder).stdout)
    assert [(run["id"], run["state"], run["sites"], run["previous"]) for run in runs["runs"]] == [
        (1, "finished", 4, None),
        (2, "finished", 4, 1),
    ]
    told = icplint("runs", "--store", "fleet.db", "--lang", "en", cwd=folder).stdout.decode().splitlines()
    assert [line.split()[0] for line in told] == ["2", "1"]

    changed = json.loads(icplint("diff", "--store", "fleet.db", "--format", "json", cwd=folder).stdout)
    assert changed["schema"] == "icplint/diff/v1"
    assert [(one["kind"], one["site"]) for one in changed["changes"]] == [
        ("joined", addresses[4]),
        ("left", addresses[0]),
    ]
    backward = icplint("diff", "2", "1", "--store", "fleet.db", "--format", "json", cwd=folder)
    assert json.loads(backward.stdout) == changed  # the earlier one is always the first
    text = icplint("diff", "--store", "fleet.db", "--lang", "en", cwd=folder).stdout.decode()
    assert f"Joined the list (1)\n  {addresses[4]}" in text
    page = icplint("diff", "--store", "fleet.db", "-o", "changes.html", cwd=folder)
    assert page.returncode == 0, page.stderr
    assert addresses[4] in (folder / "changes.html").read_text(encoding="utf-8")

    story = icplint("history", addresses[0], "--store", "fleet.db", "--format", "json", cwd=folder)
    [site] = json.loads(story.stdout)["sites"]
    assert [(spell["left"], spell["measured"]) for spell in site["spells"]] == [(False, True), (True, False)]
    story = icplint("history", addresses[0], "--store", "fleet.db", "--lang", "en", cwd=folder)
    assert re.search(r"nothing found\n.*left the list\n", story.stdout.decode())


def test_metrics_stand_in_a_file_for_the_node_exporter(folder: Path) -> None:
    families = openmetrics.text_string_to_metric_families(
        (folder / "icplint.prom").read_text(encoding="utf-8")
    )
    samples = {
        (one.name, *sorted(one.labels.values())): one.value for family in families for one in family.samples
    }
    name = "fleet"

    assert samples["icplint_run_sites", *sorted(["clean", name])] == 4
    assert samples["icplint_run_changes", *sorted(["joined", name])] == 1


def test_a_run_is_exported_in_every_format(folder: Path) -> None:
    names = ["old.jsonl", "old.json", "old.html", "old.csv", "old.xlsx", "old.parquet", "old.sarif"]
    outputs = [part for name in names for part in ("-o", name)]

    done = icplint("export", "1", "--store", "fleet.db", *outputs, cwd=folder)

    assert done.returncode == 0, done.stderr
    assert [(folder / name).stat().st_size > 100 for name in names] == [True] * len(names)
    end = json.loads((folder / "old.jsonl").read_text(encoding="utf-8").splitlines()[-1])
    runs = json.loads(icplint("runs", "--store", "fleet.db", "--format", "json", cwd=folder).stdout)["runs"]
    assert end["run"]["id"] == runs[0]["name"]


def test_what_came_of_a_site_is_given_back_and_judged_again(tmp_path: Path, addresses: list[str]) -> None:
    write_list(tmp_path / "sites.csv", addresses[:2])
    scan = ("scan", "sites.csv", "--store", "fleet.db", *COMMON)
    assert icplint(*scan, cwd=tmp_path).returncode == 0
    history = ("history", addresses[0], "--store", "fleet.db", "--answers", "kept.json", "--lang", "en")
    refused = icplint(*history, cwd=tmp_path)
    assert (refused.returncode, b"no run has kept its answers" in refused.stderr) == (2, True)

    assert icplint(*scan, "--keep-bodies", "all", cwd=tmp_path).returncode == 0
    given = icplint(*history, cwd=tmp_path)
    assert given.returncode == 0, given.stderr
    replayed = icplint("replay", "kept.json", "--format", "json", "--exit-zero", cwd=tmp_path)

    [site] = json.loads(replayed.stdout)["sites"]
    export = icplint("export", "-o", "all.jsonl", "--store", "fleet.db", cwd=tmp_path)
    assert export.returncode == 0
    scanned = json.loads((tmp_path / "all.jsonl").read_text(encoding="utf-8").splitlines()[0])
    assert site["target"] == scanned["target"] == addresses[0]
    assert site["findings"] == scanned["findings"]
    assert site["pages"] == scanned["pages"]


def test_what_is_pruned_is_gone_and_the_rest_is_whole(folder: Path, addresses: list[str]) -> None:
    done = icplint(
        "prune", "--keep", "0", "--keep-ledger", "0", "--store", "fleet.db", "--lang", "en", cwd=folder
    )
    assert done.returncode == 0, done.stderr
    assert "ledgers of 1 runs taken away" in done.stdout.decode()

    whole = icplint("verify", "--store", "fleet.db", "--lang", "en", cwd=folder)
    assert (whole.returncode, b"0 damaged, 0 missing" in whole.stdout) == (0, True)
    for gone in (("diff",), ("export", "1", "-o", "x.jsonl")):
        refused = icplint(*gone, "--store", "fleet.db", "--lang", "en", cwd=folder)
        assert refused.returncode == 2
        assert "its ledger was pruned" in refused.stderr.decode()
    story = icplint("history", addresses[0], "--store", "fleet.db", "--lang", "en", cwd=folder)
    assert "left the list" in story.stdout.decode()
    assert icplint("export", "-o", "x.jsonl", "--store", "fleet.db", cwd=folder).returncode == 0


def test_damaged_evidence_is_found_and_told_and_the_rest_is_exported(folder: Path) -> None:
    [segment, *_] = sorted((folder / "fleet.db-evidence").glob("*/*.segment"))
    content = bytearray(segment.read_bytes())
    content[len(content) // 2] ^= 0xFF
    segment.write_bytes(content)

    found = icplint("verify", "--store", "fleet.db", "--lang", "en", cwd=folder)

    assert found.returncode == 1
    assert re.search(r"[1-9]\d* damaged, 0 missing\n +damaged: ", found.stdout.decode())
    for run in ("1", "2"):
        assert icplint("export", run, "-o", "x.jsonl", "--store", "fleet.db", cwd=folder).returncode == 0


@pytest.mark.parametrize(
    ("arguments", "line"),
    [
        (("scan", "sites.csv"), "no store; name one with --store"),
        (("scan", "--store", "new.db"), "no list; name one"),
        (("scan", "--resume", "--store", "new.db"), "there is no store"),
        (("scan", "--resume", "--store", "fleet.db"), "no run was cut off"),
        (("scan", "nix.csv", "--store", "new.db"), "nix.csv"),
        (("scan", "page.html", "--store", "new.db"), "a scan takes sites of the web"),
        (("scan", "sites.csv", "--store", "no/such/folder/x.db"), "its folder does not exist"),
        (("scan", "sites.csv", "--store", "x.db", "--window", "22-6"), "--window must be hours of the day"),
        (
            ("scan", "sites.csv", "--store", "x.db", "--confirm", "soon"),
            "--confirm must be a number of seconds",
        ),
        (("scan", "sites.csv", "--store", "x.db", "-o", "sites.csv"), "is read by this run"),
        (("diff", "1", "--store", "fleet.db"), "name two runs"),
        (("diff", "1", "9", "--store", "fleet.db"), "there is no such run"),
        (("diff", "--store", "fleet.db", "-o", "x.pdf"), "no format has this suffix"),
        (("history", "unknown.example", "--store", "fleet.db"), "no run has scanned this site"),
        (("export", "--store", "fleet.db"), "no output; name a file with -o"),
        (("prune", "--store", "fleet.db"), "say what to keep"),
        (("prune", "--keep", "-3", "--store", "fleet.db"), "--keep must be a whole number"),
        (("verify", "--store", "sites.csv"), "sites.csv"),
    ],
)
def test_what_cannot_be_done_is_one_line_and_code_2(
    folder: Path, arguments: tuple[str, ...], line: str
) -> None:
    (folder / "page.html").write_text("<p>x", encoding="utf-8")

    done = icplint(*arguments, "--lang", "en", cwd=folder)

    assert done.returncode == 2, done.stderr
    said = [one for one in done.stderr.decode().splitlines() if "rows, read as" not in one]
    assert len(said) == 1
    assert line in said[0]
    assert not (folder / "x.db").exists() or "is read by" not in line


def test_rows_that_name_saved_pages_are_rejected(tmp_path: Path, addresses: list[str]) -> None:
    (tmp_path / "page.html").write_text("<p>x", encoding="utf-8")
    rows = f"url,as,file\n{addresses[0]},https://www.a.example/,\nhttps://www.b.example/,,page.html\n"
    (tmp_path / "list.csv").write_text(rows, encoding="utf-8")

    done = icplint(
        "scan",
        "list.csv",
        "--store",
        "fleet.db",
        *COMMON,
        "-o",
        "r.jsonl",
        "--min-coverage",
        "0.5",
        cwd=tmp_path,
    )

    assert done.returncode == 0, done.stderr
    end = json.loads((tmp_path / "r.jsonl").read_text(encoding="utf-8").splitlines()[-1])
    assert [(row["line"], row["reason"]["en"]) for row in end["rejected_rows"]] == [
        (3, "a scan takes sites of the web; saved pages are for icplint check")
    ]
