"""Only the subject number stands there, without -N."""

from collections.abc import Iterator

from icplint.rule_api import (
    Confidence,
    Fault,
    FaultInfo,
    IcpNumber,
    NotApplicable,
    NumberForm,
    NumberKind,
    PageEvidence,
    Role,
    RuleContext,
    RuleInfo,
    Severity,
    Thing,
    icp_html,
    law,
    registered_icp,
    text,
)

INFO = RuleInfo(
    id="ICP011",
    name="icp-site-number-expected",
    title=text(en="The site number with -N is expected", zh="宜标明带 -N 的网站备案号"),
    why=text(
        en="The law asks for the filing number and names no form. The large providers ask for the site number with "
        "-N outside Guangdong and for the subject number in Guangdong; smaller hosts differ, so that this is advice "
        "unless a checker is named.",
        zh="法规只要求标明备案编号，未规定形式。大型接入服务提供者要求广东以外标明带 -N 的网站备案号、广东标明主体备案号；"
        "其他接入商说法不一，故未指定核查方时仅作建议。",
    ),
    fix=text(
        en="Look up the site number of this domain in the filing system, and show it with its -N.",
        zh="在备案管理系统中查询本域名的网站备案号，并连同 -N 一并标明。",
    ),
    faults={
        "subject-only": FaultInfo(
            severity=Severity.INFO,
            strict=Severity.ERROR,
            confidence=Confidence.MEDIUM,
            message=text(
                en="Only the subject number {number} is shown, without -N",
                zh="页面只标有主体备案号 {number}，没有 -N",
            ),
        ),
        "subject-only-asked": FaultInfo(
            severity=Severity.WARNING,
            strict=Severity.ERROR,
            confidence=Confidence.MEDIUM,
            message=text(
                en="Only the subject number {number} is shown, without -N; the site number is asked for by: {source}",
                zh="页面只标有主体备案号 {number}，没有 -N；要求网站备案号的是：{source}",
            ),
        ),
    },
    since="0.1.0",
    about=(Thing.OWN_ICP,),
    without="no-filing-number",
    sources=(law("PROVIDER-CHECKS", "site-number"),),
    good='<footer><a href="https://beian.miit.gov.cn/">京ICP备2021009999号-1</a></footer>',
    bad='<footer><a href="https://beian.miit.gov.cn/">京ICP备2021009999号</a></footer>',
)


def judge_page(page: PageEvidence, context: RuleContext) -> Iterator[Fault | NotApplicable]:
    """Fail when no filing number of the site has its -N, where the subject number is not accepted."""
    filings = [
        one for one in page.own_icp if one.kind is NumberKind.FILING and (one.in_footer or one.labelled)
    ]
    # A number beside another entity's name counts only where no other stands there.
    filings = [one for one in filings if one.role is Role.OWN] or filings
    if not filings:
        yield NotApplicable("no-filing-number")
        return
    asked = context.profile.number
    accepts_subject = asked is not None and NumberForm.SUBJECT in asked.accepts
    if accepts_subject or any(one.suffix is not None for one in filings):
        return
    number = filings[0]
    details = {"number": number.number}
    html = _html(number, context)
    if asked is None:
        yield Fault("subject-only", about=number, html=html, details=details)
    else:
        yield Fault(
            "subject-only-asked",
            about=number,
            html=html,
            details={**details, "source": asked.origin.source},
            severity=asked.severity,
        )


def _html(number: IcpNumber, context: RuleContext) -> str | None:
    """The site number to paste, where list or register know it: its -N cannot be guessed."""
    known = registered_icp(context)
    if known is None:
        return None
    ours = (one for one in known.numbers if one.subject == number.subject and one.suffix is not None)
    return next((icp_html(one.number) for one in ours if one.number), None)
