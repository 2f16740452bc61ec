"""The ICP number stands on the page, but not in its footer."""

from collections.abc import Iterator

from icplint.rule_api import (
    Confidence,
    Fault,
    FaultInfo,
    NotApplicable,
    PageEvidence,
    Presence,
    RuleContext,
    RuleInfo,
    Severity,
    Thing,
    Where,
    Without,
    icp_html,
    law,
    text,
)

INFO = RuleInfo(
    id="ICP009",
    name="icp-outside-footer",
    title=text(en="The ICP number is not in the footer", zh="ICP 备案编号不在页面底部"),
    why=text(
        en="The number is to stand at the bottom centre of the home page (MII Order 33, article 13, 2005 text; revised in "
        "2024, this is said to stand). Providers look there.",
        zh="《非经营性互联网信息服务备案管理办法》（2005 年文本，2024 年修改，据转述此要求仍在）第十三条要求在主页底部的中央位置标明"
        "备案编号。接入服务提供者核查时查看的也是页面底部。",
    ),
    fix=text(
        en="Move the number to the bottom centre of the home page, or repeat it there.",
        zh="将备案编号移至首页底部居中位置，或在该处另行标明。",
    ),
    faults={
        "elsewhere": FaultInfo(
            severity=Severity.WARNING,
            confidence=Confidence.MEDIUM,
            message=text(
                en="{number} was found on the page, but not at its bottom",
                zh="页面上有 {number}，但不在页面底部",
            ),
        ),
    },
    since="0.1.0",
    about=(Thing.ICP_ELSEWHERE,),
    without=Without.ICP_RUNG,
    where=Where.HOME,
    sources=(law("MII-33-2005", "13"), law("PROVIDER-CHECKS", "number-shown")),
    good='<footer><a href="https://beian.miit.gov.cn/">京ICP备2021009999号-1</a></footer>',
    bad="<article><p>备案号：京ICP备2021009999号-1</p></article>",
)


def judge_page(page: PageEvidence, context: RuleContext) -> Iterator[Fault | NotApplicable]:  # noqa: ARG001 - the shape of a rule
    """Fail when the best place of a labelled number is outside the footer."""
    if page.icp_presence is not Presence.ELSEWHERE:
        yield NotApplicable(page.icp_presence.value)
        return
    number = next(one for one in page.own_icp if one.labelled)
    yield Fault("elsewhere", about=number, html=icp_html(number.number), details={"number": number.number})
