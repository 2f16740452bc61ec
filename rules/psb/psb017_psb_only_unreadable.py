"""The public-security number can be read by no one as text."""

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
    SourceOnPage,
    Thing,
    Without,
    law,
    own_psb,
    psb_html,
    registered_psb_html,
    text,
)

INFO = RuleInfo(
    id="PSB017",
    name="psb-only-unreadable",
    title=text(en="The public-security number cannot be read as text", zh="公安联网备案号未以文字显示"),
    why=text(
        en="The platform's snippet shows the number as text beside the badge. A number that stands only in a link's "
        "address, a picture's title or a script is missed by readers or by tools that read the page's source.",
        zh="平台提供的代码以文字显示备案号，图标在前。仅存在于链接地址、图片标题或脚本中的编号，访问者或只读取网页源代码的核查工具可能看不到。",
    ),
    fix=text(
        en="Write the number as text, to the right of the badge.",
        zh="以文字标明备案号，放在图标右侧。",
    ),
    faults={
        "link": FaultInfo(
            severity=Severity.WARNING,
            message=text(
                en="A public-security number stands only in a link's address: {raw}",
                zh="公安联网备案号仅出现在链接地址中：{raw}",
            ),
        ),
        "title": FaultInfo(
            severity=Severity.WARNING,
            message=text(
                en="A public-security number stands only in a title: {raw}",
                zh="公安联网备案号仅出现在标题属性中：{raw}",
            ),
        ),
        "script": FaultInfo(
            severity=Severity.INFO,
            message=text(
                en="{raw} appears only after scripts have run; some checkers read the page's source alone",
                zh="{raw} 须执行脚本后才显示；部分核查工具只读取网页源代码",
            ),
            fix=text(
                en="Put the number into the HTML that the server sends.",
                zh="将公安联网备案号直接写入服务器返回的网页源代码。",
            ),
        ),
    },
    since="0.1.0",
    about=(Thing.PSB, Thing.PSB_UNREADABLE),
    without=Without.PSB_RUNG,
    sources=(law("MPS-PLATFORM", "snippet"), law("PROVIDER-CHECKS", "page-source")),
    good='<footer><a href="https://beian.mps.gov.cn/#/query/webSearch?code=11010502030001"><img src="/ga.png" alt="">京公网安备11010502030001号</a></footer>',
    bad='<footer><a href="https://beian.mps.gov.cn/#/query/webSearch?code=11010502030001"><img src="/ga.png" alt=""></a></footer>',
)

_DIGITS = 14


def judge_page(page: PageEvidence, context: RuleContext) -> Iterator[Fault | NotApplicable]:
    """Fail when no copy of the number is plain text; mildly where scripts write it."""
    if page.psb_presence is Presence.UNREADABLE:
        html = registered_psb_html(context)
        for sign in page.evidence.unreadable_psb:
            yield Fault(
                "link" if sign.source is SourceOnPage.LINK else "title",
                about=sign,
                html=html if html and sign.raw in html else None,
            )
        return
    shown = own_psb(page)
    if not shown:
        yield NotApplicable(page.psb_presence.value)
    in_html = {number.digits for number in shown if number.source is not SourceOnPage.SCRIPT_LITERAL}
    for number in {number.digits: number for number in shown if number.digits not in in_html}.values():
        html = psb_html(number.number, number.digits, number.icon) if len(number.digits) == _DIGITS else None
        yield Fault("script", about=number, html=html)
