"""The ICP number stands in the HTML, but no reader sees it."""

from collections.abc import Iterator

from icplint.rule_api import (
    Confidence,
    Fault,
    FaultInfo,
    IcpNumber,
    NotApplicable,
    PageEvidence,
    Presence,
    RuleContext,
    RuleInfo,
    Severity,
    SourceOnPage,
    Thing,
    Without,
    icp_html,
    law,
    text,
)

INFO = RuleInfo(
    id="ICP010",
    name="icp-hidden",
    title=text(en="The ICP number is hidden", zh="ICP 备案编号被隐藏"),
    why=text(
        en="The number is to stand in a prominent place. One that style or a comment hides is not shown to anybody.",
        zh="备案编号应在主页显著位置标明。被样式或注释隐藏的编号，访问者看不到。",
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
    about=(Thing.ICP_HIDDEN,),
    without=Without.ICP_RUNG,
    sources=(law("SC-292", "12"), law("PROVIDER-CHECKS", "number-shown")),
    good='<footer><a href="https://beian.miit.gov.cn/">京ICP备2021009999号-1</a></footer>',
    bad='<footer style="display:none">京ICP备2021009999号-1</footer>',
)


def judge_page(page: PageEvidence, context: RuleContext) -> Iterator[Fault | NotApplicable]:  # noqa: ARG001 - the shape of a rule
    """Fail when the number's best copy is one that nobody sees."""
    if page.icp_presence is not Presence.HIDDEN:
        yield NotApplicable(page.icp_presence.value)
        return
    hidden: dict[str, IcpNumber] = {}
    for number in page.evidence.icp:
        if not number.visible and number.source in (SourceOnPage.HTML, SourceOnPage.COMMENT):
            hidden.setdefault(number.number, number)
    for number in hidden.values():
        yield Fault(
            "comment" if number.source is SourceOnPage.COMMENT else "style",
            about=number,
            html=icp_html(number.number),
            details={"number": number.number},
        )
