"""The page shows another ICP number than the one that is registered for the site."""

from collections.abc import Iterator

from icplint.rule_api import (
    Confidence,
    Fault,
    FaultInfo,
    IcpNumber,
    Need,
    NotApplicable,
    NotFiled,
    NumberMatch,
    PageEvidence,
    Registered,
    Role,
    RuleContext,
    RuleInfo,
    Severity,
    Unmeasured,
    icp_html,
    is_licence_instead,
    law,
    match_icp,
    register_gap,
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
    fix=text(
        en="Show {registered}; if the list or the register is out of date, bring it up to date first.",
        zh="改为 {registered}；如清单或备案数据已过时，请先更新。",
    ),
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
    needs=(Need.HTML, Need.REGISTER),
    sources=(law("PROVIDER-CHECKS", "site-number"), law("PROVIDER-CHECKS", "number-shown")),
)

_FAULTS = {NumberMatch.DIFFERENT: "other-number", NumberMatch.OTHER_SUFFIX: "other-suffix"}


def judge_page(page: PageEvidence, context: RuleContext) -> Iterator[Fault | Unmeasured | NotApplicable]:
    """Fail when none of the shown numbers is one that register or list give for the site."""
    known = registered_icp(context)
    if known is None:
        yield _nothing_known(context)
    elif not known.numbers:
        yield Unmeasured("registered-number-unreadable")
    elif not page.own_icp:
        yield NotApplicable(page.icp_presence.value)
    elif is_licence_instead(page.own_icp, known, context):
        yield NotApplicable("licence-alone")
    elif fault := _FAULTS.get(match_icp(page.own_icp, known)):
        number = _wrong_number(page, known)
        yield Fault(
            fault,
            about=number,
            html=icp_html(known.written),
            details={"number": number.number, "registered": known.several},
            confidence=Confidence.MEDIUM if number.role is Role.NEIGHBOUR else None,
        )


def _nothing_known(context: RuleContext) -> Unmeasured | NotApplicable:
    """Neither the list nor the register gives a number."""
    if isinstance(context.filing, NotFiled):
        return NotApplicable("not-filed")
    return register_gap(context) or Unmeasured("not-offered:register-field")


def _wrong_number(page: PageEvidence, known: Registered) -> IcpNumber:
    """The shown number that comes nearest to the registered ones: the same subject's, else the likeliest."""
    subjects = {one.subject for one in known.numbers}
    return next((one for one in page.own_icp if one.subject in subjects), page.own_icp[0])
