from dataclasses import replace

from icplint.model.answer import NotCheckedReason
from icplint.model.finding import Confidence, Finding, Fix, Severity, Status
from icplint.model.outcome import Failed, Outcome, Passed
from icplint.model.rule import Unmeasured
from icplint.model.site import BareDomain, Site
from icplint.model.text import text
from icplint.run.count import Tally

A_SENTENCE = text(en="A sentence.", zh="一句话。")


def finding(severity: Severity = Severity.ERROR, status: Status = Status.REPORTED) -> Finding:
    return Finding(
        rule="ICP001",
        name="icp-number-missing",
        fault="missing",
        severity=severity,
        confidence=Confidence.HIGH,
        status=status,
        message=A_SENTENCE,
        why=A_SENTENCE,
        page=None,
        fix=Fix(what=A_SENTENCE),
    )


SITE = Site(index=0, label="example.cn", target=BareDomain("example.cn"))
CLEAN = Outcome(
    site=SITE,
    domain="example.cn",
    final_url="https://example.cn/",
    verdicts={"ICP001": Passed(), "ICP016": Unmeasured("not-offered:render")},
    measured=True,
    clean=True,
)
FAULTY = replace(CLEAN, clean=False, verdicts={"ICP001": Failed()}, findings=(finding(),))
HALF = replace(CLEAN, clean=False, verdicts={"ICP001": Passed(), "PSB009": Unmeasured("rule-crashed")})
NOT_CHECKED = Outcome(
    site=SITE,
    domain="example.cn",
    final_url=None,
    not_checked=NotCheckedReason.DNS,
    verdicts={"ICP001": Unmeasured("dns")},
)


def test_every_site_is_measured_or_unmeasured_rejected_rows_included() -> None:
    tally = Tally()
    for outcome in (CLEAN, FAULTY, HALF, NOT_CHECKED):
        tally.add(outcome)

    summary = tally.summary(rejected=2)

    assert (summary.sites, summary.measured, summary.unmeasured, summary.rejected) == (6, 3, 3, 2)


def test_measured_sites_are_clean_incomplete_or_have_findings() -> None:
    tally = Tally()
    for outcome in (CLEAN, FAULTY, HALF, NOT_CHECKED):
        tally.add(outcome)

    summary = tally.summary()

    assert (summary.clean, summary.incomplete, summary.errors) == (1, 1, 1)


def test_only_reported_findings_count_by_severity() -> None:
    tally = Tally()
    tally.add(
        replace(
            FAULTY,
            findings=(
                finding(Severity.WARNING),
                finding(Severity.INFO),
                finding(Severity.ERROR, Status.SUPPRESSED),
                finding(Severity.ERROR, Status.BASELINED),
                finding(Severity.ERROR, Status.BELOW_CONFIDENCE),
            ),
        )
    )

    summary = tally.summary()

    assert (summary.errors, summary.warnings, summary.infos) == (0, 1, 1)
    assert (summary.suppressed, summary.baselined, summary.below_confidence) == (1, 1, 1)


def test_what_the_run_does_not_offer_is_counted_by_need() -> None:
    tally = Tally()
    tally.add(CLEAN)
    tally.add(CLEAN)
    tally.add(HALF)

    assert tally.summary().not_offered == {"render": 2}


def test_a_crashed_rule_is_counted() -> None:
    tally = Tally()
    tally.add(replace(HALF, crashed_rules=("PSB009",)))

    assert tally.summary().crashed == 1
