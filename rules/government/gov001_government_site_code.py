"""A government site's code (网站标识码) is missing or malformed."""

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
    is_government,
    is_site_code,
    known_codes,
    law,
    marks_of,
    shown_codes,
    text,
)

INFO = RuleInfo(
    id="GOV001",
    name="government-site-code",
    title=text(en="The site's code is missing or malformed", zh="网站标识码缺失或格式有误"),
    why=text(
        en="The guide for government websites (2017) is said to want the site's code in the footer; its wording was not "
        "verified. Known codes have 10 digits, or bm and 8 digits.",
        zh="据称《政府网站发展指引》（国办发〔2017〕47号）要求在页面底部列明网站标识码，准确文字未核实。"
        "常见标识码为 10 位数字，或“bm”加 8 位数字。",
    ),
    fix=text(
        en="Write 网站标识码： and the code as it was given to the site, in the footer of the home page.",
        zh="在首页底部写明“网站标识码：”及核发的标识码。",
    ),
    faults={
        "missing": FaultInfo(
            severity=Severity.WARNING,
            confidence=Confidence.MEDIUM,
            message=text(en="No 网站标识码 was found on the home page", zh="核查时首页未发现网站标识码"),
        ),
        "only-in-head": FaultInfo(
            severity=Severity.INFO,
            message=text(
                en="The code {code} stands in the page's head (SiteIDCode) alone, where no reader sees it",
                zh="网站标识码 {code} 只写在网页头部（SiteIDCode），页面上不可见",
            ),
        ),
        "malformed": FaultInfo(
            severity=Severity.WARNING,
            confidence=Confidence.MEDIUM,
            message=text(
                en="“{raw}”: known codes have 10 digits, or bm and 8 digits",
                zh="页面所示“{raw}”与网站标识码的常见写法不一致（10 位数字，或“bm”加 8 位数字）",
            ),
        ),
        "empty": FaultInfo(
            severity=Severity.WARNING,
            message=text(en="Nothing stands behind “{raw}”", zh="页面所示“{raw}”后没有内容"),
        ),
    },
    since="0.1.0",
    where=Where.HOME,
    sources=(law("GOVERNMENT-GUIDE-2017", "footer"),),
    good="<footer>主办单位：石立市水利局　网站标识码：3300000099</footer>",
    bad="<footer>主办单位：石立市水利局　网站标识码：33000099</footer>",
)


def judge_page(page: PageEvidence, context: RuleContext) -> Iterator[Fault | NotApplicable]:
    """Fail for a code that is none wherever one stands, and on government sites for no code; one right copy suffices."""
    shown = shown_codes(page)
    if any(is_site_code(one.code) for one in shown):
        return
    known = sorted(known_codes(page))
    if shown:
        yield Fault(
            "malformed" if shown[0].code else "empty", about=shown[0], html=_line(known[0]) if known else None
        )
    elif not is_government(context):
        yield NotApplicable("not-government")
    elif known:
        yield Fault(
            "only-in-head",
            html=_line(known[0]),
            details={"code": known[0]},
            place=Place(selector=page.footer.selector),
        )
    else:
        reported = [one.code for one in marks_of(page, MarkKind.ERROR_REPORT) if is_site_code(one.code)]
        yield Fault(
            "missing",
            html=_line(reported[0]) if reported and reported[0] else None,
            place=Place(selector=page.footer.selector),
        )


def _line(code: str) -> str:
    return f"<span>网站标识码：{code}</span>"
