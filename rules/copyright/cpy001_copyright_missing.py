"""The home page shows no copyright notice."""

from collections.abc import Iterator

from icplint.rule_api import (
    Fault,
    FaultInfo,
    NotApplicable,
    PageEvidence,
    Place,
    RuleContext,
    RuleInfo,
    Severity,
    SourceOnPage,
    Unmeasured,
    Where,
    copyright_html,
    entities_of,
    is_public_body,
    law,
    own_notices,
    text,
)

INFO = RuleInfo(
    id="CPY001",
    name="copyright-missing",
    title=text(en="No copyright notice on the home page", zh="首页未标明版权所有"),
    why=text(
        en="No national law asks for a copyright notice. Some provinces (only Jiangsu is named) suggest or ask for one "
        "at the bottom of the site, with the filing entity as its owner.",
        zh="全国性规定未要求标明版权所有；部分省份（目前只见到江苏省）建议或要求在网站下方标明，且与备案主办单位名称一致。",
    ),
    fix=text(
        en="Put a copyright notice with the full name of the filing entity at the bottom of the page.",
        zh="在页面底部标明版权所有，并写明备案主办单位全称。",
    ),
    faults={
        "missing": FaultInfo(
            severity=Severity.INFO,
            message=text(
                en="No copyright notice was found at the bottom of the home page",
                zh="核查时首页底部未发现版权所有信息",
            ),
        ),
        "missing-suggested": FaultInfo(
            severity=Severity.WARNING,
            message=text(
                en="No copyright notice was found at the bottom of the home page; providers say that {province} suggests one",
                zh="核查时首页底部未发现版权所有信息；据接入服务提供者说明，{province}建议网站下方标明版权所有",
            ),
        ),
    },
    since="0.1.0",
    where=Where.HOME,
    sources=(law("PROVIDER-CHECKS", "copyright"),),
    good="<footer>© 2024 示例科技有限公司 版权所有</footer>",
    bad='<footer><a href="https://beian.miit.gov.cn/">京ICP备2021009999号-1</a></footer>',
)


def judge_page(page: PageEvidence, context: RuleContext) -> Iterator[Fault | Unmeasured | NotApplicable]:
    """Fail when no notice is seen; a public body's line is 主办单位."""
    if own_notices(page):
        return
    if is_public_body(context) and page.evidence.organisers:
        yield NotApplicable("public-body")
    elif page.reading.needs_rendering or _is_written_by_script(page):
        yield Unmeasured("needs-rendering")
    else:
        names = entities_of(context)
        asked = context.profile.copyright
        yield Fault(
            "missing-suggested" if asked else "missing",
            html=copyright_html(names[0], None, context.today.year) if names else None,
            details={"province": context.profile.province or ""},
            place=Place(selector=page.footer.selector),
            severity=asked.severity if asked else None,
        )


def _is_written_by_script(page: PageEvidence) -> bool:
    """Whether scripts write the numbers, and so may write the notice beside them."""
    numbers = (*page.evidence.icp, *page.evidence.psb)
    return bool(numbers) and all(number.source is SourceOnPage.SCRIPT_LITERAL for number in numbers)
