"""A licence for audiovisual programmes or broadcast production is not well formed."""

from collections.abc import Iterator

from icplint.rule_api import (
    Confidence,
    Fault,
    FaultInfo,
    NotApplicable,
    PageEvidence,
    RuleContext,
    RuleInfo,
    Severity,
    Thing,
    faulty_licences,
    law,
    shown_licences,
    text,
)

INFO = RuleInfo(
    id="LIC003",
    name="licence-audiovisual-malformed",
    title=text(en="The number of the audiovisual licence is malformed", zh="视听节目类许可证编号格式有误"),
    why=text(
        en="A number that is not written as it was issued cannot be looked up. How it is written was gathered from "
        "public pages. No text was read that asks for the number on the site.",
        zh="与核发内容不一致的编号无法查询核对。编号写法由公开网页归纳。未见要求在网站标明该编号的原文。",
    ),
    fix=text(
        en="Write the number exactly as it stands on the licence, in the manner of {form}.",
        zh="按许可证所载书写，写法如“{form}”。",
    ),
    faults={
        "form": FaultInfo(
            severity=Severity.INFO,
            confidence=Confidence.MEDIUM,
            message=text(
                en="“{raw}” is not written as a number of {kind} usually is",
                zh="页面所示“{raw}”与{kind}编号的常见写法不一致",
            ),
        ),
        "placeholder": FaultInfo(
            severity=Severity.INFO,
            message=text(
                en="“{raw}” is a sample of a number of {kind} that nobody filled in",
                zh="页面所示“{raw}”是未替换的{kind}编号示例",
            ),
        ),
    },
    since="0.1.0",
    about=(Thing.OTHER_LICENCE,),
    without="no-licence",
    sources=(
        law("LICENCE-NUMBERS", "audiovisual"),
        law("AUDIOVISUAL-RULES", "display"),
    ),
    good="<footer>信息网络传播视听节目许可证：0110516</footer>",
    bad="<footer>信息网络传播视听节目许可证：01105</footer>",
)

_KINDS = (
    "信息网络传播视听节目许可证",
    "广播电视节目制作经营许可证",
)


def judge_page(page: PageEvidence, context: RuleContext) -> Iterator[Fault | NotApplicable]:
    """Fail for each number of these kinds in the footer that is not written as such numbers are."""
    if not shown_licences(page, _KINDS):
        yield NotApplicable("no-licence")
    for one in faulty_licences(page, context, _KINDS):
        yield Fault(one.fault, about=one.licence, details={"kind": one.licence.kind, "form": one.form})
