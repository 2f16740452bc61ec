"""From a fault to a finding: severity, confidence, place, fingerprint, and what becomes of it."""

from collections.abc import Mapping
from dataclasses import replace

from icplint.facts import laws
from icplint.facts.reason_codes import reason_code
from icplint.judge.fingerprints import fingerprint
from icplint.judge.scope import Scope
from icplint.model.block import Source
from icplint.model.finding import Confidence, Finding, Fix, Place, Severity, Status
from icplint.model.rule import BasisLevel, Fault, Rule, RuleContext, RuleInfo
from icplint.model.settings import JudgeSettings
from icplint.model.text import Text, text

_SNIPPET = 160
_WHERE_IS_THE_SITE = text(
    en=" If the site is not hosted in mainland China, say filing_status=overseas in the list.",
    zh="如网站接入地不在中国大陆，请在清单中注明 filing_status=overseas。",
)


def is_active(info: RuleInfo, settings: JudgeSettings) -> bool:
    """Whether a rule is judged in this run. A rule switched off has no verdict."""
    if settings.ignore and any(_names(one, info) for one in settings.ignore):
        return False
    if settings.select and not any(_names(one, info) for one in settings.select):
        return False
    return settings.basis_level is not BasisLevel.LAW or laws.rests_on_law(info.sources)


def options(info: RuleInfo, settings: JudgeSettings) -> Mapping[str, object]:
    """A rule's options: its defaults, with what the configuration sets over them."""
    configured = settings.rules.get(info.id)
    return {**info.options, **configured.options} if configured else info.options


def finding(
    rule: Rule,
    fault: Fault,
    context: RuleContext,
    settings: JudgeSettings,
    *,
    page: str | None,
    known_by: str | None,
) -> Finding:
    """Make the finding of a fault.

    Where many pages come from one template, the same fault on each of them is one finding: `known_by` is the page
    that the fingerprint names, or None.

    Severity: the fault's, over it the profile's, over that the basis level's, and over all the configuration's.

    Raises:
        KeyError: The rule names a fault that it does not declare.
    """
    info = rule.info
    told = info.faults[fault.name]
    about = fault.about
    confidence = fault.confidence or told.confidence
    if about is not None and about.source is Source.SCRIPT_LITERAL:
        confidence = _lower(confidence, Confidence.MEDIUM)
    code = reason_code(settings.checker, info.id)
    details: dict[str, str | Text] = {
        "raw": about.raw if about else "",
        "host": context.host,
        **fault.details,
    }
    made = Finding(
        rule=info.id,
        name=info.name,
        fault=fault.name,
        severity=_severity(info, fault, context, settings),
        confidence=confidence,
        message=told.message.fill(**details),
        why=info.why,
        page=page or None,
        about=about.raw if about else None,
        place=fault.place or Place(selector=about.selector, snippet=about.snippet[:_SNIPPET])
        if about
        else fault.place or Place(),
        due=fault.due,
        reason_code=code.words if code else None,
        customer_message=code.message if code else None,
        fix=Fix(what=(told.fix or info.fix).fill(**details), html=fault.html),
        sources=tuple(laws.basis(source) for source in info.sources),
        fingerprint=fingerprint(
            info.id,
            fault,
            site=context.site,
            host=context.host,
            page=known_by,
            root=settings.root,
        ),
    )
    return _with_status(made, settings)


def soften(one: Finding, scope: Scope, settings: JudgeSettings, *, is_owed: bool) -> Finding:
    """A finding where less is sure: a certificate at fault; of presence, a sub-domain or no sign of the mainland."""
    if scope.is_overlooking_tls:
        one = replace(one, confidence=_lower(one.confidence, Confidence.MEDIUM))
    if not is_owed:
        return _with_status(one, settings)
    if scope.presence_is_a_warning and one.severity is Severity.ERROR:
        one = replace(one, severity=Severity.WARNING)
    if scope.presence_is_unsure:
        message = Text(en=one.message.en + _WHERE_IS_THE_SITE.en, zh=one.message.zh + _WHERE_IS_THE_SITE.zh)
        one = replace(one, confidence=Confidence.LOW, message=message)
    return _with_status(one, settings)


def _with_status(one: Finding, settings: JudgeSettings) -> Finding:
    low = one.confidence.rank > settings.min_confidence.rank
    status = Status.BELOW_CONFIDENCE if low else Status.REPORTED
    return one if one.status is status else replace(one, status=status)


def _severity(info: RuleInfo, fault: Fault, context: RuleContext, settings: JudgeSettings) -> Severity:
    configured = settings.rules.get(info.id)
    if configured is not None and configured.severity is not None:
        return configured.severity
    told = info.faults[fault.name]
    severity = fault.severity or told.severity
    for one in context.profile.severities:
        if (one.rule, one.fault) == (info.id, fault.name):
            severity = one.severity
    if context.basis_level is BasisLevel.STRICT and told.strict is not None:
        severity = min(severity, told.strict, key=lambda one: one.rank)
    return severity


def _names(wanted: str, info: RuleInfo) -> bool:
    return info.name.startswith(wanted) or info.id.startswith(wanted.upper())


def _lower(first: Confidence, second: Confidence) -> Confidence:
    return max(first, second, key=lambda one: one.rank)
