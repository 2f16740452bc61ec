"""A certificate or filing for drug and device information is not well formed."""

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
    id="LIC006",
    name="licence-medical-malformed",
    title=text(en="The number for drug or device services is malformed", zh="药品、医疗器械类编号格式有误"),
    why=text(
        en="A number that is not written as it was issued cannot be looked up. How it is written was gathered from "
        "public pages. The measures for drug information ask for the certificate's number on the home page (read in a copy); since 2021 filing numbers are common, and both forms pass.",
        zh="与核发内容不一致的编号无法查询核对。编号写法由公开网页归纳。互联网药品信息服务的管理办法要求在主页标注证书编号（转载所见）；2021 年起常见备案编号，两种写法均可。",
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
        "year-in-future": FaultInfo(
            severity=Severity.INFO,
            message=text(en="“{raw}”: its year lies in the future", zh="页面所示“{raw}”的年份晚于当前年份"),
        ),
    },
    since="0.1.0",
    about=(Thing.OTHER_LICENCE,),
    without="no-licence",
    sources=(
        law("DRUG-INFORMATION", "display"),
        law("LICENCE-NUMBERS", "medical"),
    ),
    good="<footer>（京）网药械信息备字（2021）第00159号</footer>",
    bad="<footer>（京）网药械信息备字（21）第00159号</footer>",
)

_KINDS = (
    "互联网药品信息服务资格证书",
    "药品医疗器械网络信息服务备案",
    "医疗器械网络交易服务第三方平台备案",
)


def judge_page(page: PageEvidence, context: RuleContext) -> Iterator[Fault | NotApplicable]:
    """Fail for each number of these kinds in the footer that is not written as such numbers are."""
    if not shown_licences(page, _KINDS):
        yield NotApplicable("no-licence")
    for one in faulty_licences(page, context, _KINDS):
        yield Fault(one.fault, about=one.licence, details={"kind": one.licence.kind, "form": one.form})
