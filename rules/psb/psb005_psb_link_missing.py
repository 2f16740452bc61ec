"""The public-security number is no link."""

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
    id="PSB005",
    name="psb-link-missing",
    title=text(en="The public-security number is no link", zh="公安联网备案号未加链接"),
    why=text(
        en="The police platform's own snippet links the number to its query page, so that a visitor can look it up. "
        "This is the platform's instruction; no statute was found that orders the link.",
        zh="全国互联网安全管理服务平台提供的代码将备案号链接至查询页面，供访问者核对。这是平台要求，未见法律条文作此规定。",
    ),
    fix=text(
        en="Link the number to the platform's query page, with its 14 digits as the code.",
        zh="将备案号链接至平台查询页面，链接中的 code 为备案号的 14 位数字。",
    ),
    faults={
        "missing": FaultInfo(
            severity=Severity.WARNING,
            strict=Severity.ERROR,
            message=text(en="{number} is shown without a link", zh="{number} 未加链接"),
        ),
    },
    since="0.1.0",
    about=(Thing.PSB,),
    without="no-number",
    sources=(law("MPS-PLATFORM", "snippet"), law("PROVIDER-CHECKS", "psb-shown")),
    good='<footer><a href="https://beian.mps.gov.cn/#/query/webSearch?code=11010502030001"><img src="/ga.png" alt="">京公网安备11010502030001号</a></footer>',
    bad='<footer><img src="/ga.png" alt="">京公网安备11010502030001号</footer>',
)


def judge_page(page: PageEvidence, context: RuleContext) -> Iterator[Fault | NotApplicable]:
    """Fail for each number of which no copy is a link."""
    judged = linked_psb(page, context)
    if not judged:
        yield NotApplicable("no-number")
    for one in judged:
        if one.link.kind is LinkKind.MISSING:
            number = one.number
            yield Fault(
                "missing",
                about=number,
                html=psb_html(number.number, number.digits, number.icon),
                details={"number": number.number},
                confidence=one.confidence,
            )
