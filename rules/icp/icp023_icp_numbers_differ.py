"""Two different filing numbers claim the same site."""

from collections.abc import Iterator

from icplint.rule_api import (
    Confidence,
    Fault,
    FaultInfo,
    NotApplicable,
    NumberKind,
    PageEvidence,
    Role,
    RuleContext,
    RuleInfo,
    Severity,
    Thing,
    law,
    text,
)

INFO = RuleInfo(
    id="ICP023",
    name="icp-numbers-differ",
    title=text(en="Two different ICP numbers stand in the footer", zh="页面底部有两个不同的 ICP 备案编号"),
    why=text(
        en="A site has one filing number. A second one mostly is left over from a template, a move or another domain; "
        "a licence number beside a filing number is no second one.",
        zh="一个网站只有一个备案编号。另一个编号多为模板、迁移或其他域名的遗留；经营许可证编号与备案编号并列不在此列。",
    ),
    fix=text(
        en="Keep the number that the filing system gives for this domain.",
        zh="保留备案管理系统中本域名对应的编号，去除另一个。",
    ),
    faults={
        "differ": FaultInfo(
            severity=Severity.INFO,
            confidence=Confidence.MEDIUM,
            message=text(
                en="Both {first} and {second} stand in the footer",
                zh="页面底部同时标有 {first} 和 {second}",
            ),
        ),
    },
    since="0.1.0",
    about=(Thing.OWN_ICP,),
    without="no-filing-number",
    sources=(law("PROVIDER-CHECKS", "site-number"),),
    good='<footer><a href="https://beian.miit.gov.cn/">京ICP备2021009999号-1</a></footer>',
    bad="<footer>京ICP备2021009999号-1 京ICP备2019001234号-1</footer>",
)


def judge_page(page: PageEvidence, context: RuleContext) -> Iterator[Fault | NotApplicable]:  # noqa: ARG001 - the shape of a rule
    """Fail when own filing numbers of two subjects, or with two counters, stand in the footer."""
    filings = [
        one
        for one in page.own_icp
        if one.kind is NumberKind.FILING and one.in_footer and one.role is Role.OWN
    ]
    if not filings:
        yield NotApplicable("no-filing-number")
        return
    first = filings[0]
    for other in filings[1:]:
        same_subject = other.subject == first.subject
        if not same_subject or (other.suffix != first.suffix and None not in (other.suffix, first.suffix)):
            yield Fault("differ", about=other, details={"first": first.number, "second": other.number})
            return
