"""The badge does not stand in front of the public-security number."""

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
    platform_psb,
    psb_html,
    text,
)

INFO = RuleInfo(
    id="PSB010",
    name="psb-icon-order",
    title=text(en="The badge stands behind the number", zh="备案编号图标不在公安联网备案号之前"),
    why=text(
        en="The platform's instruction puts the badge in front and the number to its right.",
        zh="平台要求「备案编号图标在前，备案编号在右」。",
    ),
    fix=text(en="Move the badge in front of the number.", zh="将图标移到备案号之前。"),
    faults={
        "behind": FaultInfo(
            severity=Severity.INFO,
            message=text(en="The badge stands behind {number}", zh="图标位于 {number} 之后"),
        ),
    },
    since="0.1.0",
    about=(Thing.PSB,),
    without="no-icon",
    sources=(law("MPS-PLATFORM", "icon"),),
    good='<footer><a href="https://beian.mps.gov.cn/#/query/webSearch?code=11010502030001"><img src="/ga.png" alt="">京公网安备11010502030001号</a></footer>',
    bad='<footer><a href="https://beian.mps.gov.cn/#/query/webSearch?code=11010502030001">京公网安备11010502030001号'
    '<img src="/ga.png" alt=""></a></footer>',
)

_IN_FRONT = ("before", "inside")


def judge_page(page: PageEvidence, context: RuleContext) -> Iterator[Fault | NotApplicable]:  # noqa: ARG001 - the shape of a rule
    """Fail when every badge of a number stands behind or away from it."""
    with_icon = [number for number in platform_psb(page) if number.icon]
    if not with_icon:
        yield NotApplicable("no-icon")
    in_front = {number.digits for number in with_icon if number.icon_place in _IN_FRONT}
    for number in with_icon:
        if number.digits not in in_front:
            yield Fault(
                "behind",
                about=number,
                html=psb_html(number.number, number.digits, number.icon),
                details={"number": number.number},
            )
