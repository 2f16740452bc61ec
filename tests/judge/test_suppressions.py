"""Suppressions: with a reason, until a day, on the sites and pages that they name; strangers cannot write any."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from icplint.config.load import load
from icplint.config.rule_names import unknown_rules
from icplint.errors import ConfigError
from icplint.judge.suppress import honours_comments
from icplint.model.finding import Finding, Status
from icplint.model.outcome import Outcome
from icplint.model.settings import JudgeSettings, Settings
from icplint.model.site import SavedFolder, SavedPage, Site, WebAddress
from icplint.model.suppression import InlineSuppressions, NoteKind, Suppression
from icplint.packs import load_rules
from icplint.run.reading import check_saved
from icplint.run.suppression_notes import SuppressionLedger

RULES = load_rules()
TODAY = date(2026, 11, 25)
PAGE = """<html><body><p>某某公司</p>{comment}<footer>© 2026 某某公司
<a href="http://beian.miit.gov.cn/">京ICP备16059763号-1</a></footer></body></html>"""
IGNORE = Suppression(rules=("ICP008",), reason="moves in spring", where="suppress[1]")


def checked(
    folder: Path,
    *pages: str,
    suppress: tuple[Suppression, ...] = (),
    mode: InlineSuppressions = InlineSuppressions.OWN,
) -> tuple[Outcome, SuppressionLedger]:
    """The outcome of a page, or of a folder with several, and what is said of its suppressions."""
    for number, page in enumerate(pages):
        (folder / f"{number}.html").write_text(page, encoding="utf-8")
    names = tuple(f"{number}.html" for number in range(len(pages)))
    target = (
        SavedPage(folder / names[0], "https://www.example.cn/")
        if len(pages) == 1
        else SavedFolder(folder, names, "https://www.example.cn/")
    )
    site = Site(index=0, label="example", target=target, typed=True)
    judge = JudgeSettings(suppress=suppress, inline_suppressions=mode)
    outcome = check_saved(site, RULES, Settings(judge=judge), TODAY)
    ledger = SuppressionLedger(judge, RULES, TODAY)
    ledger.see(outcome)
    return outcome, ledger


def of_link(outcome: Outcome) -> list[tuple[Status, int]]:
    return sorted((one.status, one.count) for one in outcome.findings if one.rule == "ICP008")


@pytest.mark.parametrize(
    ("one", "status"),
    [
        (IGNORE, Status.SUPPRESSED),
        (replace(IGNORE, rules=("icp-link-not-home",)), Status.SUPPRESSED),
        (replace(IGNORE, rules=("PSB009",)), Status.REPORTED),
        (replace(IGNORE, until=TODAY), Status.SUPPRESSED),
        (replace(IGNORE, until=date(2026, 11, 24)), Status.REPORTED),
        (replace(IGNORE, sites=("*.example.cn",)), Status.SUPPRESSED),
        (replace(IGNORE, sites=("example.com",)), Status.REPORTED),
        (replace(IGNORE, pages=("/",)), Status.SUPPRESSED),
        (replace(IGNORE, pages=("/news/*",)), Status.REPORTED),
        (replace(IGNORE, about="京 ICP 备 16059763 号 -1"), Status.SUPPRESSED),
        (replace(IGNORE, about="京ICP备1605976"), Status.REPORTED),
    ],
)
def test_the_configuration_suppresses_what_it_names(tmp_path: Path, one: Suppression, status: Status) -> None:
    outcome, _ = checked(tmp_path, PAGE.format(comment=""), suppress=(one,))

    assert of_link(outcome) == [(status, 1)]


def test_a_comment_suppresses_on_its_page_alone(tmp_path: Path) -> None:
    comment = "<!-- icplint: ignore ICP008 moves in spring -->"
    outcome, _ = checked(
        tmp_path, PAGE.format(comment=comment), PAGE.format(comment=""), PAGE.format(comment="")
    )

    assert of_link(outcome) == [(Status.REPORTED, 2), (Status.SUPPRESSED, 1)]


def test_a_suppressed_finding_tells_its_reason_and_place(tmp_path: Path) -> None:
    outcome, _ = checked(
        tmp_path, PAGE.format(comment="\n<!-- icplint: ignore ICP008 in spring until 2027-01-01 -->")
    )
    (finding,) = (one for one in outcome.findings if one.rule == "ICP008")

    assert finding.suppressed is not None
    assert (finding.suppressed.reason, finding.suppressed.until, finding.suppressed.where) == (
        "in spring",
        date(2027, 1, 1),
        "line 2",
    )


@pytest.mark.parametrize(
    ("comment", "kinds"),
    [
        ("<!-- icplint: ignore ICP008 -->", [NoteKind.NOT_READ]),
        ("<!-- icplint: ignore ICP008 soon until spring -->", [NoteKind.NOT_READ]),
        ("<!-- icplint: ignore ICP999 reason -->", [NoteKind.UNKNOWN_RULE]),
        ("<!-- icplint: ignore ICP008 reason until 2026-11-24 -->", [NoteKind.EXPIRED]),
        ("<!-- icplint: ignore PSB009 reason -->", [NoteKind.UNUSED]),
    ],
)
def test_a_comment_that_does_nothing_is_told_and_the_finding_stays(
    tmp_path: Path, comment: str, kinds: list[NoteKind]
) -> None:
    outcome, ledger = checked(tmp_path, PAGE.format(comment=comment))

    assert of_link(outcome) == [(Status.REPORTED, 1)]
    assert [note.kind for note in ledger.notes()] == kinds


def test_a_comment_that_is_not_to_be_followed_is_told(tmp_path: Path) -> None:
    comment = "<!-- icplint: ignore ICP008 reason -->"
    outcome, ledger = checked(tmp_path, PAGE.format(comment=comment), mode=InlineSuppressions.NEVER)

    assert of_link(outcome) == [(Status.REPORTED, 1)]
    assert [note.kind for note in ledger.notes()] == [NoteKind.NOT_HONOURED]


def test_unused_and_expired_tables_are_told_and_used_ones_are_not(tmp_path: Path) -> None:
    unused = replace(IGNORE, rules=("PSB009",), where="suppress[2]")
    expired = replace(IGNORE, until=date(2026, 1, 1), where="suppress[3]")
    _, ledger = checked(tmp_path, PAGE.format(comment=""), suppress=(IGNORE, unused, expired))

    assert [(note.where, note.kind) for note in ledger.notes()] == [
        ("suppress[2]", NoteKind.UNUSED),
        ("suppress[3]", NoteKind.EXPIRED),
    ]


@pytest.mark.parametrize(
    ("site", "own"),
    [
        (Site(index=0, label="a", target=SavedPage(Path("a.html"), None)), True),
        (Site(index=0, label="a", target=WebAddress("https://a.cn/"), typed=True), False),
        (
            Site(
                index=0, label="a", target=WebAddress("https://t.cn/"), stands_for="https://a.cn/", typed=True
            ),
            True,
        ),
        (Site(index=0, label="a", target=WebAddress("https://t.cn/"), stands_for="https://a.cn/"), False),
    ],
)
def test_a_strangers_site_cannot_silence_its_check(site: Site, *, own: bool) -> None:
    honoured = {
        mode: honours_comments(site, JudgeSettings(inline_suppressions=mode)) for mode in InlineSuppressions
    }

    assert honoured == {
        InlineSuppressions.ALWAYS: True,
        InlineSuppressions.OWN: own,
        InlineSuppressions.NEVER: False,
    }


@pytest.mark.parametrize(
    ("table", "told"),
    [
        ('rules = ["ICP008"]', "reason"),
        ('reason = "why"', "rules"),
        ('rules = ["ICP008"]\nreason = "why"\nuntil = "spring"', "until"),
        ('rules = ["ICP008"]\nreason = "why"\nuntil = 2027-01-01T00:00:00', "until"),
        ('rules = ["ICP008"]\nreason = "why"\nsites = []', "sites"),
        ('rules = ["ICP008"]\nreason = "why"\nsite = ["a"]', "did you mean sites"),
    ],
)
def test_a_table_that_cannot_be_used_is_refused_in_one_line(tmp_path: Path, table: str, told: str) -> None:
    (tmp_path / "icplint.toml").write_text(f"[[suppress]]\n{table}\n", encoding="utf-8")

    with pytest.raises(ConfigError) as refused:
        load({}, {}, tmp_path)

    assert told in refused.value.en
    assert refused.value.en.count("\n") == 0


def test_a_rule_that_there_is_not_is_refused() -> None:
    settings = Settings(judge=JudgeSettings(suppress=(replace(IGNORE, rules=("ICP00",)),)))
    wrong = unknown_rules(settings, RULES)

    assert wrong is not None
    assert "suppress[1]" in wrong.en


def test_a_finding_below_the_confidence_is_not_suppressed(tmp_path: Path) -> None:
    outcome, _ = checked(tmp_path, PAGE.format(comment=""), suppress=(replace(IGNORE, rules=("PSB001",)),))
    statuses: list[Finding] = [one for one in outcome.findings if one.rule == "PSB001"]

    assert [one.status for one in statuses] == [Status.BELOW_CONFIDENCE]
