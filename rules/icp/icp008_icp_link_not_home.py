"""The ICP number links to the right host, but not plainly to its home page."""

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
    id="ICP008",
    name="icp-link-not-home",
    title=text(en="The link is not the filing system's home page", zh="链接不是备案管理系统首页"),
    why=text(
        en="Providers ask for the home page https://beian.miit.gov.cn/. An inner address may stop working with the "
        "next version of the system, and one checker is known to have refused such a link.",
        zh="接入服务提供者要求链接至首页 https://beian.miit.gov.cn/ 。内部页面的地址可能随系统升级无法打开，已知有核查人员将此类链接判为不合要求。",
    ),
    fix=text(
        en="Shorten the link to https://beian.miit.gov.cn/.",
        zh="将链接改为 https://beian.miit.gov.cn/ 。",
    ),
    faults={
        "http": FaultInfo(
            severity=Severity.INFO,
            message=text(
                en="{number} links to the home page over http instead of https: {link}",
                zh="{number} 的链接为 http，应为 https：{link}",
            ),
        ),
        "home-fragment": FaultInfo(
            severity=Severity.INFO,
            message=text(
                en="{number} links to the home page by its inner address: {link}",
                zh="{number} 链接的是首页的内部地址：{link}",
            ),
        ),
        "other-fragment": FaultInfo(
            severity=Severity.WARNING,
            message=text(
                en="{number} links to an inner page of the filing system: {link}",
                zh="{number} 链接的是备案管理系统的内部页面，不是首页：{link}",
            ),
        ),
        "dead-path": FaultInfo(
            severity=Severity.WARNING,
            message=text(
                en="{number} links to a path that the filing system does not have: {link}",
                zh="{number} 的链接含备案管理系统已没有的路径：{link}",
            ),
        ),
    },
    since="0.1.0",
    about=(Thing.OWN_ICP,),
    without="no-filing-number",
    sources=(law("MIIT-PLATFORM", "address"), law("PROVIDER-CHECKS", "link-home")),
    good='<footer><a href="https://beian.miit.gov.cn/">京ICP备2021009999号-1</a></footer>',
    bad='<footer><a href="https://beian.miit.gov.cn/#/Integrated/recordQuery">京ICP备2021009999号-1</a></footer>',
)

_FAULTS = {
    LinkKind.HTTP: "http",
    LinkKind.HOME_FRAGMENT: "home-fragment",
    LinkKind.OTHER_FRAGMENT: "other-fragment",
    LinkKind.DEAD_PATH: "dead-path",
}


def judge_page(page: PageEvidence, context: RuleContext) -> Iterator[Fault | NotApplicable]:
    """Fail for each of the site's numbers whose best link is the right host's, but not its plain home page."""
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
