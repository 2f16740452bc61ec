"""Which of a page's numbers are judged by their links, and by which of their copies."""

from collections.abc import Iterable

from icplint.compare.memo import once_for_a_page, once_for_a_site
from icplint.facts.official_hosts import LinkJudgement, LinkKind, judge_icp_link, judge_psb_link
from icplint.late import dataclass
from icplint.model.block import Source
from icplint.model.filing import Filing
from icplint.model.finding import Confidence
from icplint.model.reading import IcpNumber, NumberKind, PsbNumber, Role
from icplint.model.rule import PageEvidence, RuleContext

_READABLE = (Source.HTML, Source.RENDERED, Source.SCRIPT_LITERAL)
_BEST_FIRST = tuple(LinkKind)
_OLD_FORM = "legacy-"
_QUOTED = 120


@dataclass(frozen=True, slots=True)
class LinkedIcp:
    """A filing number, by the copy of it that is linked best."""

    number: IcpNumber
    link: LinkJudgement
    confidence: Confidence

    @property
    def address(self) -> str:
        """The link as a message quotes it."""
        return _quoted(self.number.href)


@dataclass(frozen=True, slots=True)
class LinkedPsb:
    """A public-security number, by the copy of it that is linked best."""

    number: PsbNumber
    link: LinkJudgement
    confidence: Confidence

    @property
    def address(self) -> str:
        """The link as a message quotes it."""
        return _quoted(self.number.href)


@once_for_a_site
def linked_icp(page: PageEvidence, context: RuleContext) -> tuple[LinkedIcp, ...]:
    """The ministry's numbers whose links are judged, the likeliest first.

    These are the site's own filing numbers, one entry for each subject: one copy that is linked well suffices.
    A licence number is judged only where it stands alone and is known as the domain's number.
    """
    shown = [number for number in page.own_icp if number.in_footer or number.labelled]
    filings = [number for number in shown if number.kind is NumberKind.FILING]
    own = [number for number in filings if number.role is Role.OWN]
    confidence = Confidence.HIGH if own else Confidence.MEDIUM
    judged = own or filings or _sole_known_licence(shown, context)
    groups: dict[str, list[IcpNumber]] = {}
    for number in judged:
        groups.setdefault(number.subject, []).append(number)
    return tuple(_best_icp(copies, context, confidence) for copies in groups.values())


@once_for_a_site
def linked_psb(page: PageEvidence, context: RuleContext) -> tuple[LinkedPsb, ...]:
    """The public-security numbers whose links are judged, one entry for each number."""
    groups: dict[str, list[PsbNumber]] = {}
    for number in platform_psb(page):
        groups.setdefault(number.digits, []).append(number)
    confidence = Confidence.HIGH if len(groups) == 1 else Confidence.MEDIUM
    return tuple(_best_psb(copies, context, confidence) for copies in groups.values())


@once_for_a_page
def own_psb(page: PageEvidence) -> tuple[PsbNumber, ...]:
    """The public-security numbers that a reader sees as the site's own, those beside strangers' names last.

    Where the footer holds one, what stands elsewhere counts only as a copy of it.
    """
    shown = [number for number in page.evidence.psb if number.visible and number.source in _READABLE]
    own = [number for number in shown if number.role is Role.OWN]
    own = own or [number for number in shown if number.role is Role.NEIGHBOUR]
    in_footer = {number.digits for number in own if number.in_footer}
    return tuple(number for number in own if not in_footer or number.digits in in_footer)


@once_for_a_page
def platform_psb(page: PageEvidence) -> tuple[PsbNumber, ...]:
    """Those of the site's own that have the platform's form: only they have a query to link to, and a badge."""
    return tuple(
        number for number in own_psb(page) if not any(fault.startswith(_OLD_FORM) for fault in number.faults)
    )


def _sole_known_licence(shown: Iterable[IcpNumber], context: RuleContext) -> list[IcpNumber]:
    licences = list(shown)
    known = {context.site.icp}
    if isinstance(context.filing, Filing):
        known |= {context.filing.site, context.filing.subject}
    one = {number.subject for number in licences}
    return (
        licences
        if len(one) == 1 and any(number.number in known or number.subject in known for number in licences)
        else []
    )


def _best_icp(copies: list[IcpNumber], context: RuleContext, confidence: Confidence) -> LinkedIcp:
    judged = [(copy, _judge_icp(copy, context)) for copy in copies]
    number, link = min(judged, key=lambda pair: _BEST_FIRST.index(pair[1].kind))
    return LinkedIcp(number, link, confidence)


def _judge_icp(copy: IcpNumber, context: RuleContext) -> LinkJudgement:
    link = judge_icp_link(copy.href, own_domain=context.domain)
    right_for_licences = (LinkKind.LICENCE_PLATFORM, LinkKind.OWN_PAGE)
    if copy.kind is not NumberKind.FILING and link.kind in right_for_licences:
        return LinkJudgement(LinkKind.RIGHT)
    return link


def _best_psb(copies: list[PsbNumber], context: RuleContext, confidence: Confidence) -> LinkedPsb:
    judged = [(copy, judge_psb_link(copy.href, own_domain=context.domain)) for copy in copies]
    number, link = min(
        judged, key=lambda pair: (pair[1].code not in ("", pair[0].digits), _BEST_FIRST.index(pair[1].kind))
    )
    return LinkedPsb(number, link, confidence)


def _quoted(href: str | None) -> str:
    href = href or ""
    return href if len(href) <= _QUOTED else f"{href[:_QUOTED]}…"
