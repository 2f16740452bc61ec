"""The public-security number links to somewhere else than the police platform's query of it."""

from collections.abc import Iterator

from icplint.rule_api import (
    Fault,
    FaultInfo,
    LinkKind,
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
    id="PSB006",
    name="psb-link-wrong",
    title=text(en="The public-security number links elsewhere", zh="公安联网备案号链接有误"),
    why=text(
        en="The police platform's snippet leads to the query of this very number. A link to another site, to the "
        "ministry, or to the platform without the number's code does not let a visitor look it up.",
        zh="平台提供的代码指向该备案号的查询页面。链接到其他网站、工业和信息化部的系统，或不带编号的平台首页，访问者都无法据此核对。",
    ),
    fix=text(
        en="Link the number to https://beian.mps.gov.cn/#/query/webSearch?code= followed by its 14 digits.",
        zh="将链接改为 https://beian.mps.gov.cn/#/query/webSearch?code= 加备案号的 14 位数字。",
    ),
    faults={
        "no-code": FaultInfo(
            severity=Severity.WARNING,
            strict=Severity.ERROR,
            message=text(
                en="{number} links to the police platform without its code: {link}",
                zh="{number} 的链接未带备案号（code）：{link}",
            ),
        ),
        "other-authority": FaultInfo(
            severity=Severity.WARNING,
            strict=Severity.ERROR,
            message=text(
                en="{number} links to the ministry's filing system instead of the police platform: {link}",
                zh="{number} 链接至工业和信息化部备案管理系统，而非公安平台：{link}",
            ),
        ),
        "look-alike": FaultInfo(
            severity=Severity.WARNING,
            strict=Severity.ERROR,
            message=text(
                en="{number} links to a host that only reads like the platform's: {link}",
                zh="{number} 链接至与平台域名相近的其他网站：{link}",
            ),
        ),
        "no-scheme": FaultInfo(
            severity=Severity.WARNING,
            strict=Severity.ERROR,
            message=text(
                en="{number}: the link lacks https:// and so leads to a page of this site: {link}",
                zh="{number} 的链接缺少 https://，实际指向本网站的页面：{link}",
            ),
        ),
        "elsewhere": FaultInfo(
            severity=Severity.WARNING,
            strict=Severity.ERROR,
            message=text(
                en="{number} links to {link}, which is not the platform's query page",
                zh="{number} 链接至 {link}，不是公安平台的查询页面",
            ),
        ),
        "jump-page": FaultInfo(
            severity=Severity.INFO,
            message=text(
                en="{number} reaches the police platform only through a page of this site: {link}",
                zh="{number} 经由本网站的跳转页面才到达公安平台：{link}",
            ),
        ),
    },
    since="0.1.0",
    about=(Thing.PSB,),
    without="no-number",
    sources=(law("MPS-PLATFORM", "snippet"), law("PROVIDER-CHECKS", "psb-shown")),
    good='<footer><a href="https://beian.mps.gov.cn/#/query/webSearch?code=11010502030001"><img src="/ga.png" alt="">京公网安备11010502030001号</a></footer>',
    bad='<footer><a href="https://beian.miit.gov.cn/"><img src="/ga.png" alt="">京公网安备11010502030001号</a></footer>',
)

_FAULTS = {
    LinkKind.NO_CODE: "no-code",
    LinkKind.OTHER_AUTHORITY: "other-authority",
    LinkKind.LOOK_ALIKE: "look-alike",
    LinkKind.NO_SCHEME: "no-scheme",
    LinkKind.OWN_PAGE: "elsewhere",
    LinkKind.ELSEWHERE: "elsewhere",
    LinkKind.JUMP_PAGE: "jump-page",
}


def judge_page(page: PageEvidence, context: RuleContext) -> Iterator[Fault | NotApplicable]:
    """Fail for each number whose best link does not lead to the platform's query."""
    judged = linked_psb(page, context)
    if not judged:
        yield NotApplicable("no-number")
    for one in judged:
        if fault := _FAULTS.get(one.link.kind):
            number = one.number
            yield Fault(
                fault,
                about=number,
                html=psb_html(number.number, number.digits, number.icon),
                details={"number": number.number, "link": one.address},
                confidence=one.confidence,
            )
