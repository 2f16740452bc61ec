"""Only an App's or a mini-program's filing number stands on the website."""

from collections.abc import Iterator

from icplint.rule_api import (
    Confidence,
    Fault,
    FaultInfo,
    FilingStatus,
    NotApplicable,
    PageEvidence,
    Role,
    RuleContext,
    RuleInfo,
    Service,
    Severity,
    Text,
    icp_html,
    law,
    text,
)

INFO = RuleInfo(
    id="ICP012",
    name="icp-service-kind",
    title=text(en="The number is an App's or a mini-program's", zh="所示为 App 或小程序的备案编号"),
    why=text(
        en="Websites, Apps (-NA), mini-programs (-NX) and quick apps (-NK) of one subject share a counter, and each has "
        "a number of its own. A website shows the website's.",
        zh="同一主体的网站、App（-NA）、小程序（-NX）、快应用（-NK）共用序号，各有各的备案编号。网站应标明网站备案号。",
    ),
    fix=text(
        en="Show this website's own number; the filing system lists it beside the others of the same subject.",
        zh="标明本网站的网站备案号，可在备案管理系统中按主体查询。",
    ),
    faults={
        "other-service": FaultInfo(
            severity=Severity.ERROR,
            message=text(
                en="{number} is the number of {kind}, and no website number stands beside it",
                zh="{number} 是{kind}的备案编号，页面未见网站备案号",
            ),
        ),
    },
    since="0.1.0",
    sources=(law("MIIT-PLATFORM", "number-form"), law("PROVIDER-CHECKS", "site-number")),
    good='<footer><a href="https://beian.miit.gov.cn/">京ICP备2021009999号-1</a></footer>',
    bad='<footer><a href="https://beian.miit.gov.cn/">京ICP备2021009999号-2X</a></footer>',
)

_KINDS = {
    Service.APP: text(en="an App", zh=" App "),
    Service.MINI_PROGRAM: text(en="a mini-program", zh="小程序"),
    Service.QUICK_APP: text(en="a quick app", zh="快应用"),
}
_OF_THE_SITE = (Role.OWN, Role.NEIGHBOUR)


def judge_page(page: PageEvidence, context: RuleContext) -> Iterator[Fault | NotApplicable]:
    """Fail when numbers stand there and all of them are other services', on a site that owes its own."""
    if context.site.filing_status is FilingStatus.APP_ONLY:
        yield NotApplicable("filing_status")
        return
    shown = [one for one in page.evidence.icp if one.visible and one.in_footer and one.role in _OF_THE_SITE]
    others = {one.number: one for one in reversed(shown) if one.service in _KINDS}
    if page.own_icp or not others:
        yield NotApplicable("website-number" if page.own_icp else page.icp_presence.value)
        return
    own = context.site.icp
    for number in others.values():
        kind: Text | None = _KINDS.get(number.service) if number.service else None
        if kind is not None:
            yield Fault(
                "other-service",
                about=number,
                html=icp_html(own) if own else None,
                details={"number": number.number, "kind": kind},
                confidence=Confidence.MEDIUM if number.role is Role.NEIGHBOUR else None,
            )
