"""A licence for internet news is not well formed."""

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
    id="LIC004",
    name="licence-news-malformed",
    title=text(en="The number of the news licence is malformed", zh="互联网新闻信息服务许可证编号格式有误"),
    why=text(
        en="A number that is not written as it was issued cannot be looked up. How it is written was gathered from "
        "public pages. That it is to stand in a conspicuous place is said of the rules on internet news, whose text was not read.",
        zh="与核发内容不一致的编号无法查询核对。编号写法由公开网页归纳。据称互联网新闻信息服务的管理规定要求在明显位置明示，原文未核实。",
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
        law("LICENCE-NUMBERS", "news"),
        law("NEWS-RULES", "display"),
    ),
    good="<footer>互联网新闻信息服务许可证编号：11220180008</footer>",
    bad="<footer>互联网新闻信息服务许可证编号：1122018</footer>",
)

_KINDS = ("互联网新闻信息服务许可证",)


def judge_page(page: PageEvidence, context: RuleContext) -> Iterator[Fault | NotApplicable]:
    """Fail for each number of these kinds in the footer that is not written as such numbers are."""
    if not shown_licences(page, _KINDS):
        yield NotApplicable("no-licence")
    for one in faulty_licences(page, context, _KINDS):
        yield Fault(one.fault, about=one.licence, details={"kind": one.licence.kind, "form": one.form})
