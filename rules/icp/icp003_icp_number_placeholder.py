"""The ICP number is a sample that nobody replaced by the site's own."""

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
    Stranger,
    Thing,
    Without,
    icp_html,
    law,
    near_miss_confidence,
    placeholders,
    strangers_numbers,
    text,
)


def _sample(en: str, zh: str) -> FaultInfo:
    return FaultInfo(
        severity=Severity.ERROR,
        message=text(
            en=f"“{{raw}}” was never filled in: {en}", zh=f"页面所示“{{raw}}”未替换为本网站的编号：{zh}"
        ),
    )


INFO = RuleInfo(
    id="ICP003",
    name="icp-number-placeholder",
    title=text(en="The ICP number is a template's sample", zh="ICP 备案编号是模板示例"),
    why=text(
        en="Templates come with a sample number. Left as it is, the page shows no number of this site, or a number "
        "that belongs to somebody else; a checker counts it as not shown or as wrong.",
        zh="网站模板自带示例编号。若未替换，页面上就没有本网站的编号，或者显示的是他人的编号，核查时按未标明或悬挂错误处理。",
    ),
    fix=text(
        en="Replace the sample by this site's own filing number.",
        zh="将示例内容替换为本网站的备案编号。",
    ),
    faults={
        "placeholder-x": _sample("the digits are X", "数字处为 X"),
        "placeholder-zero": _sample("the digits are zeros", "数字处为 0"),
        "placeholder-run": _sample("the digits count up", "数字为 12345678 之类的顺序数"),
        "placeholder-brackets": _sample("a blank to fill in is left", "仍是待填写的占位文字"),
        "placeholder-empty": _sample("the label has no number behind it", "只有名称，没有编号"),
        "famous-number": FaultInfo(
            severity=Severity.WARNING,
            confidence=Confidence.MEDIUM,
            message=text(
                en="{number} is known as a number of {holder}, and {domain} is not known as its domain",
                zh="{number} 是{holder}的编号，而 {domain} 不是已知的{holder}域名，可能是模板遗留",
            ),
        ),
        "famous-number-of-another": FaultInfo(
            severity=Severity.ERROR,
            message=text(
                en="{number} is known as a number of {holder}, but the site belongs to {entity}",
                zh="{number} 是{holder}的编号，而本网站的主办单位为{entity}",
            ),
        ),
    },
    since="0.1.0",
    about=(Thing.OWN_ICP, Thing.NEAR_MISS),
    without=Without.ICP_RUNG,
    sources=(law("SC-292", "12"), law("PROVIDER-CHECKS", "number-shown")),
    good='<footer><a href="https://beian.miit.gov.cn/">京ICP备2021009999号-1</a></footer>',
    bad='<footer><a href="https://beian.miit.gov.cn/">京ICP备XXXXXXXX号-1</a></footer>',
)


def judge_page(page: PageEvidence, context: RuleContext) -> Iterator[Fault | NotApplicable]:
    """Fail for each sample, and for a famous site's number on a domain that is not known as its holder's."""
    samples = placeholders(page, "icp")
    if not samples and not page.own_icp:
        yield NotApplicable(page.icp_presence.value)
    own = context.site.icp
    for sample in samples:
        if sample.faults[0] in INFO.faults:
            yield Fault(
                sample.faults[0],
                about=sample,
                html=icp_html(own) if own else None,
                confidence=near_miss_confidence(page, "icp"),
            )
    for stranger in strangers_numbers(page, context):
        yield _famous(stranger, own, context.domain)


def _famous(stranger: Stranger, own: str | None, domain: str) -> Fault:
    details = {"number": stranger.number.number, "holder": stranger.holder, "domain": domain}
    html = icp_html(own) if own else None
    if stranger.entity is None:
        return Fault("famous-number", about=stranger.number, html=html, details=details)
    return Fault(
        "famous-number-of-another",
        about=stranger.number,
        html=html,
        details={**details, "entity": stranger.entity},
    )
