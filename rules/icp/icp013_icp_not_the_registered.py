"""The page shows another ICP number than the one that is known for the site."""

from collections.abc import Iterator

from icplint.rule_api import (
    Fault,
    FaultInfo,
    NotApplicable,
    NumberMatch,
    PageEvidence,
    RuleContext,
    RuleInfo,
    Severity,
    Unmeasured,
    icp_html,
    law,
    match_icp,
    registered_icp,
    text,
)

INFO = RuleInfo(
    id="ICP013",
    name="icp-not-the-registered",
    title=text(en="Not the number that was filed for this site", zh="所示编号与登记的备案编号不一致"),
    why=text(
        en="Each site has a number of its own. Another site's number, even of the same subject, is returned by "
        "providers as a wrong one.",
        zh="每个网站有各自的备案编号。悬挂其他网站的编号，即使属于同一主体，接入服务提供者也会作为悬挂错误退回。",
    ),
    fix=text(en="Show {registered}.", zh="改为 {registered}。"),
    faults={
        "other-number": FaultInfo(
            severity=Severity.ERROR,
            message=text(
                en="The page shows {number}, but {registered} is registered for this site",
                zh="页面所示为 {number}，登记的备案编号为 {registered}",
            ),
        ),
        "other-suffix": FaultInfo(
            severity=Severity.WARNING,
            strict=Severity.ERROR,
            message=text(
                en="The page shows {number}, another site's number of the same subject; {registered} is registered for this one",
                zh="页面所示为 {number}，属同一主体的其他网站；本网站登记的编号为 {registered}",
            ),
        ),
    },
    since="0.1.0",
    sources=(law("PROVIDER-CHECKS", "site-number"), law("PROVIDER-CHECKS", "number-shown")),
)

_FAULTS = {NumberMatch.DIFFERENT: "other-number", NumberMatch.OTHER_SUFFIX: "other-suffix"}


def judge_page(page: PageEvidence, context: RuleContext) -> Iterator[Fault | Unmeasured | NotApplicable]:
    """Fail when none of the shown numbers is the one that list or register give."""
    known = registered_icp(context)
    if known is None:
        yield Unmeasured("not-offered:register")
        return
    if not known.numbers:
        yield Unmeasured("registered-number-unreadable")
        return
    if not page.own_icp:
        yield NotApplicable(page.icp_presence.value)
        return
    if fault := _FAULTS.get(match_icp(page.own_icp, known)):
        number = page.own_icp[0]
        yield Fault(
            fault,
            about=number,
            html=icp_html(known.written),
            details={"number": number.number, "registered": known.written},
        )
