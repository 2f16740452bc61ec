"""The home page shows no public-security number in any form."""

from collections.abc import Iterator
from datetime import date
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
    Text,
    Unmeasured,
    Where,
    hanging_terms,
    last_day_to_apply,
    law,
    registered_psb,
    registered_psb_html,
    term_in_words,
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
                "on the home page (some sources count 30 working days, which end {term})",
                zh="公安联网备案于 {approved_on} 通过，已满 30 日，首页仍未标明编号（另有 30 个工作日的说法，{term}届满）",
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
    if approved_on:
        fault, details, due = _approved(approved_on, context.today)
        return Fault(fault, html=html, details=details, place=place, due=due)
    if registered_psb(context):
        return Fault("missing-with-number", html=html, place=place)
    if opened_on and "psb" not in filing.disputed:
        last_day = last_day_to_apply(opened_on)
        return Fault(
            "missing-time-to-apply" if context.today <= last_day else "missing-maybe-in-review",
            details={"opened_on": f"{opened_on}", "last_day": f"{last_day}"},
            place=place,
            due=last_day,
        )
    return Fault("missing-nothing-known", confidence=None if nature else Confidence.LOW, place=place)


def _approved(approved_on: date, today: date) -> tuple[str, dict[str, str | Text], date]:
    """The fault of a site whose police filing was approved, what fills its message, and the last day that it tells."""
    terms = hanging_terms(approved_on)
    by_days, by_working_days = terms.by_days, terms.by_working_days
    told: dict[str, str | Text] = {"approved_on": f"{approved_on}"}
    if today <= by_days:
        return "missing-newly-approved", {**told, "last_day": f"{by_days}"}, by_days
    # Until the last day on which the term may end, the number is not called late: the holidays may be unknown.
    if today <= by_working_days.latest:
        return (
            "missing-past-30-days",
            {**told, "term": term_in_words(by_working_days)},
            by_working_days.latest,
        )
    return "missing-with-number", {}, by_working_days.latest
