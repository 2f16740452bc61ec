"""The owner in the copyright notice is not the filing entity."""

from collections.abc import Iterator

from icplint.rule_api import (
    Fault,
    FaultInfo,
    Need,
    NotApplicable,
    OwnerMatch,
    OwnerOnPage,
    PageEvidence,
    RuleContext,
    RuleInfo,
    Severity,
    Unmeasured,
    copyright_html,
    law,
    owner_on_page,
    text,
)

INFO = RuleInfo(
    id="CPY002",
    name="copyright-owner-mismatch",
    title=text(en="The copyright owner is not the filing entity", zh="版权所有者与备案主办单位不一致"),
    why=text(
        en="Some provinces (only Jiangsu is named) suggest that the copyright owner equals the filing entity, and providers "
        "check that content and filing agree. A name that differs in the company form alone (有限公司, "
        "有限责任公司) is not the filed name either.",
        zh="部分省份（目前只见到江苏省）建议版权所有者与备案主办单位名称一致，接入服务提供者也会核查网站内容与备案信息是否一致。"
        "仅组织形式不同（如有限公司与有限责任公司），也与备案主办单位名称不一致。",
    ),
    fix=text(
        en="Write the full name of the filing entity ({entity}); if the owner has changed, change the filing.",
        zh="改为备案主办单位全称（{entity}）；如主办单位已变更，请办理变更备案。",
    ),
    faults={
        "different": FaultInfo(
            severity=Severity.WARNING,
            strict=Severity.ERROR,
            message=text(
                en="The copyright owner is {owner}, the filing entity {entity}",
                zh="版权所有者为{owner}，备案主办单位为{entity}",
            ),
        ),
        "company-form": FaultInfo(
            severity=Severity.WARNING,
            strict=Severity.ERROR,
            message=text(
                en="The copyright owner is {owner}, the filing entity {entity}: only the company form differs",
                zh="版权所有者为{owner}，备案主办单位为{entity}，仅组织形式不同",
            ),
        ),
    },
    since="0.1.0",
    needs=(Need.HTML, Need.ENTITY),
    sources=(law("PROVIDER-CHECKS", "copyright"), law("PROVIDER-CHECKS", "content-holder")),
    good="<footer>© 2024 示例科技有限公司 版权所有</footer>",
)

_FAULTS = {OwnerMatch.DIFFERENT: "different", OwnerMatch.COMPANY_FORM: "company-form"}


def judge_page(page: PageEvidence, context: RuleContext) -> Iterator[Fault | Unmeasured | NotApplicable]:
    """Fail when the owner that comes nearest to the entity is still another one."""
    found = owner_on_page(page, context)
    if not isinstance(found, OwnerOnPage):
        yield found
    elif fault := _FAULTS.get(found.comparison.match):
        notice = found.notice
        yield Fault(
            fault,
            about=notice,
            html=copyright_html(found.entity, notice.first_year, context.today.year),
            details={"owner": found.owner, "entity": found.entity},
        )
