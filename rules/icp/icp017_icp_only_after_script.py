"""The ICP number appears only after scripts have run."""

from collections.abc import Iterator

from icplint.rule_api import (
    Fault,
    FaultInfo,
    NotApplicable,
    PageEvidence,
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
    id="ICP017",
    name="icp-only-after-script",
    title=text(en="The ICP number is written by a script", zh="ICP 备案编号由脚本写入"),
    why=text(
        en="Visitors see the number, but some checking tools read only the page's source and may miss it.",
        zh="访问者可以看到编号，但部分核查工具只读取网页源代码，可能识别不出。",
    ),
    fix=text(
        en="Put the number into the HTML that the server sends.",
        zh="将备案编号直接写入服务器返回的网页源代码。",
    ),
    faults={
        "script": FaultInfo(
            severity=Severity.INFO,
            message=text(
                en="{number} appears only after scripts have run",
                zh="{number} 须执行脚本后才显示；部分核查工具只读取网页源代码",
            ),
        ),
    },
    since="0.1.0",
    about=(Thing.OWN_ICP,),
    without=Without.ICP_RUNG,
    sources=(law("PROVIDER-CHECKS", "page-source"),),
    good='<footer><a href="https://beian.miit.gov.cn/">京ICP备2021009999号-1</a></footer>',
    bad="<footer><script>document.write('京ICP备2021009999号-1')</script></footer>",
)


def judge_page(page: PageEvidence, context: RuleContext) -> Iterator[Fault | NotApplicable]:  # noqa: ARG001 - the shape of a rule
    """Fail for each number of which every copy is a script's literal."""
    if not page.own_icp:
        yield NotApplicable(page.icp_presence.value)
    in_html = {one.number for one in page.own_icp if one.source is not SourceOnPage.SCRIPT_LITERAL}
    if in_html:
        return
    for number in {one.number: one for one in reversed(page.own_icp)}.values():
        yield Fault("script", about=number, html=icp_html(number.number), details={"number": number.number})
