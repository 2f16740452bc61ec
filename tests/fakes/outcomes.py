"""Synthetic outcomes of every kind, for whatever takes outcomes: reporters, spools, counts."""

from datetime import UTC, date, datetime
from typing import TypeVar

from hypothesis import strategies as st

from icplint.model.answer import Device, FetchFailure, Hop, NotCheckedReason, Response, Try
from icplint.model.block import Source as SourceOnPage
from icplint.model.filing import NOT_OFFERED, Filing, NotFiled, RegisterAnswer, Unknown
from icplint.model.finding import Basis, Confidence, Finding, Fix, Place, Severity, Status
from icplint.model.outcome import Failed, Outcome, OutOfScope, Passed, Verdict
from icplint.model.reading import (
    Copyright,
    Evidence,
    Footer,
    IcpNumber,
    MarkKind,
    NearMiss,
    NumberKind,
    OtherLicence,
    Parody,
    PsbNumber,
    Reading,
    Role,
    Service,
    SiteMark,
)
from icplint.model.rule import BasisLevel, NotApplicable, Unmeasured
from icplint.model.run import ReportHead, RunFacts, Summary, Tool
from icplint.model.site import BareDomain, FilingStatus, RejectedRow, Site
from icplint.model.text import Text
from icplint.run.count import Tally

HOSTILE = (
    "<script>alert(1)</script>",
    "</script><script>alert(2)</script>",
    "</style><style>*{display:none}</style>",
    "]]><!--",
    '"><img src=x onerror=alert(3)>',
    "javascript:alert(4)",
    "{{ 7 * 7 }} {% raw %} {# #}",
    "{0} {name} %s ${x}",
    "\x1b[31mred\x1b]8;;http://evil.example/\x07link\x1b]8;;\x07",
    "\x9b2J\x9d0;title\x9c",
    "gnp.\u202exe\u2066\u2069\u200f",
    '=HYPERLINK("http://evil.example")',
    "[bold red]markup[/bold red] [/] :warning:",
    "line\r\nbreak\x00\u2028\u2029end",
    "lone \ud800 surrogate",
    "\U000e0041\U000e0042 tags",
)
"""What a page or a list may hold to harm its reader."""

Thing = TypeVar("Thing")

