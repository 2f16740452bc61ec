"""The public-security number has a form of before the national platform."""

from collections.abc import Iterator

from icplint.rule_api import (
    Fault,
    FaultInfo,
    NotApplicable,
    PageEvidence,
    RuleContext,
    RuleInfo,
    Severity,
    Thing,
    Without,
    faulty_psb,
    law,
    own_psb,
    registered_psb_html,
    text,
)


def _digits(count: int) -> FaultInfo:
    return FaultInfo(
        severity=Severity.WARNING,
        message=text(
            en=f"{{number}} has {count} digits, as local police gave them out before the national platform",
            zh=f"{{number}} 为 {count} 位数字，是平台统一之前由当地公安机关发放的编号",
        ),
    )


INFO = RuleInfo(
    id="PSB003",
    name="psb-number-legacy",
    title=text(en="The public-security number has an old form", zh="公安联网备案号为早期形式"),
    why=text(
        en="Before the national platform, local police gave out numbers of 12, 13 or 15 digits and forms of their own. "
        "The platform asks the owners of such sites to log in, complete their data and change to a number of 14 "
        "digits.",
        zh="平台统一之前，各地公安机关发放过 12、13、15 位数字及其他形式的编号。平台要求此类网站登录后补充资料并更换为 14 位数字的编号。",
    ),
    fix=text(
        en="Claim the site (网站认领) at https://beian.mps.gov.cn/ and show the new number.",
        zh="登录 https://beian.mps.gov.cn/ 办理网站认领，更换为新编号后在首页底部标明。",
    ),
    faults={
        "legacy-12": _digits(12),
        "legacy-13": _digits(13),
        "legacy-15": _digits(15),
        "legacy-city": FaultInfo(
            severity=Severity.WARNING,
            message=text(
                en="{number} is a city's own form of before the national platform",
                zh="{number} 是平台统一之前城市自行发放的编号形式",
            ),
        ),
    },
    since="0.1.0",
    about=(Thing.PSB, Thing.NEAR_MISS),
    without=Without.PSB_RUNG,
    sources=(law("MPS-PLATFORM", "claim"), law("MPS-PLATFORM", "number-form")),
    good='<footer><a href="https://beian.mps.gov.cn/#/query/webSearch?code=11010502030001"><img src="/ga.png" alt="">京公网安备11010502030001号</a></footer>',
    bad='<footer><img src="/ga.png" alt="">京公网安备110105000728号</footer>',
)


def judge_page(page: PageEvidence, context: RuleContext) -> Iterator[Fault | NotApplicable]:
    """Fail for each number of an old form."""
    if not own_psb(page):
        yield NotApplicable(page.psb_presence.value)
    for number in faulty_psb(page):
        if name := next((fault for fault in number.faults if fault in INFO.faults), None):
            yield Fault(
                name,
                about=number,
                html=registered_psb_html(context, number.icon),
                details={"number": number.number},
            )
