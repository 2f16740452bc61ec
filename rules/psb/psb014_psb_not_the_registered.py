"""The page shows another public-security number than the one that is registered for the site."""

from collections.abc import Iterator

from icplint.rule_api import (
    Confidence,
    Fault,
    FaultInfo,
    Need,
    NotApplicable,
    NumberMatch,
    PageEvidence,
    RuleContext,
    RuleInfo,
    Severity,
    Thing,
    Unmeasured,
    Without,
    law,
    match_psb,
    own_psb,
    register_gap,
    registered_psb,
    registered_psb_html,
    text,
)

INFO = RuleInfo(
    id="PSB014",
    name="psb-not-the-registered",
    title=text(en="The public-security number is not the registered one", zh="公安联网备案号与登记的不一致"),
    why=text(
        en="Whoever looks the number up finds another site's filing or none. Providers check that the right number "
        "is shown.",
        zh="据此查询到的是其他网站的备案，或查询不到。接入服务提供者会核查所示编号是否正确。",
    ),
    fix=text(
        en="Replace it by {registered}; if the list or the register is wrong, correct it there.",
        zh="改为 {registered}；如清单或登记数据有误，请先更正。",
    ),
    faults={
        "other-number": FaultInfo(
            severity=Severity.ERROR,
            message=text(
                en="The page shows {number}, but {registered} is registered for the site",
                zh="页面所示为 {number}，而本网站登记的是 {registered}",
            ),
        ),
    },
    since="0.1.0",
    about=(Thing.PSB,),
    without=Without.PSB_RUNG,
    needs=(Need.HTML, Need.REGISTER),
    sources=(law("PROVIDER-CHECKS", "psb-shown"), law("MPS-PLATFORM", "number-form")),
    good='<footer><a href="https://beian.mps.gov.cn/#/query/webSearch?code=11010502030001"><img src="/ga.png" alt="">京公网安备11010502030001号</a></footer>',
)


def judge_page(page: PageEvidence, context: RuleContext) -> Iterator[Fault | Unmeasured | NotApplicable]:
    """Fail when none of the shown numbers is the registered one."""
    shown = own_psb(page)
    known = registered_psb(context)
    if not shown:
        yield NotApplicable(page.psb_presence.value)
    elif known is None:
        # That a domain has no ICP filing says nothing of its filing with the police.
        yield register_gap(context) or Unmeasured("not-offered:register-field")
    elif not known.numbers:
        yield Unmeasured("registered-number-unreadable")
    elif match_psb(shown, known) is NumberMatch.DIFFERENT:
        number = shown[0]
        yield Fault(
            "other-number",
            about=number,
            html=registered_psb_html(context, number.icon),
            details={"number": number.number, "registered": known.written},
            # The police file a sub-domain by itself, too.
            confidence=Confidence.LOW if known.of_parent else None,
        )
