"""The home page shows no ICP filing number in any form."""

from collections.abc import Iterator
from typing import assert_never

from icplint.rule_api import (
    Fault,
    FaultInfo,
    NotApplicable,
    PageEvidence,
    Place,
    Presence,
    RuleContext,
    RuleInfo,
    Severity,
    Unmeasured,
    Where,
    icp_html,
    law,
    registered_icp,
    text,
)

INFO = RuleInfo(
    id="ICP001",
    name="icp-number-missing",
    title=text(en="No ICP filing number on the home page", zh="首页未标明 ICP 备案编号"),
    why=text(
        en="A site in mainland China shows its licence number or its filing number in a prominent place of the "
        "home page (State Council Order 292, text of 2024-12-06, article 12). Providers look for it at the bottom.",
        zh="《互联网信息服务管理办法》（2024-12-06 文本）第十二条：应当在网站主页的显著位置标明许可证编号或者备案编号。"
        "接入服务提供者核查时查看的是首页底部。",
    ),
    consequence=text(
        en="State Council Order 292, text of 2024-12-06, article 22: an order to correct, and a fine of 5,000 to "
        "50,000 yuan.",
        zh="《互联网信息服务管理办法》（2024-12-06 文本）第二十二条：未在网站主页上标明的，责令改正，处 5000 元以上 5 万元以下罚款。",
    ),
    fix=text(
        en="Put the filing number at the bottom centre of the home page, as text, linked to "
        "https://beian.miit.gov.cn/.",
        zh="在首页底部居中位置以文字标明备案编号，并链接至 https://beian.miit.gov.cn/ 。",
    ),
    faults={
        "missing": FaultInfo(
            severity=Severity.ERROR,
            message=text(
                en="No ICP filing number was found at the bottom of the home page",
                zh="核查时首页底部未发现 ICP 备案编号",
            ),
        ),
    },
    since="0.1.0",
    where=Where.HOME,
    sources=(law("SC-292", "12"), law("MII-33-2005", "13"), law("PROVIDER-CHECKS", "number-shown")),
    good='<footer><a href="https://beian.miit.gov.cn/">京ICP备2021009999号-1</a></footer>',
    bad="<footer>© 2024 示例科技有限公司</footer>",
)


def judge_page(page: PageEvidence, context: RuleContext) -> Iterator[Fault | Unmeasured | NotApplicable]:
    """Fail when no number of this site is shown in any form; the other rungs have rules of their own."""
    match page.icp_presence:
        case Presence.SHOWN:
            return
        case Presence.MISSING:
            known = registered_icp(context)
            yield Fault(
                "missing",
                html=icp_html(known.written) if known and known.numbers else None,
                place=Place(selector=page.footer.selector),
            )
        case Presence.NEEDS_RENDERING:
            yield Unmeasured("needs-rendering")
        case Presence.NEAR_MISS | Presence.HIDDEN | Presence.UNREADABLE | Presence.ELSEWHERE as rung:
            yield NotApplicable(rung.value)
        case never:
            assert_never(never)
