import io
import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator
from jsonschema.validators import validator_for

from icplint.model.outcome import Outcome
from icplint.model.run import ReportHead
from icplint.model.site import RejectedRow
from icplint.model.text import Language
from icplint.packs import load_rules
from icplint.tell.report.formats import Format
from icplint.tell.report.limits import limit_passed
from icplint.tell.report.reporter import Manner
from icplint.tell.report.sarif import SarifReporter
from tests.fakes import outcomes as fakes
from tests.fakes.sample_run import infested, sample_head, sample_outcomes, saved_page, told_apart
from tests.fakes.sarif_shape import SHAPE

CALM = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow], max_examples=40)
OFFICIAL = Path(__file__).parents[4] / "shared" / "schemas" / "sarif-2.1.0.json"
RULES = tuple(rule.info for rule in load_rules())


def validators() -> list[Any]:
    """Our own shape, and the standard's schema where it is at hand."""
    made: list[Any] = [Draft202012Validator(SHAPE)]
    if OFFICIAL.is_file():
        schema = json.loads(OFFICIAL.read_bytes())
        made.append(validator_for(schema)(schema))
    return made


VALIDATORS = validators()


def sarif(
    found: tuple[Outcome, ...], manner: Manner | None = None, head: ReportHead | None = None
) -> dict[str, Any]:
    """The one run of the file, which both schemas admit."""
    out = io.BytesIO()
    SarifReporter(manner or Manner()).write(head or fakes.head_for(found), found, out)
    written = json.loads(out.getvalue())
    for validator in VALIDATORS:
        validator.validate(written)
    run: dict[str, Any] = written["runs"][0]
    return run


def notices(run: dict[str, Any]) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = run["invocations"][0]["toolExecutionNotifications"]
    return found


@CALM
@given(
    found=st.lists(fakes.outcomes, max_size=3).map(tuple),
    rejected=fakes.rejected_rows,
    language=st.sampled_from(Language),
)
def test_any_outcomes_make_valid_sarif(
    found: tuple[Outcome, ...], rejected: tuple[RejectedRow, ...], language: Language
) -> None:
    run = sarif(found, Manner(language=language), fakes.head_for(found, rejected))

    assert [result["ruleId"] for result in run["results"]] == [
        one.rule for outcome in found for one in outcome.findings
    ]


@pytest.mark.parametrize("hostile", fakes.HOSTILE)
def test_a_stranger_s_text_is_neither_link_nor_place_nor_steering(hostile: str) -> None:
    run = sarif((infested(f"[click]({hostile}){{0}}"),))
    texts = [run["results"][0]["message"]["text"], *(notice["message"]["text"] for notice in notices(run))]

    assert [text for text in texts if "](" in text] == []
    assert [text for text in texts if "{0}" in text.replace("{{", "").replace("}}", "")] == []
    assert [text for text in texts if set(text) & set("\x1b\x9b\x00\u202e\u2066\u2028\ud800")] == []


def test_the_rules_are_described_in_both_languages() -> None:
    head = replace(sample_head(), rules=RULES)
    driver = sarif(sample_outcomes(), Manner(language=Language.EN), head)["tool"]["driver"]
    info = next(one for one in RULES if one.id == "ICP005")
    told = next(one for one in driver["rules"] if one["id"] == "ICP005")

    assert [one["id"] for one in driver["rules"]] == [one.id for one in RULES]
    assert told["shortDescription"]["text"] == info.title.en
    assert told["help"]["text"].index(info.why.en) < told["help"]["text"].index(info.why.zh)
    assert told["defaultConfiguration"] == {"level": "error"}
    assert "helpUri" not in told


def test_a_result_points_at_its_rule() -> None:
    run = sarif(sample_outcomes(), head=replace(sample_head(), rules=RULES))

    for result in run["results"]:
        assert run["tool"]["driver"]["rules"][result["ruleIndex"]]["id"] == result["ruleId"]


def test_severities_become_levels() -> None:
    levels = {result["ruleId"]: result["level"] for result in sarif(sample_outcomes())["results"]}

    assert levels == {"ICP005": "error", "PSB009": "warning", "CPY002": "warning", "ICP008": "note"}


def test_what_is_not_reported_is_marked_and_not_removed() -> None:
    results = sarif((told_apart(),))["results"]

    assert [
        (one["properties"]["status"], one["baselineState"], "suppressions" in one) for one in results
    ] == [
        ("reported", "new", False),
        ("suppressed", "new", True),
        ("baselined", "unchanged", True),
        ("below-confidence", "new", True),
    ]
    assert results[1]["suppressions"][0]["justification"] == "已豁免"


def test_without_a_baseline_nothing_is_new() -> None:
    results = sarif(sample_outcomes())["results"]

    assert [one for one in results if "baselineState" in one] == []


