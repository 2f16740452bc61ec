import io
from dataclasses import replace
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from junitparser import Error, Failure, JUnitXml, Skipped

from icplint.model.outcome import Failed, Outcome, OutOfScope, Passed, Verdict
from icplint.model.rule import NotApplicable, Unmeasured
from icplint.model.site import RejectedRow
from icplint.model.text import Language, text
from icplint.tell.report.junit import JunitReporter
from icplint.tell.report.reporter import Manner
from tests.fakes import outcomes as fakes
from tests.fakes.sample_run import infested, sample_head, sample_outcomes, told_apart

CALM = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow], max_examples=40)


def junit(
    found: tuple[Outcome, ...],
    rejected: tuple[RejectedRow, ...] = (),
    language: Language = Language.ZH,
) -> bytes:
    out = io.BytesIO()
    head = replace(
        fakes.head_for(found, rejected),
        rule_titles={"ICP005": text(en="Number without link", zh="编号未加链接")},
    )
    JunitReporter(Manner(language=language)).write(head, found, out)
    return out.getvalue()


def read_back(written: bytes, folder: Path) -> JUnitXml:
    path = folder / "report.xml"
    path.write_bytes(written)
    return JUnitXml.fromfile(str(path))


def cases(suite: ET.Element) -> dict[str, str]:
    """For each case the name of what stands in it; empty: it passed."""
    return {
        case.attrib["name"].split()[0]: "".join(child.tag for child in case)
        for case in suite.iter("testcase")
    }


def suites(written: bytes) -> list[ET.Element]:
    return list(ET.fromstring(written))


@CALM
@given(
    found=st.lists(fakes.outcomes, max_size=3).map(tuple),
    rejected=fakes.rejected_rows,
    language=st.sampled_from(Language),
)
def test_any_outcomes_make_well_formed_xml_whose_counts_add_up(
    found: tuple[Outcome, ...], rejected: tuple[RejectedRow, ...], language: Language
) -> None:
    root = ET.fromstring(junit(found, rejected, language))

    assert len(root) == len(found) + len(rejected)
    for suite in (root, *root):
        assert int(suite.attrib["tests"]) == len(list(suite.iter("testcase")))
        for tag, count in (("failure", "failures"), ("error", "errors"), ("skipped", "skipped")):
            assert int(suite.attrib[count]) == len(list(suite.iter(tag)))


@pytest.mark.parametrize("hostile", [*fakes.HOSTILE, "\ufffe\uffff\x0b\x85", "]]>&amp;<!--"])
def test_a_stranger_s_text_stays_text(hostile: str) -> None:
    tags = {element.tag for element in ET.fromstring(junit((infested(hostile),))).iter()}

    assert tags == {
        "testsuites",
        "testsuite",
        "properties",
        "property",
        "testcase",
        "failure",
        "skipped",
    }


def test_a_library_reads_it_back(tmp_path: Path) -> None:
    found = read_back(junit(sample_outcomes()), tmp_path)
    first, *_ = found
    results = {case.name: case.result for case in first}

    assert (len(found), first.name, first.failures) == (9, "https://shop.example.cn/", 2)
    assert isinstance(results["ICP005 编号未加链接"][0], Failure)
    assert isinstance(results["ICP016"][0], Skipped)
    assert results["ICP001"] == []


def test_each_verdict_has_its_element() -> None:
    outcome = sample_outcomes()[0]
    verdicts: dict[str, Verdict] = {
        "ICP001": Passed(),
        "ICP005": Failed(),
        "ICP007": Unmeasured("needs-rendering"),
        "ICP016": Unmeasured("not-offered:render"),
        "ICP023": NotApplicable("no-number"),
        "PSB001": OutOfScope("filing_status"),
    }
    (suite,) = suites(junit((replace(outcome, verdicts=verdicts, findings=outcome.findings[:1]),)))

    assert cases(suite) == {
        "ICP001": "",
        "ICP005": "failure",
        "ICP007": "error",
        "ICP016": "skipped",
        "ICP023": "skipped",
        "PSB001": "skipped",
    }


def test_findings_that_are_not_reported_are_skipped_and_say_why() -> None:
    (suite,) = suites(junit((told_apart(),)))
    told = {
        case.attrib["name"].split()[0]: case[0].attrib["message"]
        for case in suite.iter("testcase")
        if case.attrib["name"].split()[0] in {"PSB009", "CPY002", "ICP008"}
    }

    assert cases(suite)["ICP005"] == "failure"
    assert {cases(suite)[rule] for rule in told} == {"skipped"}
    assert told == {
        "PSB009": "有发现，未列入报告：已豁免",
        "CPY002": "有发现，未列入报告：存量问题",
        "ICP008": "有发现，未列入报告：低于可信度下限",
    }


def test_a_failure_says_where_and_what_to_paste() -> None:
    failure = next(suites(junit(sample_outcomes()))[0].iter("failure"))

    assert failure.attrib["type"] == "error"
    assert "第 118 行第 7 列" in (failure.text or "")
    assert '<a href="https://beian.miit.gov.cn/"' in (failure.text or "")


def test_several_findings_of_a_rule_are_one_failure_that_counts_them() -> None:
    outcome = sample_outcomes()[0]
    twice = replace(outcome, findings=(outcome.findings[0], replace(outcome.findings[0], count=2)))
    failures = list(suites(junit((twice,), language=Language.EN))[0].iter("failure"))
    told = [one.attrib["message"] for one in failures if one.attrib["message"].endswith("on the site)")]

    assert len(told) == 1
    assert "(1 more of this rule on the site)" in told[0]


def test_a_verdict_without_its_finding_is_no_pass() -> None:
    outcome = replace(sample_outcomes()[0], findings=())

    assert cases(suites(junit((outcome,)))[0])["ICP005"] == "failure"


def test_a_site_that_was_not_checked_is_all_errors(tmp_path: Path) -> None:
    found = read_back(junit((sample_outcomes()[4],)), tmp_path)
    (suite,) = found

    assert suite.errors == suite.tests > 0
    assert all(isinstance(case.result[0], Error) for case in suite)


def test_a_site_that_was_not_checked_and_has_no_verdicts_is_an_error() -> None:
    (suite,) = suites(junit((replace(sample_outcomes()[4], verdicts={}),)))

    assert cases(suite) == {"网站首页": "error"}


def test_a_row_that_cannot_be_used_is_an_error() -> None:
    suite = suites(junit((), sample_head().rejected))[0]

    assert suite.attrib["name"] == "sites.csv:12"
    assert list(cases(suite).values()) == ["error"]


def test_the_columns_of_the_list_are_properties() -> None:
    (suite,) = suites(junit((told_apart(),)))
    properties = {one.attrib["name"]: one.attrib["value"] for one in suite.iter("property")}

    assert properties["部门"] == "市场部"
    assert properties["entity"] == "某某（北京）科技有限公司"
