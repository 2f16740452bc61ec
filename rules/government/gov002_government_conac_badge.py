"""A public body's site does not wear the badge of 党政机关 or 事业单位."""

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
    is_institution,
    law,
    marks_of,
    text,
)

INFO = RuleInfo(
    id="GOV002",
    name="government-conac-badge",
    title=text(en="The badge of public bodies is missing", zh="未悬挂党政机关、事业单位网站标识"),
    why=text(
        en="The badge usually hangs at the bottom centre, linked to its page at bszs.conac.cn: the registry's instructions, as "
        "a third party tells them; the guide for government websites (2017) is said to list it too, its wording was not "
        "verified.",
        zh="标识一般悬挂于网站正下方，链接至 bszs.conac.cn 的核验页面，属标识管理机构的要求（第三方转述）；"
        "据称《政府网站发展指引》（国办发〔2017〕47号）也列有此项，准确文字未核实。",
    ),
    fix=text(
        en="Log in at CONAC, copy the site's own badge code and put it at the bottom of the home page.",
        zh="登录 CONAC 管理系统，复制本网站的标识代码，放置在首页底部。",
    ),
    faults={
        "missing": FaultInfo(
            severity=Severity.WARNING,
            confidence=Confidence.MEDIUM,
            message=text(
                en="No badge of 党政机关 was found on the home page", zh="核查时首页未发现党政机关网站标识"
            ),
        ),
        "missing-institution": FaultInfo(
            severity=Severity.INFO,
            confidence=Confidence.MEDIUM,
            message=text(
                en="No badge of 事业单位 was found on the home page", zh="核查时首页未发现事业单位网站标识"
            ),
        ),
    },
    since="0.1.0",
    where=Where.HOME,
    sources=(law("CONAC-BADGE", "place"), law("GOVERNMENT-GUIDE-2017", "footer")),
    good='<footer>主办单位：石立市水利局 <a href="https://bszs.conac.cn/sitename?method=show&amp;id=00000000000000000000000000000000">'
    '<img src="/red.png" alt="党政机关"></a></footer>',
)


def judge_page(page: PageEvidence, context: RuleContext) -> Iterator[Fault | NotApplicable]:
    """Fail for a government's or institution's home page without badge and loader."""
    if marks_of(page, MarkKind.CONAC):
        return
    place = Place(selector=page.footer.selector)
    if is_government(context):
        yield Fault("missing", place=place)
    elif is_institution(context):
        yield Fault("missing-institution", place=place)
    else:
        yield NotApplicable("not-public-body")
