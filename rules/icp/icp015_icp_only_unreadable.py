"""The ICP number can be read by no one as text."""

from collections.abc import Iterator

from icplint.rule_api import (
    Fault,
    FaultInfo,
    NotApplicable,
    PageEvidence,
    Presence,
    RuleContext,
    RuleInfo,
    Severity,
    Thing,
    Without,
    icp_html,
    law,
    text,
)

INFO = RuleInfo(
    id="ICP015",
    name="icp-only-unreadable",
    title=text(en="The ICP number cannot be read as text", zh="ICP 备案编号未以文字标明"),
    why=text(
        en="A number that stands only in a picture or its title may be missed by checkers, by screen readers and by "
        "visitors who want to copy it.",
        zh="仅存在于图片或标题属性中的编号，核查工具和读屏软件可能识别不出，访问者也无法复制查询。",
    ),
    fix=text(
        en="Write the number as text, linked to https://beian.miit.gov.cn/.",
        zh="以文字标明备案编号，并链接至 https://beian.miit.gov.cn/ 。",
    ),
    faults={
        "title": FaultInfo(
            severity=Severity.WARNING,
            message=text(
                en="An ICP number stands only in a title: {raw}",
                zh="ICP 备案编号仅出现在标题属性中：{raw}",
            ),
        ),
    },
    since="0.1.0",
    about=(Thing.ICP_UNREADABLE,),
    without=Without.ICP_RUNG,
    sources=(law("SC-292", "12"), law("PROVIDER-CHECKS", "page-source")),
    good='<footer><a href="https://beian.miit.gov.cn/">京ICP备2021009999号-1</a></footer>',
    bad='<footer><a href="https://beian.miit.gov.cn/" title="京ICP备2021009999号-1"><img src="/icp.png" alt=""></a></footer>',
)


def judge_page(page: PageEvidence, context: RuleContext) -> Iterator[Fault | NotApplicable]:
    """Fail when the number's best copy is one that cannot be read as text."""
    if page.icp_presence is not Presence.UNREADABLE:
        yield NotApplicable(page.icp_presence.value)
        return
    known = context.site.icp
    for sign in page.evidence.unreadable_icp:
        number = next((one.number for one in page.evidence.icp if one.raw == sign.raw), known)
        yield Fault("title", about=sign, html=icp_html(number) if number else None)
