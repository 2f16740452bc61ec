"""The page shows a licence's number alone, though a filing number is registered for the site."""

from collections.abc import Iterator

from icplint.rule_api import (
    Fault,
    FaultInfo,
    Need,
    NotApplicable,
    NotFiled,
    PageEvidence,
    RuleContext,
    RuleInfo,
    Severity,
    Thing,
    Unmeasured,
    Without,
    icp_html,
    is_licence_instead,
    law,
    register_gap,
    registered_icp,
    text,
)

INFO = RuleInfo(
    id="ICP018",
    name="icp-licence-instead-of-filing",
    title=text(en="A licence's number instead of the filing number", zh="只标明许可证编号，未标明备案编号"),
    why=text(
        en="The Measures for Internet Information Services (text of 2024-12-06, article 12) accept the licence number "
        "or the filing number, so this is advice: providers look for the filing number that is registered for the site.",
        zh="《互联网信息服务管理办法》（2024-12-06 文本）第十二条所列为经营许可证编号或者备案编号，标明其一即可，故仅作建议："
        "接入服务提供者核查时看的是本网站登记的备案编号。",
    ),
    fix=text(
        en="Show {registered} beside the licence's number.",
        zh="在许可证编号旁一并标明 {registered}。",
    ),
    faults={
        "licence-alone": FaultInfo(
            severity=Severity.INFO,
            message=text(
                en="The page shows {number}, a licence's number; the filing number {registered} is registered for this "
                "site and is not shown",
                zh="页面只标有许可证编号 {number}；本网站登记的备案编号 {registered} 未标明",
            ),
        ),
    },
    since="0.1.0",
    needs=(Need.HTML, Need.REGISTER),
    about=(Thing.OWN_ICP,),
    without=Without.ICP_RUNG,
    sources=(law("PROVIDER-CHECKS", "number-shown"),),
)


def judge_page(page: PageEvidence, context: RuleContext) -> Iterator[Fault | Unmeasured | NotApplicable]:
    """Fail when only licences are shown, none of them registered for the site, where a filing is."""
    known = registered_icp(context)
    if not page.own_icp:
        yield NotApplicable(page.icp_presence.value)
    elif known is None and isinstance(context.filing, NotFiled):
        yield NotApplicable("not-filed")
    elif known is None:
        yield register_gap(context) or Unmeasured("not-offered:register-field")
    elif not known.numbers:
        yield Unmeasured("registered-number-unreadable")
    elif is_licence_instead(page.own_icp, known, context):
        number = page.own_icp[0]
        yield Fault(
            "licence-alone",
            about=number,
            html=icp_html(known.written),
            details={"number": number.number, "registered": known.several},
        )
