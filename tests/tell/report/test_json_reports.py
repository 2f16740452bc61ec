import io
import json
from collections.abc import Callable
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from icplint.model.outcome import Failed, Outcome, OutOfScope, Passed, Verdict
from icplint.model.rule import NotApplicable, Unmeasured
from icplint.model.site import RejectedRow
from icplint.tell.report.formats import published_schema
from icplint.tell.report.json_document import JsonDocumentReporter
from icplint.tell.report.json_lines import JsonLinesReporter, write_end, write_outcome
from icplint.tell.report.v1 import verdict_string
from tests.fakes import outcomes as fakes
from tests.fakes.sample_run import sample_head, sample_outcomes

SCHEMA = json.loads(published_schema())
DOCUMENT = Draft202012Validator(SCHEMA)
LINE = Draft202012Validator({"$defs": SCHEMA["$defs"], "$ref": "#/$defs/line"})
CALM = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow], max_examples=60)


def document(found: tuple[Outcome, ...], rejected: tuple[RejectedRow, ...] = ()) -> bytes:
    out = io.BytesIO()
    JsonDocumentReporter().write(fakes.head_for(found, rejected), found, out)
    return out.getvalue()


def lines(found: tuple[Outcome, ...]) -> list[bytes]:
    out = io.BytesIO()
    JsonLinesReporter().write(fakes.head_for(found), found, out)
    return out.getvalue().splitlines()


def test_the_schema_is_a_schema() -> None:
    Draft202012Validator.check_schema(SCHEMA)

    assert SCHEMA["properties"]["schema"] == {"const": "icplint/report/v1"}


@CALM
@given(found=st.lists(fakes.outcomes, max_size=3).map(tuple), rejected=fakes.rejected_rows)
def test_any_outcomes_make_a_valid_document(
    found: tuple[Outcome, ...], rejected: tuple[RejectedRow, ...]
) -> None:
    written = json.loads(document(found, rejected))

    DOCUMENT.validate(written)
    assert [site["verdicts"] for site in written["sites"]] == [
        {rule: verdict_string(verdict) for rule, verdict in one.verdicts.items()} for one in found
    ]


@CALM
@given(found=st.lists(fakes.outcomes, max_size=3).map(tuple))
def test_any_outcomes_make_valid_lines_with_the_document_s_sites(found: tuple[Outcome, ...]) -> None:
    written = [json.loads(one) for one in lines(found)]

    for one in written:
        LINE.validate(one)
    *sites, end = written
    assert [site.pop("index") for site in sites] == [one.site.index for one in found]
    assert sites == json.loads(document(found))["sites"]
    assert end["summary"]["sites"] == len(found)


@CALM
@given(outcome=fakes.outcomes)
def test_machine_reports_hold_no_control_that_steers_a_terminal(outcome: Outcome) -> None:
    written = document((outcome,)).decode()

    assert not [sign for sign in written if ord(sign) < 0x20 and sign != "\n"]
    assert not set(written) & set("\x7f\x9b\x9d\u202e\u2066\u2028\ufeff")


def test_strangers_text_comes_back_as_it_stood() -> None:
    label = "gnp.\u202exe\x9b2J \U000e0041 京"
    first = sample_outcomes()[0]
    outcome = replace(first, site=replace(first.site, label=label))

    assert json.loads(document((outcome,)))["sites"][0]["target"] == label


def test_chinese_is_written_as_it_stands() -> None:
    assert "京ICP备16059763号-1".encode() in document(sample_outcomes())


@pytest.mark.parametrize(
    ("verdict", "said"),
    [
        (Passed(), "pass"),
        (Failed(), "fail"),
        (Unmeasured("not-offered:render"), "unmeasured:not-offered:render"),
        (NotApplicable("near-miss"), "not-applicable:near-miss"),
        (NotApplicable(""), "not-applicable"),
        (OutOfScope("filing_status"), "out-of-scope:filing_status"),
    ],
    ids=lambda value: value if isinstance(value, str) else None,
)
def test_a_verdict_is_a_string(verdict: Verdict, said: str) -> None:
    assert verdict_string(verdict) == said


