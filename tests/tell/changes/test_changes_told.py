"""What is told of changes: every kind, in both languages, and never what steers a page or a terminal."""

import json
import re
from base64 import b64encode
from collections import Counter
from dataclasses import replace
from datetime import UTC, datetime
from hashlib import sha256
from io import BytesIO

import pytest
from selectolax.lexbor import LexborHTMLParser

from icplint.model.finding import Confidence, Severity, Status
from icplint.model.scan import Change, ChangeKind, RunRecord, RunState
from icplint.model.text import Language
from icplint.model.zone import BEIJING
from icplint.tell.changes.html import write_changes
from icplint.tell.changes.json_document import change_parts
from icplint.tell.changes.text import change_lines
from icplint.words import changes as words
from tests.fakes.sample_run import LINK_MISSING

HOSTILE = "</li><script>alert(1)</script>\x1b[31m\u202e\ud800"


def run(number: int) -> RunRecord:
    started = datetime(2026, 11, number, 18, tzinfo=UTC)
    return RunRecord(
        id=number,
        name=f"run-{number}",
        list_id=1,
        list_name="清单 <b>",
        previous_id=None,
        state=RunState.FINISHED,
        started_at=started,
        finished_at=started,
    )


def change(kind: ChangeKind, **more: object) -> Change:
    given: dict[str, object] = {"kind": kind, "address": "https://a.cn/", "label": "https://a.cn/", **more}
    return Change(**given)  # type: ignore[arg-type]


GRAVER = replace(LINK_MISSING, severity=Severity.WARNING, count=3, confidence=Confidence.MEDIUM)
ALL = [
    change(ChangeKind.NEW, after=LINK_MISSING, label=HOSTILE, responsible="王<i>工"),
    change(ChangeKind.UNMEASURED, reason="timeout"),
    change(ChangeKind.UNMEASURED, before=LINK_MISSING, reason="needs-rendering"),
    change(ChangeKind.CHANGED, before=LINK_MISSING, after=GRAVER),
    change(ChangeKind.CHANGED, before=LINK_MISSING, after=replace(LINK_MISSING, status=Status.SUPPRESSED)),
    change(ChangeKind.CHANGED, before=LINK_MISSING, reason="not-applicable:missing"),
    change(ChangeKind.CHANGED, before=LINK_MISSING, reason="out-of-scope:exempt"),
    change(ChangeKind.FIXED, before=LINK_MISSING),
    change(ChangeKind.MEASURABLE, reason="timeout", found=(LINK_MISSING,)),
    change(ChangeKind.MEASURABLE, reason="unmeasured", found=()),
    change(ChangeKind.UNCONFIRMED, after=LINK_MISSING),
    change(ChangeKind.JOINED, found=(LINK_MISSING, LINK_MISSING)),
    change(ChangeKind.LEFT),
]
COUNTS = {kind: Counter(one.kind for one in ALL)[kind] for kind in ChangeKind}


def page(language: Language, changes: list[Change] = ALL) -> LexborHTMLParser:
    counts = {kind: sum(one.kind is kind for one in changes) for kind in ChangeKind}
    out = BytesIO()
    write_changes(run(1), run(2), counts, changes, out, language=language, zone=BEIJING)
    return LexborHTMLParser(out.getvalue())


@pytest.mark.parametrize("language", Language)
def test_each_change_stands_under_its_kind(language: Language) -> None:
    lines = list(change_lines(run(1), run(2), COUNTS, ALL, language=language, zone=BEIJING))
    headings = [
        words.HEADING.fill(kind=name, count=str(COUNTS[kind])).of(language)
        for kind, name in words.KINDS.items()
    ]

    assert [line for line in lines if line in headings] == headings
    assert sum(line.startswith("  ") for line in lines) == len(ALL)
    assert lines[0].count("2026-11-0") == 2
    tree = page(language)
    assert [node.text(strip=True) for node in tree.css("h2")] == headings
    assert len(tree.css(".change-list > li")) == len(ALL)


def test_what_changed_is_told_as_it_was_and_as_it_is() -> None:
    lines = change_lines(run(1), run(2), COUNTS, ALL, language=Language.EN, zone=BEIJING)
    told = "\n".join(lines)

    assert "(To mend → To verify; confidence: high → confidence: medium; 1× → 3×)" in told
    assert "no longer applies: " in told
    assert "(before: no answer in time; 1 findings: ICP005)" in told
    assert "(2 findings: ICP005)" in told


@pytest.mark.parametrize("language", Language)
def test_nothing_of_a_stranger_becomes_markup_or_steers(language: Language) -> None:
    tree = page(language)
    html = tree.html or ""

    assert tree.css("script, b i, p i") == []
    assert "\x1b" not in html
    assert "\u202e" not in html
    assert "王<i>工" in tree.body.text() if tree.body else False
    [style] = tree.css("style")
    policy = tree.css('meta[http-equiv="Content-Security-Policy"]')[0].attributes["content"] or ""
    digest = b64encode(sha256((style.text() or "").encode()).digest()).decode()
    assert f"style-src 'sha256-{digest}'" in policy
    assert {node.attributes["href"] for node in tree.css("a.outside")} == {"https://a.cn/"}


def test_a_night_without_changes_says_so() -> None:
    counts = dict.fromkeys(ChangeKind, 0)

    assert (
        list(change_lines(run(1), run(2), counts, [], language=Language.ZH, zone=BEIJING))[-1] == "没有变化。"
    )
    tree = page(Language.ZH, [])
    assert "没有变化。" in (tree.body.text() if tree.body else "")


def test_programs_read_every_change() -> None:
    document = json.loads(b"".join(change_parts(run(1), run(2), COUNTS, ALL)))

    assert [one["kind"] for one in document["changes"]] == [one.kind.value for one in ALL]
    assert document["counts"] == {kind.value: COUNTS[kind] for kind in ChangeKind}
    assert document["changes"][0]["site"] == HOSTILE.replace("\ud800", "\ufffd")
    assert document["changes"][3]["before"]["severity"] == "error"
    assert document["changes"][3]["after"]["severity"] == "warning"
    assert re.fullmatch(r"2026-11-02T18:00:00Z", document["after"]["started_at"])
