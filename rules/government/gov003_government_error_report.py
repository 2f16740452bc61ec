"""A government site has no link for reporting its errors (找错), or the link carries another site's code."""

from collections.abc import Iterator
from urllib.parse import quote

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
    known_codes,
    law,
    marks_of,
    text,
)

INFO = RuleInfo(
    id="GOV003",
    name="government-error-report",
    title=text(
        en="The link for reporting errors is missing or another site's",
        zh="未设置“我为政府网站找错”入口或标识码不一致",
    ),
    why=text(
        en="The guide for government websites (2017) is said to want the link in the footer; its wording was not verified. "
        "Its site_code tells which site the report is about: with another site's code the reports go astray.",
        zh="据称《政府网站发展指引》（国办发〔2017〕47号）要求在页面底部设置该入口，准确文字未核实。"
        "链接中的 site_code 用于识别网站，写成其他网站的标识码时，网民留言会转到其他网站。",
    ),
    fix=text(
        en="Put the link with this site's own code in the footer of the home page.",
        zh="在首页底部放置带有本网站标识码的“我为政府网站找错”链接。",
    ),
    faults={
        "missing": FaultInfo(
            severity=Severity.WARNING,
            confidence=Confidence.MEDIUM,
            message=text(
                en="No link for reporting errors (政府网站找错) was found on the home page",
                zh="核查时首页未发现“我为政府网站找错”入口",
            ),
        ),
        "other-code": FaultInfo(
            severity=Severity.WARNING,
            message=text(
                en="The link for reporting errors carries the code {linked}; the page gives {shown} as its own",
                zh="“我为政府网站找错”链接中的标识码为 {linked}，与页面所示网站标识码 {shown} 不一致",
            ),
        ),
    },
    since="0.1.0",
    where=Where.HOME,
    sources=(law("GOVERNMENT-GUIDE-2017", "footer"),),
    good='<footer>主办单位：石立市水利局　网站标识码：3300000099 <a href="https://zfwzgl.www.gov.cn/exposure/jiucuo.html?site_code=3300000099">'
    "政府网站找错</a></footer>",
    bad='<footer>主办单位：石立市水利局　网站标识码：3300000099 <a href="https://zfwzgl.www.gov.cn/exposure/jiucuo.html?site_code=4400000088">'
    "政府网站找错</a></footer>",
)

_ADDRESS = "https://zfwzgl.www.gov.cn/exposure/jiucuo.html"


def judge_page(page: PageEvidence, context: RuleContext) -> Iterator[Fault | NotApplicable]:
    """Fail where every link carries another code than the page's own, and on government sites without a link."""
    links = marks_of(page, MarkKind.ERROR_REPORT)
    own = known_codes(page)
    coded = [(link, link.code.lower()) for link in links if link.code]
    if coded and own and not any(code in own for _, code in coded):
        link, code = coded[0]
        shown = min(own)
        yield Fault(
            "other-code", about=link, html=_html(shown, page), details={"linked": code, "shown": shown}
        )
    elif links:
        return
    elif is_government(context):
        yield Fault(
            "missing",
            html=_html(min(own), page) if own else None,
            place=Place(selector=page.footer.selector),
        )
    else:
        yield NotApplicable("not-government")


def _html(code: str, page: PageEvidence) -> str:
    address = f"{_ADDRESS}?site_code={code}&amp;url={quote(page.url, safe='')}"
    return f'<a href="{address}" target="_blank">政府网站找错</a>'
