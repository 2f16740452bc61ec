"""A joke filing stands on the page."""

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
    law,
    text,
)

INFO = RuleInfo(
    id="ICP014",
    name="icp-parody",
    title=text(en="A joke filing stands on the page", zh="页面标有娱乐性质的“备案”"),
    why=text(
        en="Joke registers (萌, 茶, 蛙 …) give out numbers that look like filings. They are no filing and never count as "
        "one; beside the police badge or an official link they can be taken for one.",
        zh="萌、茶、蛙等字样的“备案”由爱好者发放，不是备案编号，核查时不予认可；若配有备案编号图标或官方链接，还可能使访问者误认。",
    ),
    fix=text(
        en="Keep it apart from the filing numbers, without the badge or official links; show the site's own number.",
        zh="与备案编号分开，不使用备案编号图标和官方链接；本网站的备案编号另行标明。",
    ),
    faults={
        "parody": FaultInfo(
            severity=Severity.INFO,
            message=text(
                en="“{raw}” is a joke filing and does not count", zh="“{raw}”不是备案编号，核查时不予计入"
            ),
        ),
        "wears-badge": FaultInfo(
            severity=Severity.WARNING,
            message=text(
                en="“{raw}” is a joke filing, yet wears the badge or an official link",
                zh="“{raw}”不是备案编号，却配有备案编号图标或官方链接",
            ),
        ),
    },
    since="0.1.0",
    about=(Thing.PARODY,),
    without="no-parody",
    sources=(law("MIIT-PLATFORM", "number-form"),),
    good='<footer><a href="https://beian.miit.gov.cn/">京ICP备2021009999号-1</a></footer>',
    bad='<footer><a href="https://icp.gov.moe/?keyword=20250001">萌ICP备20250001号</a></footer>',
)


def judge_page(page: PageEvidence, context: RuleContext) -> Iterator[Fault | NotApplicable]:  # noqa: ARG001 - the shape of a rule
    """Fail for each joke filing that a reader sees."""
    seen = [one for one in page.evidence.parodies if one.visible]
    if not seen:
        yield NotApplicable("no-parody")
    for one in {parody.raw: parody for parody in reversed(seen)}.values():
        yield Fault("wears-badge" if one.wears_badge else "parody", about=one)
