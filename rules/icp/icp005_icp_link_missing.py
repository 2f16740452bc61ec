"""The ICP number is no link."""

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
    icp_html,
    law,
    linked_icp,
    number_to_paste,
    text,
)

INFO = RuleInfo(
    id="ICP005",
    name="icp-link-missing",
    title=text(en="The ICP number has no link", zh="ICP 备案编号未加链接"),
    why=text(
        en="The number is to carry a link to the ministry's filing system, so that everybody can look it up (MII "
        "Order 33, article 13, 2005 text; revised in 2024, the link is said to stand). Providers return sites for it.",
        zh="《非经营性互联网信息服务备案管理办法》（2005 年文本，2024 年修改，据转述此要求仍在）第十三条要求在备案编号下方链接"
        "备案管理系统网址，供公众查询核对。接入服务提供者会因此要求整改。",
    ),
    consequence=text(
        en="MII Order 33, 2005 text, article 25: an order to correct, and a fine of 5,000 to 10,000 yuan; the wording "
        "since the revision of 2024 was not confirmed.",
        zh="《非经营性互联网信息服务备案管理办法》2005 年文本第二十五条：责令改正，处 5000 元以上 1 万元以下罚款；2024 年修改后的文字未能核实。",
    ),
    fix=text(
        en="Make the number a link to https://beian.miit.gov.cn/.",
        zh="给备案编号加上指向 https://beian.miit.gov.cn/ 的链接。",
    ),
    faults={
        "missing": FaultInfo(
            severity=Severity.ERROR,
            message=text(
                en="{number} stands on the page, but a click on it leads nowhere",
                zh="页面已标明 {number}，但未链接至工业和信息化部备案管理系统",
            ),
        ),
    },
    since="0.1.0",
    about=(Thing.OWN_ICP,),
    without="no-filing-number",
    sources=(law("MII-33-2005", "13"), law("MII-33-2005", "25"), law("PROVIDER-CHECKS", "link-home")),
    good='<footer><a href="https://beian.miit.gov.cn/">京ICP备2021009999号-1</a></footer>',
    bad="<footer>京ICP备2021009999号-1</footer>",
)


def judge_page(page: PageEvidence, context: RuleContext) -> Iterator[Fault | NotApplicable]:
    """Fail for each of the site's numbers of which no copy is a link."""
    judged = linked_icp(page, context)
    if not judged:
        yield NotApplicable("no-filing-number")
    for one in judged:
        if one.link.kind is LinkKind.MISSING:
            number = one.number.number
            yield Fault(
                "missing",
                about=one.number,
                html=icp_html(number_to_paste(one.number, context)),
                details={"number": number},
                confidence=one.confidence,
            )
