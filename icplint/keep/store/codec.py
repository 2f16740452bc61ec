"""The nouns of a run as JSON, and back: what the store keeps of a site, a finding, a page.

Read back are the fields that this version knows; those that a later one has added are passed over, and those that
an earlier one did not write have their defaults.
"""

import json
from base64 import b64decode, b64encode
from collections.abc import Mapping
from dataclasses import dataclass, is_dataclass, replace
from datetime import date, datetime
from functools import cache
from hashlib import sha256
from typing import Any, TypeVar, assert_never

from cattrs import Converter
from cattrs.errors import StructureHandlerNotFoundError
from cattrs.strategies import configure_tagged_union

from icplint.errors import StoreError
from icplint.model.answer import FetchFailure, NotCheckedReason
from icplint.model.filing import NOT_OFFERED, RegisterAnswer
from icplint.model.finding import Finding, Severity, Status
from icplint.model.outcome import Failed, Outcome, OutOfScope, Passed, Verdict
from icplint.model.reading import Evidence, Footer, Reading
from icplint.model.rule import NotApplicable, Unmeasured
from icplint.model.run import RunFacts, Summary
from icplint.model.site import Site, Target
from icplint.model.zone import BEIJING

SCHEMA = 1
"""Of what is stored as evidence."""

Json = dict[str, Any]
T = TypeVar("T")

_UNREADABLE = (ValueError, TypeError, LookupError, AttributeError, RecursionError, OverflowError)
"""What building a value of ours from JSON of somebody else's may raise."""

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
    verdicts = _dumped({rule: _verdict_code(one) for rule, one in outcome.verdicts.items()}, sort=True)
    verdicts_digest = short_digest(verdicts)
    stored = StoredResult(
        not_checked=outcome.not_checked,
        measured=outcome.measured,
        clean=outcome.clean,
        findings=outcome.findings,
        crashed_rules=outcome.crashed_rules,
        open_beside_faults=outcome.open_beside_faults or None,
    )
    result = _dumped(_converter().unstructure(stored))
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
        state=short_digest(verdicts_digest, _dumped(_state(outcome))),
        counts=_counts(outcome),
        facts=_dumped(_converter().unstructure(facts)),
        pages=_dumped(_converter().unstructure(shown, list[StoredPage])) if shown else None,
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
    told: Json = _converter().unstructure(replace(site, index=0, line=None))
    told.pop("index", None)
    return _dumped(told)


def read_site(content: str, *, index: int, line: int | None) -> Site:
    """The site in a row.

    Raises:
        StoreError: It is none.
    """
    told = _loaded(content)
    return replace(_structured({**told, "index": index}, Site), line=line)


def facts_json(facts: RunFacts) -> Json:
    """What a report's head tells of a run."""
    told: Json = _converter().unstructure(facts)
    return told


def read_run_facts(told: object) -> RunFacts:
    """The facts of a run's row.

    Raises:
        StoreError: They are none.
    """
    return _structured(told, RunFacts)


def summary_text(summary: Summary) -> str:
    """The counts of a run."""
    return _dumped(_converter().unstructure(summary)).decode()


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


def read(content: str | bytes, kind: type[T]) -> T:
    """A value of a kind.

    Raises:
        StoreError: It is none.
    """
    return _structured(_loaded(content), kind)


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


def _verdict_code(verdict: Verdict) -> str:
    """One short text for each verdict: there are half a hundred for each site."""
    match verdict:
        case Passed():
            return "p"
        case Failed():
            return "f"
        case Unmeasured(reason):
            return f"u{reason}"
        case NotApplicable(why):
            return f"n{why}"
        case OutOfScope(reason):
            return f"o{reason}"
        case never:
            assert_never(never)


def _read_verdict(code: str) -> Verdict:
    match code[:1]:
        case "p":
            return Passed()
        case "f":
            return Failed()
        case "u":
            return Unmeasured(code[1:])
        case "n":
            return NotApplicable(code[1:])
        case "o":
            return OutOfScope(code[1:])
        case _:
            raise ValueError(code)


def _structured(told: object, kind: type[T]) -> T:
    if is_dataclass(kind) and not isinstance(told, dict):
        raise _damaged(f"{kind.__name__}: {type(told).__name__}")
    try:
        return _converter().structure(told, kind)
    except (*_UNREADABLE, StructureHandlerNotFoundError) as error:
        raise _damaged(f"{getattr(kind, '__name__', kind)}: {type(error).__name__}") from error


def _loaded(content: str | bytes) -> Any:  # noqa: ANN401 - whatever JSON holds
    try:
        return json.loads(content)
    except (ValueError, RecursionError) as error:
        raise _damaged(str(error)) from None


def _dumped(value: object, *, sort: bool = False) -> bytes:
    # NOTE: ASCII, so that halves of characters, which no database takes as text, are written as escapes.
    return json.dumps(value, separators=(",", ":"), sort_keys=sort).encode()


def _damaged(what: str) -> StoreError:
    return StoreError(
        en=f"the store holds something that this icplint cannot read ({what}); restore it from a copy",
        zh=f"数据库中有本版本 icplint 无法读取的内容（{what}）；请用备份恢复",
    )


@cache
def _converter() -> Converter:
    converter = Converter(omit_if_default=True, detailed_validation=False)
    converter.register_unstructure_hook(datetime, datetime.isoformat)
    converter.register_structure_hook(datetime, lambda told, _: datetime.fromisoformat(told))
    converter.register_unstructure_hook(date, date.isoformat)
    converter.register_structure_hook(date, lambda told, _: date.fromisoformat(told))
    converter.register_unstructure_hook(bytes, lambda content: b64encode(content).decode("ascii"))
    converter.register_structure_hook(bytes, lambda told, _: b64decode(told, validate=True))
    converter.register_structure_hook_func(lambda kind: kind is object, lambda told, _: told)
    for union in (RegisterAnswer, Target):
        configure_tagged_union(union, converter, tag_name="is")
    converter.register_unstructure_hook(Verdict, _verdict_code)
    converter.register_structure_hook(Verdict, lambda told, _: _read_verdict(told))
    return converter
