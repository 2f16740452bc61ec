import io
import json
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from icplint.model.outcome import Outcome
from icplint.model.site import RejectedRow
from icplint.model.text import Language
from icplint.tell.report.gaps import gaps_of
from icplint.tell.report.gitlab import GitlabReporter
from icplint.tell.report.reporter import Manner
from icplint.tell.report.state import reported
from tests.fakes import outcomes as fakes
from tests.fakes.sample_run import infested, sample_head, sample_outcomes, saved_page, told_apart

CALM = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow], max_examples=40)
TEXT = {"type": "string", "minLength": 1}
ENTRIES = Draft202012Validator(
    {
        "type": "array",
        "items": {
            "type": "object",
            "required": ["description", "check_name", "fingerprint", "severity", "location"],
            "additionalProperties": False,
            "properties": {
                "description": TEXT,
                "check_name": TEXT,
                "fingerprint": {"type": "string", "pattern": "^[0-9a-f]{32}$"},
                "severity": {"enum": ["info", "minor", "major", "critical", "blocker"]},
                "location": {
                    "type": "object",
                    "required": ["path", "lines"],
                    "properties": {
                        "path": TEXT,
                        "lines": {
                            "type": "object",
                            "required": ["begin"],
                            "properties": {"begin": {"type": "integer", "minimum": 1}},
                        },
                    },
                },
            },
        },
    }
)
"""The fields that GitLab documents."""


def gitlab(
    found: tuple[Outcome, ...], rejected: tuple[RejectedRow, ...] = (), language: Language = Language.ZH
) -> list[dict[str, Any]]:
    out = io.BytesIO()
    GitlabReporter(Manner(language=language)).write(fakes.head_for(found, rejected), found, out)
    entries: list[dict[str, Any]] = json.loads(out.getvalue())
    ENTRIES.validate(entries)
    return entries


@CALM
@given(
    found=st.lists(fakes.outcomes, max_size=3).map(tuple),
    rejected=fakes.rejected_rows,
    language=st.sampled_from(Language),
)
def test_any_outcomes_make_entries_as_documented(
    found: tuple[Outcome, ...], rejected: tuple[RejectedRow, ...], language: Language
) -> None:
    entries = gitlab(found, rejected, language)
    owed = [
        len({(one.fingerprint, one.page or "") for one in reported(outcome)}) + len(list(gaps_of(outcome)))
        for outcome in found
    ]

    assert len(entries) == sum(owed) + len(rejected)


@pytest.mark.parametrize("hostile", fakes.HOSTILE)
def test_a_stranger_s_text_is_inert(hostile: str) -> None:
    told = json.dumps(gitlab((infested(hostile),)), ensure_ascii=False)

    assert set(told) & set("\x1b\x9b\x00\u202e\u2066\u2028\ud800") == set()


def test_severities_and_names_are_told() -> None:
    told = [(one["check_name"], one["severity"]) for one in gitlab(sample_outcomes())]

    assert told[:4] == [
        ("ICP005 icp-link-missing", "major"),
        ("PSB009 psb-icon-missing", "minor"),
        ("CPY002 copyright-owner-mismatch", "minor"),
        ("ICP008 icp-link-not-home", "info"),
    ]


def test_what_was_not_checked_stands_there_so_that_nothing_looks_mended() -> None:
    entries = gitlab(sample_outcomes(), sample_head().rejected)
    told = [
        (one["severity"], one["location"]["path"]) for one in entries if one["check_name"] == "not-checked"
    ]

    assert told == [
        ("info", "gone.example.cn/"),
        ("info", "shield.example.cn/"),
        ("info", "app.example.cn/"),
        ("info", "partly.example.cn/"),
    ]
    assert entries[-1]["check_name"] == "rejected-row"
    assert entries[-1]["location"] == {"path": "sites.csv", "lines": {"begin": 12}}


def test_what_is_not_reported_stays_out() -> None:
    assert [one["check_name"] for one in gitlab((told_apart(),))] == ["ICP005 icp-link-missing"]


def test_a_site_of_a_list_stands_at_its_row() -> None:
    assert gitlab((told_apart(),))[0]["location"] == {"path": "lists/sites.csv", "lines": {"begin": 7}}


def test_a_saved_page_stands_at_its_line() -> None:
    entry = gitlab((saved_page("pages/a.html"),))[0]

    assert entry["location"] == {"path": "pages/a.html", "lines": {"begin": 118}}


def test_a_fingerprint_is_the_same_in_another_run_and_another_language() -> None:
    prints = [
        [one["fingerprint"] for one in gitlab(sample_outcomes(), language=language)] for language in Language
    ]

    assert prints[0] == prints[1]
    assert len(set(prints[0])) == len(prints[0])


def test_one_fault_on_two_pages_is_two_entries() -> None:
    outcome = sample_outcomes()[0]
    first = outcome.findings[0]
    pages = tuple(replace(first, page=f"https://shop.example.cn/?page={n}") for n in (1, 2, 2))
    entries = gitlab((replace(outcome, findings=pages),))

    assert len({one["fingerprint"] for one in entries}) == len(entries) == 2


def test_a_clean_run_is_an_empty_array() -> None:
    assert gitlab((sample_outcomes()[1],)) == []
