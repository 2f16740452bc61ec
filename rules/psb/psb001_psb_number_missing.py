"""The home page shows no public-security number in any form."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import assert_never

from icplint.rule_api import (
    Confidence,
    Fault,
    FaultInfo,
    Filing,
    NotApplicable,
    PageEvidence,
    Place,
    Presence,
    RuleContext,
    RuleInfo,
    Severity,
    Unmeasured,
    Where,
    law,
    registered_psb,
    registered_psb_html,
    text,
)

INFO = RuleInfo(
    id="PSB001",
    name="psb-number-missing",
    title=text(en="No public-security number on the home page", zh="首页未标明公安联网备案号"),
    why=text(
        en="Legal persons and other organisations file with the police within 30 days of going on line (MPS Order 33, "
        "text of 2011-01-08, article 12). That the number then stands at the bottom of the home page is the "
        "platform's instruction, and providers look for it; no statute was found that orders it. Sources give 30 "
        "days or 30 working days after approval for putting it there.",
        zh="《计算机信息网络国际联网安全保护管理办法》（2011-01-08 文本）第十二条：法人和其他组织应在网络正式联通之日起 30 日内到"
        "公安机关办理备案。备案通过后在首页底部标明编号是平台要求，接入服务提供者也会核查，未见法律条文作此规定；"
        "标明的期限有 30 日与 30 个工作日两种说法。",
    ),
    fix=text(
        en="Put the badge and the number at the bottom of the home page, linked to the platform's query page.",
        zh="在首页底部标明备案编号图标和公安联网备案号，并链接至平台查询页面。",
    ),
    faults={
        "missing-with-number": FaultInfo(
            severity=Severity.ERROR,
            message=text(
                en="The site has a public-security number, but none was found on the home page",
                zh="本网站已有公安联网备案号，核查时首页未发现该编号",
            ),
        ),
        "missing-newly-approved": FaultInfo(
            severity=Severity.INFO,
            message=text(
                en="The public-security filing was approved on {approved_on}, and its number is not on the home page "
                "yet; put it there by {last_day}",
                zh="公安联网备案于 {approved_on} 通过，首页尚未标明编号，请于 {last_day} 前标明",
            ),
        ),
        "missing-past-30-days": FaultInfo(
            severity=Severity.WARNING,
            message=text(
                en="The public-security filing was approved on {approved_on}; 30 days later the number is still not "
                "on the home page (some sources count 30 working days)",
                zh="公安联网备案于 {approved_on} 通过，已满 30 日，首页仍未标明编号（另有 30 个工作日的说法）",
            ),
        ),
        "missing-time-to-apply": FaultInfo(
            severity=Severity.INFO,
            message=text(
                en="No public-security number was found on the home page; the site was filed or opened on "
                "{opened_on}: apply for the public-security filing by {last_day}",
                zh="首页未发现公安联网备案号；网站于 {opened_on} 首次备案或开通，请于 {last_day} 前申请公安联网备案",
            ),
            fix=text(
                en="Apply for the filing at https://beian.mps.gov.cn/; once it is approved, put badge and number at the "
                "bottom of the home page.",
                zh="登录 https://beian.mps.gov.cn/ 申请公安联网备案，通过后在首页底部标明图标和编号。",
            ),
        ),
        "missing-maybe-in-review": FaultInfo(
            severity=Severity.WARNING,
            message=text(
                en="No public-security number was found on the home page, and the 30 days for applying ended on "
                "{last_day}; the filing may still be under review",
                zh="首页未发现公安联网备案号，30 日的申请期已于 {last_day} 届满；可能仍在审核",
            ),
            fix=text(
                en="Look up the state of the filing at https://beian.mps.gov.cn/; once it is approved, put badge and "
                "number at the bottom of the home page.",
                zh="登录 https://beian.mps.gov.cn/ 查看审核进度，通过后在首页底部标明图标和编号。",
            ),
        ),
        "missing-nothing-known": FaultInfo(
            severity=Severity.WARNING,
            message=text(
                en="No public-security number was found on the home page",
                zh="核查时首页未发现公安联网备案号",
            ),
            fix=text(
                en="If the site is filed with the police, put badge and number at the bottom of the home page; if not, "
                "apply at https://beian.mps.gov.cn/.",
                zh="已办理公安联网备案的，在首页底部标明图标和编号；尚未办理的，登录 https://beian.mps.gov.cn/ 申请。",
            ),
        ),
        "missing-individual": FaultInfo(
            severity=Severity.INFO,
            message=text(
                en="No public-security number was found on the home page; for an individual's site this is the "
                "platform's practice alone",
                zh="首页未发现公安联网备案号；个人网站标明该编号属平台要求",
            ),
        ),
    },
    since="0.1.0",
    where=Where.HOME,
    sources=(
        law("MPS-PLATFORM", "footer"),
        law("MPS-PLATFORM", "deadline"),
        law("PROVIDER-CHECKS", "psb-shown"),
    ),
    good='<footer><a href="https://beian.mps.gov.cn/#/query/webSearch?code=11010502030001"><img src="/ga.png" alt="">京公网安备11010502030001号</a></footer>',
    bad='<footer><a href="https://beian.miit.gov.cn/">京ICP备2021009999号-1</a></footer>',
)

_MONTH = timedelta(days=30)
_SURELY_30_WORKING_DAYS = timedelta(days=60)
"""30 working days never take longer, whatever holidays lie between."""


def judge_page(page: PageEvidence, context: RuleContext) -> Iterator[Fault | Unmeasured | NotApplicable]:
    """Fail when no number is shown in any form, as gravely as the known dates tell; other rungs have their own rules."""
    match page.psb_presence:
        case Presence.SHOWN:
            return
        case Presence.MISSING:
            yield _missing(page, context)
        case Presence.NEEDS_RENDERING:
            yield Unmeasured("needs-rendering")
        case Presence.NEAR_MISS | Presence.HIDDEN | Presence.UNREADABLE | Presence.ELSEWHERE as rung:
            yield NotApplicable(rung.value)
        case never:
            assert_never(never)


def _missing(page: PageEvidence, context: RuleContext) -> Fault:
    place = Place(selector=page.footer.selector)
    filing = context.filing if isinstance(context.filing, Filing) else Filing()
    html = registered_psb_html(context)
    nature = context.site.nature or filing.nature
    approved_on = context.site.psb_on or filing.psb_on
    opened_on = context.site.first_filed_on or filing.first_filed_on or filing.opened_on
    if nature == "个人":
        return Fault("missing-individual", html=html, place=place)
    if registered_psb(context) or approved_on:
        fault, details = _with_number(approved_on, context.today)
        return Fault(fault, html=html, details=details, place=place)
    if opened_on:
        last_day = opened_on + _MONTH
        return Fault(
            "missing-time-to-apply" if context.today <= last_day else "missing-maybe-in-review",
            details={"opened_on": f"{opened_on}", "last_day": f"{last_day}"},
            place=place,
        )
    return Fault("missing-nothing-known", confidence=None if nature else Confidence.LOW, place=place)


def _with_number(approved_on: date | None, today: date) -> tuple[str, dict[str, str]]:
    """The fault of a site that was given a number, and what fills its message."""
    if approved_on is None or today > approved_on + _SURELY_30_WORKING_DAYS:
        return "missing-with-number", {}
    last_day = approved_on + _MONTH
    fault = "missing-newly-approved" if today <= last_day else "missing-past-30-days"
    return fault, {"approved_on": f"{approved_on}", "last_day": f"{last_day}"}