def test_a_baseline_without_old_findings_makes_all_new() -> None:
    head = replace(sample_head(), has_baseline=True)

    assert {one["baselineState"] for one in sarif(sample_outcomes(), head=head)["results"]} == {"new"}


def test_the_fingerprint_is_told_under_our_name_and_under_github_s() -> None:
    result = sarif(sample_outcomes())["results"][0]

    assert result["partialFingerprints"] == {
        "icplint/v1": "5d41402abc4b2a76",
        "primaryLocationLineHash": "5d41402abc4b2a76:1",
    }


def test_a_page_of_the_web_stands_without_its_scheme_and_in_full_in_the_properties() -> None:
    result = sarif(sample_outcomes())["results"][0]
    place = result["locations"][0]["physicalLocation"]

    assert place["artifactLocation"] == {"uri": "shop.example.cn/", "uriBaseId": "WEB"}
    assert (place["region"]["startLine"], place["region"]["startColumn"]) == (118, 7)
    assert result["properties"]["page"] == "https://shop.example.cn/"


@pytest.mark.parametrize(
    ("path", "artifact"),
    [
        ("pages/a b.html", {"uri": "pages/a%20b.html", "uriBaseId": "%SRCROOT%"}),
        ("首页.html", {"uri": "%E9%A6%96%E9%A1%B5.html", "uriBaseId": "%SRCROOT%"}),
        ("/srv/web/a.html", {"uri": "file:///srv/web/a.html"}),
        ("C:/web/a b.html", {"uri": "file:///C:/web/a%20b.html"}),
        ("javascript:alert(1)", {"uri": "javascript%3Aalert%281%29", "uriBaseId": "%SRCROOT%"}),
    ],
)
def test_a_saved_page_is_named_by_its_file(path: str, artifact: dict[str, str]) -> None:
    result = sarif((saved_page(path),))["results"][0]

    assert result["locations"][0]["physicalLocation"]["artifactLocation"] == artifact


def test_no_line_no_region() -> None:
    outcome = sample_outcomes()[0]
    finding = replace(outcome.findings[0], place=replace(outcome.findings[0].place, line=None, column=None))
    result = sarif((replace(outcome, findings=(finding,)),))["results"][0]

    assert "region" not in result["locations"][0]["physicalLocation"]


def test_the_row_of_the_list_is_a_related_place() -> None:
    place = sarif((told_apart(),))["results"][0]["relatedLocations"][0]["physicalLocation"]

    assert place == {
        "artifactLocation": {"uri": "lists/sites.csv", "uriBaseId": "%SRCROOT%"},
        "region": {"startLine": 7},
    }


def test_all_that_was_not_measured_is_a_notification() -> None:
    run = sarif(sample_outcomes(), head=sample_head())
    told = [
        (one["descriptor"]["id"], one["level"], one.get("properties", {}).get("reason"))
        for one in notices(run)
    ]

    assert told == [
        ("rejected-row", "error", None),
        ("not-offered", "note", "not-offered:render"),
        ("not-checked", "error", "dns"),
        ("not-checked", "error", "waf"),
        ("not-checked", "warning", "needs-rendering"),
        ("not-checked", "error", "rule-crashed"),
    ]
    assert notices(run)[-1]["associatedRule"] == {"id": "PSB009"}
    assert run["invocations"][0]["executionSuccessful"] is True


def test_a_run_that_measured_nothing_was_interrupted_or_crashed_is_no_success() -> None:
    nothing = tuple(one for one in sample_outcomes() if one.not_checked is not None)
    whole = sample_head()
    heads = (
        fakes.head_for(nothing),
        replace(whole, run=replace(whole.run, interrupted=True)),
        replace(whole, summary=replace(whole.summary, crashed=1)),
    )
    ends = [sarif(nothing, head=head)["invocations"][0]["executionSuccessful"] for head in heads]

    assert ends == [False, False, False]


@pytest.mark.parametrize(("errors", "below", "is_told"), [(5_000, 0, False), (4_000, 1_001, True)])
def test_more_results_than_github_stores_are_told(errors: int, below: int, *, is_told: bool) -> None:
    summary = replace(sample_head().summary, errors=errors, warnings=0, infos=0, below_confidence=below)
    limit = limit_passed(Format.SARIF, summary)

    assert (limit is not None) is is_told
    assert limit_passed(Format.JSON, summary) is None
    if limit is not None:
        assert "5,001" in limit.en


def test_a_list_on_standard_input_is_no_file_to_point_at() -> None:
    outcome = saved_page("a.html")
    row = replace(outcome.site, source="stdin", line=3)

    assert "relatedLocations" not in sarif((replace(outcome, site=row),))["results"][0]
