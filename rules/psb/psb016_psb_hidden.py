"""The public-security number stands in the HTML, but no reader sees it."""

from collections.abc import Iterator

from icplint.rule_api import (
    Confidence,
    Fault,
    FaultInfo,
    NotApplicable,
    PageEvidence,
    Presence,
    PsbNumber,
    RuleContext,
    RuleInfo,
    Severity,
    SourceOnPage,
    Thing,
    Without,
    law,
    psb_html,
    text,
)

INFO = RuleInfo(
    id="PSB016",
    name="psb-hidden",
    title=text(en="The public-security number is hidden", zh="公安联网备案号被隐藏"),
    why=text(
        en="The platform asks for the number at the bottom of the home page. A number that style or a comment hides "
        "is not shown to anybody.",
        zh="平台要求将备案号放置在网站首页下端。被样式或注释隐藏的编号，访问者看不到。",
    ),
    fix=text(
        en="Take away what hides the number, or put a visible copy at the bottom of the home page.",
        zh="去除隐藏该编号的样式或注释，或在首页底部另行标明。",
    ),
    faults={
        "style": FaultInfo(
            severity=Severity.WARNING,
            confidence=Confidence.MEDIUM,
            message=text(
                en="{number} is in the page, but its style hides it",
                zh="{number} 存在于网页代码中，但被样式隐藏",
            ),
        ),
        "comment": FaultInfo(
            severity=Severity.WARNING,
            message=text(
                en="{number} stands only in a comment of the HTML", zh="{number} 仅存在于网页代码的注释中"
            ),
        ),
    },
    since="0.1.0",
    about=(Thing.PSB_HIDDEN,),
    without=Without.PSB_RUNG,
    sources=(law("MPS-PLATFORM", "footer"),),
    good='<footer><a href="https://beian.mps.gov.cn/#/query/webSearch?code=11010502030001"><img src="/ga.png" alt="">京公网安备11010502030001号</a></footer>',
    bad='<footer style="display:none">京公网安备11010502030001号</footer>',
)


def judge_page(page: PageEvidence, context: RuleContext) -> Iterator[Fault | NotApplicable]:  # noqa: ARG001 - the shape of a rule
    """Fail when the number's best copy is one that nobody sees."""
    if page.psb_presence is not Presence.HIDDEN:
        yield NotApplicable(page.psb_presence.value)
        return
    hidden: dict[str, PsbNumber] = {}
    for number in page.evidence.psb:
        if not number.visible and number.source in (SourceOnPage.HTML, SourceOnPage.COMMENT):
            hidden.setdefault(number.digits, number)
    for number in hidden.values():
        yield Fault(
            "comment" if number.source is SourceOnPage.COMMENT else "style",
            about=number,
            html=psb_html(number.number, number.digits, number.icon),
            details={"number": number.number},
        )
