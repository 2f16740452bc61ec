"""A declared news or community site has no link to a centre for reporting unlawful content.

A site declares the trade by one of the tags in the option `tags` (the list's column 标签), or all sites of a
run do by `every_site`.
"""

from collections.abc import Iterator

from icplint.rule_api import (
    Confidence,
    Fault,
    FaultInfo,
    MarkKind,
    NotApplicable,
    PageEvidence,
    Place,
    RuleContext,
    RuleInfo,
    Severity,
    Where,
    declares_business,
    law,
    marks_of,
    text,
)

INFO = RuleInfo(
    id="LIC010",
    name="licence-report-hotline",
    title=text(en="No link for reporting unlawful content", zh="首页未链接违法和不良信息举报中心"),
    why=text(
        en="Sites with news or users' posts usually link to https://www.12377.cn/ or to their province's centre. The "
        "Cyberspace Administration is said to ask for it; no text was read.",
        zh="新闻、论坛类网站通常链接至 https://www.12377.cn/ 或本地举报中心。据称属网信部门要求，原文未核实。",
    ),
    fix=text(
        en="Put a link to https://www.12377.cn/, beside the site's own telephone and mail for reports, at the bottom of the "
        "home page.",
        zh="在首页底部链接 https://www.12377.cn/，并列出本网站的举报电话和邮箱。",
    ),
    faults={
        "missing": FaultInfo(
            severity=Severity.INFO,
            confidence=Confidence.MEDIUM,
            message=text(
                en="The site is declared a news or community site, and the home page offers no way to report unlawful content",
                zh="本网站标注为新闻或社区网站，核查时首页未发现违法和不良信息举报入口",
            ),
        ),
        "link-missing": FaultInfo(
            severity=Severity.INFO,
            confidence=Confidence.MEDIUM,
            message=text(
                en="The footer speaks of reports (举报), and links to no report centre",
                zh="页面底部有举报信息，未链接举报中心",
            ),
        ),
    },
    since="0.1.0",
    where=Where.HOME,
    options={
        "tags": ("news", "新闻", "forum", "论坛", "community", "社区"),
        "every_site": False,
    },
    sources=(law("NEWS-RULES", "report"),),
    good='<footer><a href="https://www.12377.cn/">违法和不良信息举报中心</a></footer>',
)

_WORD = "举报"
_LINK = '<a href="https://www.12377.cn/" rel="noreferrer" target="_blank">违法和不良信息举报中心</a>'


def judge_page(page: PageEvidence, context: RuleContext) -> Iterator[Fault | NotApplicable]:
    """Fail for a declared site without a link to a report centre."""
    if not declares_business(context):
        yield NotApplicable("not-declared")
    elif not marks_of(page, MarkKind.REPORT_CENTRE):
        yield Fault(
            "link-missing" if _WORD in page.footer.text else "missing",
            html=_LINK,
            place=Place(selector=page.footer.selector),
        )
