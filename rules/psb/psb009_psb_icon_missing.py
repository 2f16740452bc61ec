"""No badge stands beside the public-security number."""

from collections.abc import Iterator

from icplint.rule_api import (
    Fault,
    FaultInfo,
    NotApplicable,
    PageEvidence,
    PsbNumber,
    RuleContext,
    RuleInfo,
    Severity,
    Thing,
    Unmeasured,
    law,
    platform_psb,
    psb_html,
    text,
)

INFO = RuleInfo(
    id="PSB009",
    name="psb-icon-missing",
    title=text(en="No badge beside the public-security number", zh="公安联网备案号旁未显示备案编号图标"),
    why=text(
        en="The police platform asks for the badge (备案编号图标) in front of the number. Its snippet holds no picture: "
        "the badge is a download of its own, so it is forgotten easily. This is the platform's instruction.",
        zh="平台要求「备案编号图标在前，备案编号在右」。平台提供的代码不含图片，图标须另行下载，因此容易遗漏。这是平台要求。",
    ),
    fix=text(
        en="Download the badge from the platform (after logging in) and put it in front of the number.",
        zh="登录全国互联网安全管理服务平台下载备案编号图标，放在备案号之前。",
    ),
    faults={
        "missing": FaultInfo(
            severity=Severity.WARNING,
            strict=Severity.ERROR,
            message=text(en="No badge was found beside {number}", zh="{number} 旁未发现备案编号图标"),
        ),
        "empty": FaultInfo(
            severity=Severity.WARNING,
            strict=Severity.ERROR,
            message=text(
                en="The picture beside {number} has no address: the src is empty",
                zh="{number} 旁的图片没有地址（src 为空），未显示图标",
            ),
        ),
    },
    since="0.1.0",
    about=(Thing.PSB,),
    without="no-number",
    sources=(law("MPS-PLATFORM", "icon"), law("MPS-PLATFORM", "footer"), law("PROVIDER-CHECKS", "psb-shown")),
    good='<footer><a href="https://beian.mps.gov.cn/#/query/webSearch?code=11010502030001"><img src="/ga.png" alt="">京公网安备11010502030001号</a></footer>',
    bad='<footer><a href="https://beian.mps.gov.cn/#/query/webSearch?code=11010502030001">京公网安备11010502030001号</a></footer>',
)


def judge_page(page: PageEvidence, context: RuleContext) -> Iterator[Fault | Unmeasured | NotApplicable]:  # noqa: ARG001 - the shape of a rule
    """Fail when no copy of a number has a picture; unmeasured where only an outer style sheet can tell."""
    copies: dict[str, list[PsbNumber]] = {}
    for number in platform_psb(page):
        copies.setdefault(number.digits, []).append(number)
    if not copies:
        yield NotApplicable("no-number")
    for same in copies.values():
        if any(number.icon and not number.icon_needs_stylesheet for number in same):
            continue
        if any(number.icon_needs_stylesheet for number in same) and page.reading.has_unread_sheets:
            yield Unmeasured("not-offered:stylesheet")
            continue
        number = same[0]
        empty = any(one.icon_empty for one in same)
        yield Fault(
            "empty" if empty else "missing",
            about=number,
            html=psb_html(number.number, number.digits),
            details={"number": number.number},
        )
