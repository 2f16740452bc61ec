"""The nouns of a run, cut into what is stored: what a list says, what rules said, what came, what pages show."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime
from hashlib import sha256
from typing import Any

from icplint.keep.store.json_values import dumped, loaded, plain, read, value_of, verdict_code
from icplint.late import dataclass
from icplint.model.answer import FetchFailure, NotCheckedReason
from icplint.model.filing import NOT_OFFERED, RegisterAnswer
from icplint.model.finding import Finding, Severity, Status
from icplint.model.outcome import Outcome, Verdict
from icplint.model.reading import Evidence, Footer, Reading
from icplint.model.run import RunFacts, Summary
from icplint.model.site import Site
from icplint.model.zone import BEIJING

SCHEMA = 1
"""Of what is stored as evidence."""

Json = dict[str, Any]

_NO_FOOTER = Footer()
_NO_EVIDENCE = Evidence()


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredResult:
    """What the rules said of a site: the same for many sites and nights."""

    not_checked: NotCheckedReason | None = None
    measured: bool = False
    clean: bool = False
    findings: tuple[Finding, ...] = ()
    crashed_rules: tuple[str, ...] = ()
    open_beside_faults: Mapping[str, bool] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredFacts:
    """How the answers came, and all else that is this site's alone."""

    schema: int = SCHEMA
    domain: str | None = None
    final_url: str | None = None
    failure: FetchFailure | None = None
    unread: tuple[FetchFailure, ...] = ()
    filing: RegisterAnswer = NOT_OFFERED
    profile: str | None = None
    pages: tuple[Reading, ...] = ()
    """Without what stands in `StoredPage`, and without certificates: those are evidence of their own."""


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredPage:
    """What a page shows; equal for sites that share a footer."""

    footer: Footer = _NO_FOOTER
    evidence: Evidence = _NO_EVIDENCE


@dataclass(frozen=True, slots=True, kw_only=True)
class Parts:
    """An outcome in the parts that are stored, each as bytes of JSON."""

    verdicts: bytes
    verdicts_digest: bytes
    result: bytes
    result_digest: bytes
    state: bytes
    """A digest: equal for results that differ in wording alone."""
    counts: Mapping[str, int]
    facts: bytes
    pages: bytes | None
    """None: no page could be read."""


def parts_of(outcome: Outcome) -> Parts:
    """Cut an outcome into its parts."""
    verdicts = dumped({rule: verdict_code(one) for rule, one in outcome.verdicts.items()}, sort=True)
    verdicts_digest = short_digest(verdicts)
    stored = StoredResult(
        not_checked=outcome.not_checked,
        measured=outcome.measured,
        clean=outcome.clean,
        findings=outcome.findings,
        crashed_rules=outcome.crashed_rules,
        open_beside_faults=outcome.open_beside_faults or None,
    )
    result = dumped(plain(stored))
    facts = StoredFacts(
        domain=outcome.domain,
        final_url=outcome.final_url,
        failure=outcome.failure,
        unread=outcome.unread,
        filing=outcome.filing,
        profile=outcome.profile,
        pages=tuple(_without_what_lies_apart(page) for page in outcome.pages),
    )
    shown = [StoredPage(footer=page.footer, evidence=page.evidence) for page in outcome.pages]
    return Parts(
        verdicts=verdicts,
        verdicts_digest=verdicts_digest,
        result=result,
        result_digest=short_digest(verdicts_digest, result),
        state=short_digest(verdicts_digest, dumped(_state(outcome))),
        counts=_counts(outcome),
        facts=dumped(plain(facts)),
        pages=dumped(plain(shown, list[StoredPage])) if shown else None,
    )


