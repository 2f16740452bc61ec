"""The public-security number is right, but oddly written."""

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
    Without,
    law,
    own_psb,
    psb_html,
    text,
)


def _fault(en: str, zh: str) -> FaultInfo:
    return FaultInfo(severity=Severity.INFO, message=text(en=f"“{{raw}}”: {en}", zh=f"页面所示“{{raw}}”{zh}"))


INFO = RuleInfo(
    id="PSB015",
    name="psb-number-style",
    title=text(en="The public-security number is oddly written", zh="公安联网备案号书写不规范"),
    why=text(
        en="The number can be told, yet it is not written as the platform's snippet writes it, and simple checking "
        "tools may miss it.",
        zh="编号可以辨认，但与平台提供的代码写法不同，简单的核查工具可能识别不到。",
    ),
    fix=text(en="Write {meant}.", zh="写作 {meant}。"),
    faults={
        "label-variant": _fault("other words than 公网安备 stand before the digits", "未使用“公网安备”字样"),
        "extra-hao": _fault("号 stands before the digits", "数字前多了“号”字"),
        "colon": _fault("a colon stands inside the number", "中间多了冒号"),
        "missing-hao": _fault("号 is missing at the end", "末尾缺少“号”字"),
        "zero-width": _fault("invisible characters stand inside the number", "中间有不可见字符"),
        "traditional": _fault("traditional characters (備, 號)", "使用了繁体字（備、號）"),
        "full-width": _fault("full-width characters", "使用了全角字符"),
        "inner-blanks": _fault("blanks stand inside the number", "中间有多余空格"),
    },
    since="0.1.0",
    about=(Thing.PSB,),
    without=Without.PSB_RUNG,
    sources=(law("MPS-PLATFORM", "snippet"), law("MPS-PLATFORM", "number-form")),
    good='<footer><a href="https://beian.mps.gov.cn/#/query/webSearch?code=11010502030001"><img src="/ga.png" alt="">京公网安备11010502030001号</a></footer>',
    bad='<footer><a href="https://beian.mps.gov.cn/#/query/webSearch?code=11010502030001"><img src="/ga.png" alt="">京公网安备：11010502030001</a></footer>',
)

_GOES_WITH_A_LABEL = "region-missing"


def judge_page(page: PageEvidence, context: RuleContext) -> Iterator[Fault | NotApplicable]:  # noqa: ARG001 - the shape of a rule
    """Fail for each number of which no copy is written well; where a graver rule speaks of it, that one suffices."""
    shown = own_psb(page)
    if not shown:
        yield NotApplicable(page.psb_presence.value)
    well = {number.digits for number in shown if not _oddities(number)}
    for number in {number.digits: number for number in reversed(shown) if number.digits not in well}.values():
        oddities = _oddities(number)
        meant = number.meant or number.number
        if all(oddity in INFO.faults for oddity in oddities):
            yield Fault(
                oddities[0],
                about=number,
                html=psb_html(meant, number.digits, number.icon),
                details={"meant": meant},
            )


def _oddities(number: PsbNumber) -> tuple[str, ...]:
    """What is odd or wrong about a writing, the gravest first. Behind a label the sign is seldom written."""
    faults = tuple(
        fault
        for fault in number.faults
        if fault != _GOES_WITH_A_LABEL or "label-variant" not in number.faults
    )
    return faults + tuple(oddity for oddity in number.style if oddity in INFO.faults)
