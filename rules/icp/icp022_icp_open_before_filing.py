"""The list says that the site is in its first filing, yet it is open to everybody."""

from collections.abc import Iterator

from icplint.rule_api import (
    Fault,
    FaultInfo,
    FilingStatus,
    Need,
    NotApplicable,
    RuleContext,
    RuleInfo,
    Severity,
    SiteEvidence,
    law,
    text,
)

INFO = RuleInfo(
    id="ICP022",
    name="icp-open-before-filing",
    title=text(en="Open while the first filing is under review", zh="首次备案期间网站已可访问"),
    why=text(
        en="Providers ask that a site stays closed until its first filing is approved. This is their practice; the "
        "list's status may also be out of date.",
        zh="接入服务提供者要求首次备案审核通过前网站不开通访问。这是平台要求；也可能是清单中的状态未及时更新。",
    ),
    fix=text(
        en="Close the site until the filing is approved, or bring the status in the list up to date.",
        zh="审核通过前关闭网站访问；如已通过，请更新清单中的状态。",
    ),
    faults={
        "open": FaultInfo(
            severity=Severity.INFO,
            message=text(
                en="The list says first-filing, yet {host} answers with a page",
                zh="清单状态为首次备案中，而 {host} 已可访问",
            ),
        ),
    },
    since="0.1.0",
    needs=(Need.RESPONSE,),
    sources=(law("PROVIDER-CHECKS", "first-filing"),),
)


def judge_site(site: SiteEvidence, context: RuleContext) -> Iterator[Fault | NotApplicable]:
    """Fail when a site in its first filing answers with a page of its own."""
    if context.site.filing_status is not FilingStatus.FIRST_FILING:
        yield NotApplicable("filing_status")
        return
    if any(page.reading.blocked_by is None for page in site.pages):
        yield Fault("open")
