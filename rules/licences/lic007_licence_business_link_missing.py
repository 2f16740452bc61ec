"""A shop's home page shows neither its business licence nor a link to it.

A site declares that it is a shop by one of the tags in the option `tags` (the list's column 标签), or all
sites of a run do by `every_site`. Without that, the rule speaks only where the words 营业执照 stand in the
footer and lead nowhere.
"""

from collections.abc import Iterator

from icplint.rule_api import (
    Confidence,
    Fault,
    FaultInfo,
    Filing,
    MarkKind,
    NotApplicable,
    OtherLicence,
    PageEvidence,
    Place,
    RuleContext,
    RuleInfo,
    Severity,
    Where,
    declares_business,
    law,
    marks_of,
    pattern,
    shown_licences,
    text,
)

INFO = RuleInfo(
    id="LIC007",
    name="licence-business-link-missing",
    title=text(en="No business licence, and no link to it", zh="首页未公示营业执照信息或链接"),
    why=text(
        en="E-Commerce Law (text of 2018-08-31), article 15: an e-commerce operator keeps its business-licence information, "
        "or a link to it, in a prominent place of the home page.",
        zh="《电子商务法》（2018-08-31 文本）第十五条：电子商务经营者应当在首页显著位置，持续公示营业执照信息或者其链接标识。",
    ),
    fix=text(
        en="Put the unified social credit code, or a link named 营业执照 to a picture of the licence, at the bottom of the "
        "home page.",
        zh="在首页底部公示统一社会信用代码，或者放置“营业执照”链接，指向执照图片或电子营业执照页面。",
    ),
    faults={
        "missing": FaultInfo(
            severity=Severity.WARNING,
            confidence=Confidence.MEDIUM,
            message=text(
                en="The site is declared a shop, and neither its business licence nor a link to it was found on the home "
                "page",
                zh="本网站标注为电子商务网站，核查时首页未发现营业执照信息或其链接",
            ),
        ),
        "not-linked": FaultInfo(
            severity=Severity.INFO,
            message=text(
                en="“{raw}” stands in the footer, but leads nowhere and gives no code",
                zh="页面底部“{raw}”没有链接，也未列出统一社会信用代码",
            ),
        ),
    },
    since="0.1.0",
    where=Where.HOME,
    options={"tags": ("e-commerce", "电商", "电子商务", "shop", "商城"), "every_site": False},
    sources=(law("ECOMMERCE-2018", "15"),),
    consequence=text(
        en="E-Commerce Law (text of 2018-08-31), article 76: an order to correct, and possibly a fine of up to 10,000 yuan.",
        zh="《电子商务法》（2018-08-31 文本）第七十六条：责令限期改正，可以处 1 万元以下罚款。",
    ),
    good='<footer><a href="/licence.html">营业执照</a></footer>',
    bad="<footer>营业执照</footer>",
)

_KIND = "营业执照"
_ALONE = pattern(r"(?:^|[\s|｜丨·•/])(?:工商|电子|企业|查看)?营业执照(?:公示|信息)?(?:$|[\s|｜丨·•/])")
"""The words as a footer's item, not as part of a sentence."""
_WITH_NUMBER = pattern(r"营业执照(?:注册号|编号|号码|号)?\s?[:：]?\s?[0-9A-Z]{13,18}")
"""The licence's number behind its name: 18 signs, or 13 to 15 digits of earlier years."""
_EXAMPLE = '<a href="/business-licence.html" target="_blank">营业执照</a>'


def judge_page(page: PageEvidence, context: RuleContext) -> Iterator[Fault | NotApplicable]:
    """Fail for a declared shop without the licence, and for words that lead nowhere."""
    shown = shown_licences(page, (_KIND,))
    words = [one for one in shown if _ALONE.search(one.snippet)]
    if marks_of(page, MarkKind.BUSINESS_LICENCE) or any(_informs(one) for one in shown):
        return
    nature = context.filing.nature if isinstance(context.filing, Filing) else None
    if words:
        yield Fault("not-linked", about=words[0], html=_EXAMPLE)
    elif not declares_business(context):
        yield NotApplicable("not-declared")
    elif "个人" in (context.site.nature, nature):
        yield NotApplicable("individual")
    else:
        yield Fault("missing", html=_EXAMPLE, place=Place(selector=page.footer.selector))


def _informs(licence: OtherLicence) -> bool:
    """Whether the licence is linked, or its number stands there."""
    return bool(licence.href or licence.number or _WITH_NUMBER.search(licence.snippet))
