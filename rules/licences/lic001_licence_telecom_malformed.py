"""A telecom licence number (ICP证, B2, 合字) is not well formed."""

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
    faulty_telecom,
    law,
    telecom_licences,
    text,
)

INFO = RuleInfo(
    id="LIC001",
    name="licence-telecom-malformed",
    title=text(en="The telecom licence number is malformed", zh="增值电信业务经营许可证编号格式有误"),
    why=text(
        en="A licence number that is not written as it was issued cannot be looked up. Behind the classes (B2, A2.B1.B2) "
        "stand 8 digits that begin with the year, behind ICP证 6 digits and 号; so sites write them, the issuing "
        "authority's own rule was not read.",
        zh="与核发内容不一致的编号无法查询核对。业务类别（B2、A2.B1.B2）后为以年份开头的 8 位数字，“ICP证”后为 6 位数字和“号”；"
        "该写法由公开网页归纳，未见核发机关的编号规则。",
    ),
    fix=text(
        en="Write the number exactly as it stands on the licence, such as 粤B2-20090059 or 京ICP证030173号.",
        zh="按许可证所载书写，例如“粤B2-20090059”“京ICP证030173号”。",
    ),
    faults={
        "digits": FaultInfo(
            severity=Severity.WARNING,
            message=text(
                en="“{raw}”: the number of digits is wrong", zh="页面所示“{raw}”的数字位数不符合编号写法"
            ),
        ),
        "year-in-future": FaultInfo(
            severity=Severity.WARNING,
            message=text(en="“{raw}”: its year lies in the future", zh="页面所示“{raw}”的年份晚于当前年份"),
        ),
        "writing": FaultInfo(
            severity=Severity.WARNING,
            message=text(
                en="“{raw}” is not written as a telecom licence number is",
                zh="页面所示“{raw}”不符合增值电信业务经营许可证编号的写法",
            ),
        ),
    },
    since="0.1.0",
    about=(Thing.LICENCE_NUMBER, Thing.NEAR_MISS),
    without="no-licence",
    sources=(law("SC-292", "12"), law("LICENCE-NUMBERS", "telecom")),
    good="<footer>增值电信业务经营许可证：粤B2-20090059</footer>",
    bad="<footer>增值电信业务经营许可证：粤B2-2009059</footer>",
)


def judge_page(page: PageEvidence, context: RuleContext) -> Iterator[Fault | NotApplicable]:
    """Fail for each telecom licence that cannot be right."""
    faulty = faulty_telecom(page, context)
    if not faulty and not telecom_licences(page):
        yield NotApplicable("no-licence")
    for shown, fault in faulty:
        yield Fault(fault, about=shown)
