"""The badge is loaded from somebody else's server."""

from collections.abc import Iterator

from icplint.rule_api import (
    BadgeHost,
    Fault,
    FaultInfo,
    NotApplicable,
    PageEvidence,
    RuleContext,
    RuleInfo,
    Severity,
    Thing,
    judge_badge_host,
    law,
    platform_psb,
    psb_html,
    text,
)

INFO = RuleInfo(
    id="PSB013",
    name="psb-icon-hotlinked",
    title=text(en="The badge is loaded from another host", zh="备案编号图标引用了其他网站的图片地址"),
    why=text(
        en="The platform offers the badge as a download and has no public address for it. A picture on a stranger's "
        "server may change or vanish at any time; those of the retired platform are to be assumed gone.",
        zh="平台以下载方式提供图标，没有公开的图片地址。引用他人服务器上的图片，随时可能无法显示或被更换；已停用平台的图片地址不应再使用。",
    ),
    fix=text(
        en="Download the badge and serve it from this site.",
        zh="下载图标，放在本网站的服务器上引用。",
    ),
    faults={
        "retired-platform": FaultInfo(
            severity=Severity.WARNING,
            message=text(
                en="The badge beside {number} is loaded from the retired platform: {icon}",
                zh="{number} 旁的图标引用已停用平台的图片：{icon}",
            ),
        ),
        "platform": FaultInfo(
            severity=Severity.INFO,
            message=text(
                en="The badge beside {number} is loaded from the platform's own pages, whose file names change: {icon}",
                zh="{number} 旁的图标引用平台页面中的图片，其文件名会随版本变化：{icon}",
            ),
        ),
        "stranger": FaultInfo(
            severity=Severity.INFO,
            message=text(
                en="The badge beside {number} is loaded from another host: {icon}",
                zh="{number} 旁的图标引用其他网站的图片：{icon}",
            ),
        ),
    },
    since="0.1.0",
    about=(Thing.PSB,),
    without="no-icon",
    sources=(law("MPS-PLATFORM", "icon"), law("MPS-PLATFORM", "move")),
    good='<footer><a href="https://beian.mps.gov.cn/#/query/webSearch?code=11010502030001"><img src="/ga.png" alt="">京公网安备11010502030001号</a></footer>',
    bad='<footer><a href="https://beian.mps.gov.cn/#/query/webSearch?code=11010502030001">'
    '<img src="http://www.beian.gov.cn/img/ghs.png" alt="">京公网安备11010502030001号</a></footer>',
)

_FAULTS = {
    BadgeHost.RETIRED_PLATFORM: "retired-platform",
    BadgeHost.PLATFORM: "platform",
    BadgeHost.STRANGER: "stranger",
}


def judge_page(page: PageEvidence, context: RuleContext) -> Iterator[Fault | NotApplicable]:
    """Fail for each badge that comes from a host which serves nothing else of the page."""
    with_icon = [number for number in platform_psb(page) if number.icon]
    if not with_icon:
        yield NotApplicable("no-icon")
    for number in with_icon:
        icon = number.icon or ""
        host = judge_badge_host(icon, own_domain=context.domain, asset_hosts=page.reading.asset_hosts)
        if fault := _FAULTS.get(host):
            yield Fault(
                fault,
                about=number,
                html=psb_html(number.number, number.digits),
                details={"number": number.number, "icon": icon[:120]},
            )
