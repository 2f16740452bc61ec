"""The public-security number links to the platform's retired address."""

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
    law,
    linked_psb,
    psb_html,
    text,
)

INFO = RuleInfo(
    id="PSB008",
    name="psb-link-retired",
    title=text(
        en="The public-security number links to the retired platform",
        zh="公安联网备案号链接的是已停用的平台网址",
    ),
    why=text(
        en="The police platform moved from www.beian.gov.cn to beian.mps.gov.cn in 2023. Operators report the old "
        "address as out of reach; many templates still write it.",
        zh="公安备案平台已于 2023 年由 www.beian.gov.cn 迁至 beian.mps.gov.cn，有网站反映旧网址已无法访问，但许多模板仍在使用。",
    ),
    fix=text(
        en="Change the link to https://beian.mps.gov.cn/#/query/webSearch?code= followed by the 14 digits.",
        zh="将链接改为 https://beian.mps.gov.cn/#/query/webSearch?code= 加备案号的 14 位数字。",
    ),
    faults={
        "retired": FaultInfo(
            severity=Severity.WARNING,
            strict=Severity.ERROR,
            message=text(
                en="{number} links to {link}, the platform's address until 2023",
                zh="{number} 链接至 {link}，该平台网址 2023 年起已停用",
            ),
        ),
    },
    since="0.1.0",
    about=(Thing.PSB,),
    without="no-number",
    sources=(law("MPS-PLATFORM", "move"), law("MPS-PLATFORM", "snippet")),
    good='<footer><a href="https://beian.mps.gov.cn/#/query/webSearch?code=11010502030001"><img src="/ga.png" alt="">京公网安备11010502030001号</a></footer>',
    bad='<footer><a href="http://www.beian.gov.cn/portal/registerSystemInfo?recordcode=11010502030001">'
    '<img src="/ga.png" alt="">京公网安备11010502030001号</a></footer>',
)


def judge_page(page: PageEvidence, context: RuleContext) -> Iterator[Fault | NotApplicable]:
    """Fail for each number whose best link leads to the retired platform."""
    judged = linked_psb(page, context)
    if not judged:
        yield NotApplicable("no-number")
    for one in judged:
        if one.link.kind is LinkKind.RETIRED:
            number = one.number
            yield Fault(
                "retired",
                about=number,
                html=psb_html(number.number, number.digits, number.icon),
                details={"number": number.number, "link": one.address},
                confidence=one.confidence,
            )