def test_a_document_names_the_schema_first_and_the_summary_last() -> None:
    names = list(json.loads(document(sample_outcomes())))

    assert names == ["schema", "tool", "run", "rejected_rows", "sites", "summary"]


def test_the_contract_s_own_fields_stand_in_every_site() -> None:
    site, *_ = json.loads(document(sample_outcomes()))["sites"]
    finding = site["findings"][0]

    assert site["pages"][0]["fetched_at"] == "2026-11-24T03:00:02Z"
    assert site["pages"][0]["tls"] == {"version": "TLSv1.3"}
    assert site["filing"]["answer"] == "unknown:not-offered"
    assert finding["place"] == {
        "selector": "body > footer > p:nth-child(2)",
        "line": 118,
        "column": 7,
        "snippet": "版权所有 京ICP备16059763号-1 技术支持：某某网络",
    }
    assert finding["fix"]["html"].startswith("<a href=")
    assert finding["sources"] == [
        {"id": "MII-33-2005", "article": "13", "text_of": "2005-02-08", "mark": "law"}
    ]


def test_lines_can_be_written_as_sites_are_done() -> None:
    out = io.BytesIO()
    for outcome in reversed(sample_outcomes()):
        write_outcome(outcome, out)
    write_end(sample_head(), out)

    *sites, end = (json.loads(one) for one in out.getvalue().splitlines())
    assert [site["index"] for site in sites] == list(range(len(sites)))[::-1]
    assert end["rejected_rows"][0]["line"] == 12


def _edit(path: str, value: object) -> Callable[[dict[str, object]], None]:
    def edit(report: dict[str, object]) -> None:
        *way, last = path.split("/")
        at: object = report
        for step in way:
            at = at[int(step)] if isinstance(at, list) else at[step]  # type: ignore[index]
        if value is DELETED:
            del at[last]  # type: ignore[attr-defined]
        else:
            at[last] = value  # type: ignore[index]

    return edit


DELETED = object()


@pytest.mark.parametrize(
    "edit",
    [
        _edit("schema", "icplint/report/v2"),
        _edit("summary", DELETED),
        _edit("summary/clean", -1),
        _edit("run/started_at", "2026-11-24 11:00"),
        _edit("tool/rules", "abc"),
        _edit("sites/0/outcome", "skipped"),
        _edit("sites/0/reason", "dns"),
        _edit("sites/0/verdicts/ICP001", "ok"),
        _edit("sites/0/verdicts/icp1", "pass"),
        _edit("sites/0/findings/0/severity", "grave"),
        _edit("sites/0/findings/0/place/line", 0),
        _edit("sites/0/findings/0/fix/html", DELETED),
        _edit("sites/0/pages/0/evidence/icp/0/href", DELETED),
        _edit("sites/0/pages/0/evidence/icp/0/number", "ICP16059763"),
        _edit("sites/0/pages/0/evidence/psb/0/digits", "1101-05"),
        _edit("sites/0/pages/0/body_sha256", "ab"),
        _edit("sites/4/reason", None),
        _edit("sites/4/verdicts/ICP001", "pass"),
        _edit("sites/4/measured", value=True),
        _edit("sites/0/filing/answer", "yes"),
    ],
)
def test_the_schema_refuses_a_wrong_report(edit: Callable[[dict[str, object]], None]) -> None:
    report = json.loads(document(sample_outcomes()))
    DOCUMENT.validate(report)

    edit(report)

    assert not DOCUMENT.is_valid(report)


def test_the_schema_lets_fields_be_added() -> None:
    report = json.loads(document(sample_outcomes()))
    for part in (report, report["run"], report["sites"][0], report["sites"][0]["findings"][0]):
        part["added_later"] = 1

    DOCUMENT.validate(report)


def test_two_runs_on_the_same_input_differ_in_the_run_alone() -> None:
    found = sample_outcomes()
    reports = []
    for run_id in ("first", "second"):
        out = io.BytesIO()
        JsonDocumentReporter().write(fakes.head_for(found, run_id=run_id), found, out)
        reports.append(json.loads(out.getvalue()))
    runs = [report.pop("run") for report in reports]

    assert runs[0] != runs[1]
    assert reports[0] == reports[1]