def outcome_of(site: Site, verdicts: str, result: str, facts: bytes | None, pages: bytes | None) -> Outcome:
    """An outcome of its parts.

    Args:
        site: As the list names it.
        verdicts: JSON.
        result: JSON.
        facts: JSON; None: it was pruned, and so were the pages.
        pages: JSON; None: none was read.

    Raises:
        StoreError: Something of it is not what a store of this version holds.
    """
    said = read_result(result)
    known = StoredFacts() if facts is None else read(facts, StoredFacts)
    shown = [] if pages is None or facts is None else read(pages, list[StoredPage])
    return Outcome(
        site=site,
        domain=known.domain,
        final_url=known.final_url,
        not_checked=said.not_checked,
        failure=known.failure,
        pages=tuple(
            replace(page, footer=one.footer, evidence=one.evidence)
            for page, one in zip(known.pages, shown, strict=False)
        ),
        unread=known.unread,
        verdicts=read_verdicts(verdicts),
        findings=said.findings,
        filing=known.filing,
        profile=known.profile,
        crashed_rules=said.crashed_rules,
        open_beside_faults=said.open_beside_faults or {},
        measured=said.measured,
        clean=said.clean,
    )


def read_result(content: str) -> StoredResult:
    """The result in a row.

    Raises:
        StoreError: It is none.
    """
    return read(content, StoredResult)


def read_verdicts(content: str) -> dict[str, Verdict]:
    """The verdicts in a row.

    Raises:
        StoreError: They are none.
    """
    return read(content, dict[str, Verdict])


def site_bytes(site: Site) -> bytes:
    """A site as its list names it, without its place there and without what earlier runs saw of it."""
    told: Json = plain(replace(site, index=0, line=None))
    told.pop("index", None)
    return dumped(told)


def read_site(content: str, *, index: int, line: int | None) -> Site:
    """The site in a row.

    Raises:
        StoreError: It is none.
    """
    told = loaded(content)
    return replace(value_of({**told, "index": index}, Site), line=line)


def facts_json(facts: RunFacts) -> Json:
    """What a report's head tells of a run."""
    told: Json = plain(facts)
    return told


def read_run_facts(told: object) -> RunFacts:
    """The facts of a run's row.

    Raises:
        StoreError: They are none.
    """
    return value_of(told, RunFacts)


def summary_text(summary: Summary) -> str:
    """The counts of a run."""
    return dumped(plain(summary)).decode()


def read_summary(content: str) -> Summary:
    """The counts of a run's row.

    Raises:
        StoreError: They are none.
    """
    return read(content, Summary)


def beijing_day(at: datetime) -> date:
    """The day of a moment, by which terms are counted."""
    return at.astimezone(BEIJING).date()


def short_digest(*contents: bytes) -> bytes:
    """16 bytes of a hash: enough to tell apart what nobody forges against himself."""
    return sha256(b"\0".join(contents)).digest()[:16]


def finding_state(finding: Finding) -> tuple[object, ...]:
    """What tells whether a finding is another than before, its fingerprint being the same."""
    return (finding.severity, finding.status, finding.confidence, finding.count)


def _without_what_lies_apart(page: Reading) -> Reading:
    response = page.response
    if response.certificate is not None:
        response = replace(response, certificate=None)
    return replace(page, response=response, footer=_NO_FOOTER, evidence=_NO_EVIDENCE)


def _state(outcome: Outcome) -> list[object]:
    found = sorted([one.fingerprint, one.page or "", *finding_state(one)] for one in outcome.findings)
    return [outcome.not_checked, outcome.measured, outcome.clean, found]


def _counts(outcome: Outcome) -> Mapping[str, int]:
    reported = [one.severity for one in outcome.findings if one.status is Status.REPORTED]
    statuses = [one.status for one in outcome.findings]
    return {
        "errors": reported.count(Severity.ERROR),
        "warnings": reported.count(Severity.WARNING),
        "infos": reported.count(Severity.INFO),
        "suppressed": statuses.count(Status.SUPPRESSED),
        "baselined": statuses.count(Status.BASELINED),
        "below_confidence": statuses.count(Status.BELOW_CONFIDENCE),
        "crashed": len(outcome.crashed_rules),
    }
