"""What became of a site, in one word, and of a run, in one sentence."""

from collections.abc import Mapping
from enum import StrEnum

from icplint.model.finding import Finding, Severity, Status
from icplint.model.outcome import Outcome
from icplint.model.site import Site
from icplint.model.text import Text, text
from icplint.words import report as words


class State(StrEnum):
    """The one word for a site; each site of a run has exactly one, so that the counts add up."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"
    UNMEASURED = "unmeasured"
    """Not checked, or too little of it to say anything."""
    INCOMPLETE = "incomplete"
    """Nothing found in what was checked, something was not checked."""
    CLEAN = "clean"


STATES: Mapping[State, Text] = {
    State.ERROR: words.SEVERITIES[Severity.ERROR],
    State.WARNING: words.SEVERITIES[Severity.WARNING],
    State.INFO: words.SEVERITIES[Severity.INFO],
    State.UNMEASURED: words.UNMEASURED,
    State.INCOMPLETE: words.PARTLY_CHECKED,
    State.CLEAN: words.NOTHING_FOUND,
}

_PARTS: Mapping[State, Text] = {
    State.ERROR: text(en="{n} to mend", zh="{n} 个应整改"),
    State.WARNING: text(en="{n} to verify", zh="{n} 个需核实"),
    State.INFO: text(en="{n} with advice only", zh="{n} 个仅有建议"),
    State.CLEAN: text(en="{n} with nothing found", zh="{n} 个未发现问题"),
    State.INCOMPLETE: text(en="{n} partly checked with nothing found", zh="{n} 个部分未核查"),
    State.UNMEASURED: text(en="{n} not checked", zh="{n} 个未能核查"),
}


def name_of(site: Site) -> str:
    """What people know a site by: of a preview, the public address that it stands for."""
    return site.stands_for or site.label


def reported(outcome: Outcome) -> tuple[Finding, ...]:
    """The findings that count, the gravest first."""
    counting = (finding for finding in outcome.findings if finding.status is Status.REPORTED)
    return tuple(sorted(counting, key=lambda finding: finding.severity.rank))


def state_of(outcome: Outcome) -> State:
    """The gravest reported finding; without one, whether the site was measured and how far."""
    findings = reported(outcome)
    if findings:
        return State(findings[0].severity)
    if outcome.not_checked is not None or not outcome.measured:
        return State.UNMEASURED
    return State.CLEAN if outcome.clean else State.INCOMPLETE


def headline(counts: Mapping[State, int]) -> Text:
    """The result of a run in one sentence.

    Args:
        counts: Sites of each state, rejected rows among the unmeasured ones.
    """
    total = sum(counts.values())
    if not total:
        return text(en="No site was checked.", zh="本次没有核查任何网站。")
    if counts[State.CLEAN] == total:
        return text(en="{sites} checked, nothing found.", zh="共核查 {sites}，未发现问题。").fill(
            sites=words.sites(total)
        )
    if counts[State.UNMEASURED] == total:
        return text(
            en="{sites} declared, none could be checked: this does not mean that there is or is not a fault.",
            zh="清单共 {sites}，本次均未能核查，不代表存在或不存在问题。",
        ).fill(sites=words.sites(total))
    parts = [part.fill(n=f"{counts[state]:,}") for state, part in _PARTS.items() if counts[state]]
    return text(en="{sites}: {parts}.", zh="清单共 {sites}：{parts}。").fill(
        sites=words.sites(total),
        parts=Text(en=", ".join(part.en for part in parts), zh="，".join(part.zh for part in parts)),
    )
