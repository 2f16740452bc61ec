"""The digits of the public-security number belong to another province than its sign."""

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
    psb_html,
    text,
)

INFO = RuleInfo(
    id="PSB004",
    name="psb-region-mismatch",
    title=text(
        en="Sign and digits of the public-security number belong to different provinces",
        zh="公安联网备案号的省份简称与数字不符",
    ),
    why=text(
        en="The first two digits are the code of the province whose sign stands before 公网安备. Where the two differ, "
        "the number was mostly left over from a template or typed by hand. The police write 川, 贵 and 甘 where ICP "
        "numbers have 蜀, 黔 and 陇.",
        zh="编号前两位数字是省级行政区划代码，应与“公网安备”前的省份简称一致。两者不符多为模板遗留或手工误写。"
        "公安联网备案号使用川、贵、甘，而 ICP 备案编号使用蜀、黔、陇。",
    ),
    fix=text(
        en="Compare the number with the platform's notice and copy it from there.",
        zh="与平台下发的编号核对，并按其原样填写。",
    ),
    faults={
        "region-mismatch": FaultInfo(
            severity=Severity.ERROR,
            message=text(
                en="{number}: the digits begin with {code}, which is not the code of {sign}",
                zh="{number} 的数字以 {code} 开头，不是“{sign}”的行政区划代码",
            ),
        ),
        "region-sign-alias": FaultInfo(
            severity=Severity.WARNING,
            message=text(
                en="{number}: the police do not write {sign} for this province; the number is {meant}",
                zh="{number} 中的“{sign}”不是公安联网备案号所用的省份简称，应为 {meant}",
            ),
            fix=text(en="Write {meant}.", zh="改为 {meant}。"),
        ),
    },
    since="0.1.0",
    about=(Thing.PSB, Thing.NEAR_MISS),
    without=Without.PSB_RUNG,
    sources=(law("MPS-PLATFORM", "number-form"),),
    good='<footer><a href="https://beian.mps.gov.cn/#/query/webSearch?code=51010702000123"><img src="/ga.png" alt="">川公网安备51010702000123号</a></footer>',
    bad='<footer><a href="https://beian.mps.gov.cn/#/query/webSearch?code=33010802000123"><img src="/ga.png" alt="">京公网安备33010802000123号</a></footer>',
)

_LEGACY = "legacy-"


def judge_page(page: PageEvidence, context: RuleContext) -> Iterator[Fault | NotApplicable]:  # noqa: ARG001 - the shape of a rule
    """Fail for each number whose sign and digits disagree; a number of an old form belongs to another rule."""
    if not own_psb(page):
        yield NotApplicable(page.psb_presence.value)
    for number in faulty_psb(page):
        is_legacy = any(fault.startswith(_LEGACY) for fault in number.faults)
        name = next((fault for fault in number.faults if fault in INFO.faults), None)
        if name and not is_legacy:
            meant = number.meant or ""
            yield Fault(
                name,
                about=number,
                html=psb_html(meant, number.digits, number.icon) if meant else None,
                details={
                    "number": number.number,
                    "sign": number.province_sign or "",
                    "code": number.digits[:2],
                    "meant": meant,
                },
            )
