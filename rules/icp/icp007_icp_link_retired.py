"""The ICP number links to an address of the ministry that is out of use."""

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
    id="ICP007",
    name="icp-link-retired",
    title=text(en="The ICP number links to a retired address", zh="ICP 备案编号链接的是已停用的网址"),
    why=text(
        en="Since August 2020 the filing system is reached at https://beian.miit.gov.cn/ only. The older addresses "
        "(www.miibeian.gov.cn, www.miitbeian.gov.cn, www.beian.miit.gov.cn and those of the provinces) are out of "
        "use, so visitors cannot look the number up, and some providers ask for the link to be corrected.",
        zh="2020 年 8 月起备案管理系统只使用 https://beian.miit.gov.cn/ 。早先的 www.miibeian.gov.cn、www.miitbeian.gov.cn、"
        "www.beian.miit.gov.cn 和各省子域名均已停用，访问者无法据此查询核对，部分接入服务提供者会因此要求整改。",
    ),
    fix=text(
        en="Change the link to https://beian.miit.gov.cn/.",
        zh="将链接改为 https://beian.miit.gov.cn/ 。",
    ),
    faults={
        "retired": FaultInfo(
            severity=Severity.ERROR,
            message=text(
                en="{number} links to {link}, an address that the ministry no longer uses",
                zh="{number} 链接至 {link}，该网址已停用",
            ),
        ),
        "provincial": FaultInfo(
            severity=Severity.ERROR,
            message=text(
                en="{number} links to {link}, a province's entrance that is no longer used",
                zh="{number} 链接至 {link}，省级入口已停用",
            ),
        ),
    },
    since="0.1.0",
    about=(Thing.OWN_ICP,),
    without="no-filing-number",
    sources=(
        law("MII-33-2005", "13"),
        law("MIIT-PLATFORM", "address"),
        law("PROVIDER-CHECKS", "link-home"),
    ),
    good='<footer><a href="https://beian.miit.gov.cn/">京ICP备2021009999号-1</a></footer>',
    bad='<footer><a href="http://www.miitbeian.gov.cn/">京ICP备2021009999号-1</a></footer>',
)

_FAULTS = {LinkKind.RETIRED: "retired", LinkKind.PROVINCIAL: "provincial"}


def judge_page(page: PageEvidence, context: RuleContext) -> Iterator[Fault | NotApplicable]:
    """Fail for each of the site's numbers whose best link leads to a retired address."""
    judged = linked_icp(page, context)
    if not judged:
        yield NotApplicable("no-filing-number")
    for one in judged:
        if fault := _FAULTS.get(one.link.kind):
            number = one.number.number
            yield Fault(
                fault,
                about=one.number,
                html=icp_html(number_to_paste(one.number, context)),
                details={"number": number, "link": one.address},
                confidence=one.confidence,
            )
