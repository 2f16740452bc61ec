"""The address that was asked for lands on another domain."""

from collections.abc import Iterator

from icplint.rule_api import (
    Fault,
    FaultInfo,
    FilingStatus,
    Need,
    NotApplicable,
    NumberMatch,
    PageEvidence,
    RuleContext,
    RuleInfo,
    Severity,
    SiteEvidence,
    Unmeasured,
    landing_of,
    law,
    listed_icp,
    match_icp,
    shows_listed_entity,
    text,
)

INFO = RuleInfo(
    id="SITE003",
    name="site-lands-elsewhere",
    title=text(en="The address lands on another domain", zh="网址跳转到了其他域名"),
    why=text(
        en="Each domain is filed by itself. Where visitors are sent to another domain, the numbers that they see are "
        "that domain's; the filing of the first one may be looked upon as not in use, or the domain as lost.",
        zh="备案按域名办理。访问者被带往其他域名时，所见的是那个域名的编号；原域名的备案可能被视为未使用，"
        "也可能域名已不归原主办单位所有。",
    ),
    fix=text(
        en="See whether the redirect from {asked} to {landed} is meant; if so, list {landed} as the site, or say "
        "filing_status=redirect-only for {asked}.",
        zh="确认从 {asked} 到 {landed} 的跳转是否有意设置；如是，请在清单中改列 {landed}，"
        "或为 {asked} 注明 filing_status=redirect-only。",
    ),
    faults={
        "elsewhere": FaultInfo(
            severity=Severity.WARNING,
            message=text(
                en="{asked} was asked for, and a page of {landed} answered",
                zh="访问 {asked}，实际打开的是 {landed} 的页面",
            ),
        ),
        "same-entity": FaultInfo(
            severity=Severity.INFO,
            message=text(
                en="{asked} was asked for, and a page of {landed} answered, which shows the same entity",
                zh="访问 {asked}，实际打开的是 {landed} 的页面，页面所示为同一主办单位",
            ),
        ),
    },
    since="0.1.0",
    needs=(Need.RESPONSE,),
    sources=(law("PROVIDER-CHECKS", "content-holder"),),
)


def judge_site(site: SiteEvidence, context: RuleContext) -> Iterator[Fault | Unmeasured | NotApplicable]:
    """Fail when the first page belongs to another registrable domain; mildly where its entity is the listed one."""
    landing = landing_of(site)
    if landing is None:
        yield NotApplicable("no-name-asked-for")
    elif context.site.filing_status is FilingStatus.REDIRECT_ONLY:
        yield NotApplicable("redirect-only")
    elif site.pages[0].reading.blocked_by is not None:
        yield Unmeasured("blocked-by-provider")
    elif landing.asked != landing.landed:
        yield Fault(
            "same-entity" if _is_of_listed_entity(site.pages[0], context) else "elsewhere",
            details={"asked": landing.asked, "landed": landing.landed},
        )


def _is_of_listed_entity(page: PageEvidence, context: RuleContext) -> bool:
    """Whether the page shows the owner or the subject's number that the list gives for the domain asked for."""
    if shows_listed_entity(page, context):
        return True
    known = listed_icp(context)
    return known is not None and match_icp(page.own_icp, known) is not NumberMatch.DIFFERENT