words = st.one_of(st.sampled_from(HOSTILE), st.text(min_size=1, max_size=12))
maybe_words = st.none() | words
texts = st.builds(Text, en=words, zh=words)
days = st.dates(date(2005, 1, 1), date(2030, 1, 1))
moments = st.datetimes(datetime(2020, 1, 1), datetime(2030, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001 - the bounds are naive by contract
sha256s = st.text("0123456789abcdef", min_size=64, max_size=64)
rule_ids = st.sampled_from(("ICP001", "ICP005", "ICP016", "PSB001", "PSB009", "CPY002", "SITE003", "FLT001"))

RULE_NAMES = {
    "ICP001": "icp-number-missing",
    "ICP005": "icp-link-missing",
    "ICP016": "icp-not-bottom-centre",
    "PSB001": "psb-number-missing",
    "PSB009": "psb-icon-missing",
    "CPY002": "copyright-owner-mismatch",
    "SITE003": "site-lands-elsewhere",
    "FLT001": "fleet-number-of-a-stranger",
}

hops = st.builds(Hop, url=words, status=st.sampled_from((301, 302)), location=words)
tries = st.builds(
    Try, url=words, result=st.sampled_from(("answered", "404", "tcp")), detail=st.just("") | words
)
standing = {
    "raw": words,
    "href": maybe_words,
    "in_footer": st.booleans(),
    "visible": st.booleans(),
    "source": st.sampled_from(SourceOnPage),
    "role": st.sampled_from(Role),
    "snippet": words,
}


def _few(strategy: st.SearchStrategy[Thing]) -> st.SearchStrategy[tuple[Thing, ...]]:
    return st.lists(strategy, max_size=2).map(tuple)


icp_numbers = st.builds(
    IcpNumber,
    **standing,
    number=st.just("京ICP备16059763号-1"),
    kind=st.sampled_from(NumberKind),
    subject=st.just("京ICP备16059763号"),
    suffix=st.none() | st.integers(1, 99),
    service=st.none() | st.sampled_from(Service),
    province=st.none() | st.just("北京"),
)
psb_numbers = st.builds(
    PsbNumber,
    **standing,
    number=st.just("京公网安备11010502030001号"),
    digits=st.just("11010502030001"),
    icon=maybe_words,
    icon_place=st.sampled_from((None, "before", "inside", "after", "away")),
)
near_misses = st.builds(
    NearMiss,
    **standing,
    family=st.sampled_from(("icp", "psb")),
    faults=st.just(("ipc-for-icp",)),
    meant=maybe_words,
    icon=maybe_words,
)
parodies = st.builds(Parody, **standing, registry=maybe_words, wears_badge=st.booleans())
copyrights = st.builds(
    Copyright, **standing, owner=maybe_words, first_year=st.none() | st.integers(1990, 2030)
)
licences = st.builds(
    OtherLicence,
    **standing,
    kind=words,
    number=maybe_words,
    faults=st.sampled_from(((), ("form",), ("placeholder",))),
)
marks = st.builds(SiteMark, **standing, kind=st.sampled_from(MarkKind), code=maybe_words)
readings = st.builds(
    Reading,
    response=st.builds(
        Response,
        url=words,
        status=st.none() | st.just(200),
        fetched_at=st.none() | moments,
        address=st.none() | st.just("203.0.113.9"),
        hops=_few(hops),
        tries=_few(tries),
        device=st.sampled_from(Device),
        tls=st.none() | st.just("TLSv1.3"),
    ),
    body_sha256=sha256s,
    charset=st.just("gb18030"),
    title=words,
    footer=st.builds(Footer, selector=words, reasons=st.just(("landmark",)), text=words, fingerprint=words),
    evidence=st.builds(
        Evidence,
        icp=_few(icp_numbers),
        psb=_few(psb_numbers),
        near_misses=_few(near_misses),
        parodies=_few(parodies),
        copyrights=_few(copyrights),
        licences=_few(licences),
        marks=_few(marks),
    ),
)
sites = st.builds(
    Site,
    index=st.integers(0, 10_000),
    label=words,
    target=st.just(BareDomain("example.cn")),
    stands_for=maybe_words,
    id=maybe_words,
    entity=maybe_words,
    responsible=maybe_words,
    client=maybe_words,
    filing_status=st.none() | st.sampled_from(FilingStatus),
    tags=_few(words),
    columns=st.dictionaries(words, words, max_size=2),
    source=maybe_words,
)
filings: st.SearchStrategy[RegisterAnswer] = st.one_of(
    st.just(NOT_OFFERED),
    st.builds(
        Unknown,
        reason=st.sampled_from(("register-stale", "not-in-file", "\x1b[0m")),
        source=maybe_words,
        as_of=st.none() | days,
    ),
    st.builds(NotFiled, source=words, as_of=st.none() | days),
    st.builds(
        Filing,
        domain=maybe_words,
        of_parent=st.booleans(),
        entity=maybe_words,
        subject=maybe_words,
        site=maybe_words,
        other_sites=_few(words),
        psb=maybe_words,
        psb_on=st.none() | days,
        status=st.none() | st.sampled_from(FilingStatus),
        access_restricted=st.none() | st.booleans(),
        disputed=_few(words),
        source=maybe_words,
        as_of=st.none() | days,
    ),
)
verdicts: st.SearchStrategy[Verdict] = st.one_of(
    st.just(Passed()),
    st.just(Failed()),
    st.sampled_from(("needs-rendering", "rule-crashed", "not-offered:render", "never heard of \x1b[0m")).map(
        Unmeasured
    ),
    st.sampled_from(("", "near-miss", "<b>why</b>")).map(NotApplicable),
    st.sampled_from(("filing_status", "platform", "<i>reason</i>")).map(OutOfScope),
)


@st.composite
def findings(draw: st.DrawFn) -> Finding:
    """A finding with strangers' words wherever some can stand."""
    rule = draw(rule_ids)
    return Finding(
        rule=rule,
        name=RULE_NAMES[rule],
        fault="missing",
        severity=draw(st.sampled_from(Severity)),
        confidence=draw(st.sampled_from(Confidence)),
        status=draw(st.sampled_from(Status)),
        message=draw(texts),
        why=draw(texts),
        page=draw(maybe_words),
        about=draw(maybe_words),
        place=Place(selector=draw(words), line=draw(st.none() | st.integers(1, 9_999)), snippet=draw(words)),
        due=draw(st.none() | days),
        reason_code=draw(maybe_words),
        fix=Fix(what=draw(texts), html=draw(maybe_words)),
        sources=(
            Basis(
                id="SC-292",
                article="12",
                text_of=draw(st.none() | days),
                mark=draw(st.sampled_from(("law", "platform"))),
            ),
        ),
        count=draw(st.integers(1, 5)),
        fingerprint=draw(words),
    )


@st.composite
def checked(draw: st.DrawFn) -> Outcome:
    """A site that was checked, with verdicts of every kind."""
    said = draw(st.dictionaries(rule_ids, verdicts, max_size=6))
    found = tuple(draw(st.lists(findings(), max_size=3)))
    is_measured = draw(st.booleans())
    is_clean = is_measured and not any(one.status is Status.REPORTED for one in found) and draw(st.booleans())
    return Outcome(
        site=draw(sites),
        domain=draw(maybe_words),
        final_url=draw(maybe_words),
        pages=tuple(draw(st.lists(readings, min_size=1, max_size=2))),
        verdicts=said | {one.rule: Failed() for one in found},
        findings=found,
        filing=draw(filings),
        profile=draw(maybe_words),
        measured=is_measured,
        clean=is_clean,
    )


@st.composite
def not_checked(draw: st.DrawFn) -> Outcome:
    """A site that could not be checked."""
    reason = draw(st.sampled_from(NotCheckedReason))
    failure = FetchFailure(
        reason=reason, url=draw(words), detail=draw(words), hops=draw(_few(hops)), tries=draw(_few(tries))
    )
    return Outcome(
        site=draw(sites),
        domain=draw(maybe_words),
        final_url=None,
        not_checked=reason,
        failure=draw(st.none() | st.just(failure)),
        verdicts=dict.fromkeys(draw(st.lists(rule_ids, max_size=4)), Unmeasured(reason)),
        filing=draw(filings),
    )


outcomes = checked() | not_checked()
rejected_rows = st.lists(
    st.builds(RejectedRow, source=words, line=st.integers(1, 99), reason=texts), max_size=2
).map(tuple)


def head_for(
    found: tuple[Outcome, ...], rejected: tuple[RejectedRow, ...] = (), run_id: str = "run-1"
) -> ReportHead:
    """The head that fits these outcomes, counted as a run counts them."""
    return ReportHead(
        tool=Tool(version="0.1.0", rules_hash="0" * 64),
        run=RunFacts(
            id=run_id,
            started_at=datetime(2026, 11, 24, 3, 0, tzinfo=UTC),
            finished_at=datetime(2026, 11, 24, 3, 1, tzinfo=UTC),
            basis_level=BasisLevel.PRACTICE,
            user_agent="icplint",
        ),
        rejected=rejected,
        summary=_counted(found, rejected),
    )


def _counted(found: tuple[Outcome, ...], rejected: tuple[RejectedRow, ...]) -> Summary:
    tally = Tally()
    for outcome in found:
        tally.add(outcome)
    return tally.summary(rejected=len(rejected))
