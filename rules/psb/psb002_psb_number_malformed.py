"""What stands there was meant as a public-security number and is none, or is written wrongly."""

from collections.abc import Iterator

from icplint.rule_api import (
    Confidence,
    Fault,
    FaultInfo,
    NearMiss,
    NotApplicable,
    PageEvidence,
    PsbNumber,
    RuleContext,
    RuleInfo,
    Severity,
    Text,
    Thing,
    Without,
    faulty_psb,
    law,
    malformed,
    near_miss_confidence,
    own_psb,
    placeholders,
    psb_html,
    registered_psb,
    registered_psb_html,
    text,
)


def _fault(severity: Severity, en: str, zh: str) -> FaultInfo:
    return FaultInfo(severity=severity, message=text(en=f"“{{raw}}”: {en}", zh=f"页面所示“{{raw}}”{zh}"))


def _sample(en: str, zh: str) -> FaultInfo:
    return FaultInfo(
        severity=Severity.ERROR,
        message=text(
            en=f"“{{raw}}” was never filled in: {en}", zh=f"页面所示“{{raw}}”未替换为本网站的编号：{zh}"
        ),
    )


INFO = RuleInfo(
    id="PSB002",
    name="psb-number-malformed",
    title=text(en="The public-security number is malformed", zh="公安联网备案号格式有误"),
    why=text(
        en="A number is the province sign, 公网安备, 14 digits and 号. Written otherwise it cannot be looked up on the "
        "platform, and a checker may count it as wrong or not shown.",
        zh="公安联网备案号由省份简称、“公网安备”、14 位数字和“号”组成。与此不符的编号无法在平台查询核对，核查时可能按悬挂错误或未标明处理。",
    ),
    fix=text(
        en="Write the number exactly as the platform gives it: {meant}.",
        zh="按平台下发的内容书写：{meant}。",
    ),
    faults={
        "placeholder-x": _sample("the digits are X", "数字处为 X"),
        "placeholder-zero": _sample("the digits are zeros", "数字处为 0"),
        "placeholder-run": _sample("the digits count up", "数字为 12345678 之类的顺序数"),
        "placeholder-brackets": _sample("a blank to fill in is left", "仍是待填写的占位文字"),
        "placeholder-empty": _sample("the label has no number behind it", "只有名称，没有编号"),
        "digits": _fault(Severity.ERROR, "the number of digits is wrong", "的数字位数不符合编号规则"),
        "wangbei-transposed": _fault(
            Severity.WARNING, "the words should read 公网安备", "的文字有误，应为“公网安备”"
        ),
        "positions-7-8": FaultInfo(
            severity=Severity.WARNING,
            confidence=Confidence.MEDIUM,
            message=text(
                en="“{raw}”: digits 7 and 8 should be 02, as they are in every number known so far",
                zh="页面所示“{raw}”的第 7、8 位数字不是 02，与已知编号均不相同，可能有误",
            ),
        ),
        "region-missing": _fault(Severity.WARNING, "the province sign is missing", "缺少省份简称"),
    },
    since="0.1.0",
    about=(Thing.PSB, Thing.NEAR_MISS),
    without=Without.PSB_RUNG,
    sources=(law("MPS-PLATFORM", "number-form"), law("PROVIDER-CHECKS", "psb-shown")),
    good='<footer><a href="https://beian.mps.gov.cn/#/query/webSearch?code=11010502030001"><img src="/ga.png" alt="">京公网安备11010502030001号</a></footer>',
    bad='<footer><img src="/ga.png" alt="">京公网安备1101050203000112号</footer>',
)

_AS_GIVEN = text(en="see the platform's notice", zh="以平台查询结果为准")
_LEGACY = "legacy-"
_LABEL = "label-variant"
_UNSURE = "positions-7-8"
"""What was meant cannot be told from the writing."""


def judge_page(page: PageEvidence, context: RuleContext) -> Iterator[Fault | NotApplicable]:
    """Fail for each writing with a fault of this rule, by its gravest one; legacy forms belong to another rule."""
    failed = (*placeholders(page, "psb"), *malformed(page, "psb"))
    if not failed and not own_psb(page):
        yield NotApplicable(page.psb_presence.value)
    for miss in failed:
        if name := _gravest(miss.faults):
            yield _told(name, miss, context, near_miss_confidence(page, "psb"))
    for number in faulty_psb(page):
        if name := _gravest(number.faults):
            yield _told(name, number, context, None)


def _gravest(faults: tuple[str, ...]) -> str | None:
    """The gravest fault of this rule. Behind a label of its own a sign is seldom written: that is style."""
    if any(fault.startswith(_LEGACY) for fault in faults):
        return None
    judged = [fault for fault in faults if fault in INFO.faults]
    return next((fault for fault in judged if fault != "region-missing" or _LABEL not in faults), None)


def _told(
    name: str, about: NearMiss | PsbNumber, context: RuleContext, confidence: Confidence | None
) -> Fault:
    known = registered_psb(context)
    html = registered_psb_html(context, about.icon)
    meant = known.written if known and known.numbers else None
    if meant is None and isinstance(about, PsbNumber) and about.meant and name != _UNSURE:
        meant = about.meant
        html = psb_html(meant, about.digits, about.icon)
    details: dict[str, str | Text] = {"meant": meant or _AS_GIVEN}
    return Fault(name, about=about, html=html, details=details, confidence=confidence)
