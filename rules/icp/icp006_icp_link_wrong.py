"""The ICP number links to somewhere else than the ministry's filing system."""

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
    id="ICP006",
    name="icp-link-wrong",
    title=text(en="The ICP number links elsewhere", zh="ICP 备案编号链接有误"),
    why=text(
        en="The link is there so that everybody can look the number up in the ministry's filing system. A link to the "
        "police platform, to a look-alike host or to a page of the site itself does not do that, nor is it what "
        "providers ask for.",
        zh="链接的用途是供公众在备案管理系统中查询核对。链接到公安平台、相近域名的网站或本网站页面均达不到这一目的，也不符合接入服务提供者的要求。",
    ),
    fix=text(
        en="Change the link to https://beian.miit.gov.cn/.",
        zh="将链接改为 https://beian.miit.gov.cn/ 。",
    ),
    faults={
        "other-authority": FaultInfo(
            severity=Severity.ERROR,
            message=text(
                en="{number} links to the police platform instead of the ministry's filing system: {link}",
                zh="{number} 链接至公安平台，而非工业和信息化部备案管理系统：{link}",
            ),
        ),
        "look-alike": FaultInfo(
            severity=Severity.ERROR,
            message=text(
                en="{number} links to a host that only reads like the ministry's: {link}",
                zh="{number} 链接至与官方域名相近的其他网站：{link}",
            ),
        ),
        "no-scheme": FaultInfo(
            severity=Severity.ERROR,
            message=text(
                en="{number}: the link lacks https:// and so leads to a page of this site: {link}",
                zh="{number} 的链接缺少 https://，实际指向本网站的页面：{link}",
            ),
        ),
        "own-page": FaultInfo(
            severity=Severity.ERROR,
            message=text(
                en="{number} links to a page of the site itself: {link}",
                zh="{number} 链接至本网站的页面：{link}",
            ),
        ),
        "elsewhere": FaultInfo(
            severity=Severity.ERROR,
            message=text(
                en="{number} links to {link}, which is not the ministry's filing system",
                zh="{number} 链接至 {link}，不是工业和信息化部备案管理系统",
            ),
        ),
        "jump-page": FaultInfo(
            severity=Severity.WARNING,
            message=text(
                en="{number} reaches the filing system only through a page of this site: {link}",
                zh="{number} 经由本网站的跳转页面才到达备案管理系统：{link}",
            ),
        ),
    },
    since="0.1.0",
    about=(Thing.OWN_ICP,),
    without="no-filing-number",
    sources=(law("MII-33-2005", "13"), law("MIIT-PLATFORM", "address"), law("PROVIDER-CHECKS", "link-home")),
    good='<footer><a href="https://beian.miit.gov.cn/">京ICP备2021009999号-1</a></footer>',
    bad='<footer><a href="https://beian.mps.gov.cn/">京ICP备2021009999号-1</a></footer>',
)

_FAULTS = {
    LinkKind.OTHER_AUTHORITY: "other-authority",
    LinkKind.LOOK_ALIKE: "look-alike",
    LinkKind.NO_SCHEME: "no-scheme",
    LinkKind.OWN_PAGE: "own-page",
    LinkKind.LICENCE_PLATFORM: "elsewhere",
    LinkKind.ELSEWHERE: "elsewhere",
    LinkKind.JUMP_PAGE: "jump-page",
}


def judge_page(page: PageEvidence, context: RuleContext) -> Iterator[Fault | NotApplicable]:
    """Fail for each of the site's numbers whose best link does not lead to the filing system."""
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
