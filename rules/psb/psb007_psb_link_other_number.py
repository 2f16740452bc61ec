"""The link at the public-security number carries another number's code."""

from collections.abc import Iterator

from icplint.rule_api import (
    Fault,
    FaultInfo,
    NotApplicable,
    PageEvidence,
    RuleContext,
    RuleInfo,
    Severity,
    Thing,
    law,
    linked_psb,
    psb_html,
    text,
)

INFO = RuleInfo(
    id="PSB007",
    name="psb-link-other-number",
    title=text(
        en="The link carries another number than the one shown", zh="链接中的编号与所示公安联网备案号不一致"
    ),
    why=text(
        en="A click on the number shows the filing of somebody else's site, mostly because a template's link was kept.",
        zh="点击后查到的是其他网站的备案信息，多因沿用了模板中的链接。",
    ),
    fix=text(
        en="Make the code in the link equal to the 14 digits of the number; compare both with the platform's notice.",
        zh="将链接中的 code 改为所示备案号的 14 位数字，并与平台下发的编号核对。",
    ),
    faults={
        "other-code": FaultInfo(
            severity=Severity.ERROR,
            message=text(
                en="The page shows {number}, but its link carries {code}",
                zh="页面所示为 {number}，链接中的编号却是 {code}",
            ),
        ),
    },
    since="0.1.0",
    about=(Thing.PSB,),
    without="no-code",
    sources=(law("MPS-PLATFORM", "snippet"), law("PROVIDER-CHECKS", "psb-shown")),
    good='<footer><a href="https://beian.mps.gov.cn/#/query/webSearch?code=11010502030001"><img src="/ga.png" alt="">京公网安备11010502030001号</a></footer>',
    bad='<footer><a href="https://beian.mps.gov.cn/#/query/webSearch?code=44010602000141"><img src="/ga.png" alt="">'
    "京公网安备11010502030001号</a></footer>",
)


def judge_page(page: PageEvidence, context: RuleContext) -> Iterator[Fault | NotApplicable]:
    """Fail for each number of which every linked copy carries another code."""
    judged = [one for one in linked_psb(page, context) if one.link.code]
    if not judged:
        yield NotApplicable("no-code")
    for one in judged:
        number = one.number
        if one.link.code != number.digits:
            yield Fault(
                "other-code",
                about=number,
                html=psb_html(number.number, number.digits, number.icon),
                details={"number": number.number, "code": one.link.code},
            )
