"""The owner in the copyright notice is not the filing entity."""

from collections.abc import Iterator

from icplint.rule_api import (
    Choice,
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
    agreement_in_words,
    copyright_html,
    law,
    owner_on_page,
    shows_listed_entity,
    text,
)


class OwnerAsked(Choice):
    """What the option `owner` may be."""

    PRACTICE = "practice"
    STRICT = "strict"
    """Any other name than the filing entity's own is an error."""


_BESIDE = text(
    en="Name the filing entity ({entity}) in the notice, alone or beside the other.",
    zh="在版权所有处写明备案主办单位（{entity}），可与另一名称并列。",
)

INFO = RuleInfo(
    id="CPY002",
    name="copyright-owner-mismatch",
    title=text(en="The copyright owner is not the filing entity", zh="版权所有者与备案主办单位不一致"),
    why=text(
        en="Some provinces (only Jiangsu is named) suggest that the copyright owner equals the filing entity, and providers "
        "check that content and filing agree. A name that differs in the company form alone (有限公司, "
        "有限责任公司) is not the filed name either, nor is a former name or a group's.",
        zh="部分省份（目前只见到江苏省）建议版权所有者与备案主办单位名称一致，接入服务提供者也会核查网站内容与备案信息是否一致。"
        "仅组织形式不同（如有限公司与有限责任公司），也与备案主办单位名称不一致；曾用名、集团名称同样如此。",
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
                en="The copyright owner is {owner}, the filing entity {entity}{agreement}",
                zh="版权所有者为{owner}，备案主办单位为{entity}{agreement}",
            ),
        ),
        "filing-of-another": FaultInfo(
            severity=Severity.WARNING,
            strict=Severity.ERROR,
            message=text(
                en="The copyright owner is {owner}, as in the list, while the register gives {entity}{agreement}",
                zh="版权所有者为{owner}，与清单一致，而备案数据中的主办单位为{entity}{agreement}",
            ),
            fix=text(
                en="Find out who runs the site: file the domain for {owner}, or correct list and notice.",
                zh="核实网站由谁主办：由{owner}办理备案，或更正清单与版权信息。",
            ),
        ),
        "company-form": FaultInfo(
            severity=Severity.WARNING,
            strict=Severity.ERROR,
            message=text(
                en="The copyright owner is {owner}, the filing entity {entity}: the trade name “{stem}” agrees, only the "
                "legal form differs (“{shown}”, “{filed}”)",
                zh="版权所有者为{owner}，备案主办单位为{entity}，字号“{stem}”一致，仅组织形式不同（“{shown}”与“{filed}”）",
            ),
        ),
        "former-name": FaultInfo(
            severity=Severity.WARNING,
            strict=Severity.ERROR,
            message=text(
                en="The copyright owner is {owner}, a former name of the filing entity {entity}",
                zh="版权所有者为{owner}，是备案主办单位{entity}的曾用名",
            ),
            fix=text(en="Write the present name: {entity}.", zh="改为现用名称：{entity}。"),
        ),
        "former-name-filed": FaultInfo(
            severity=Severity.WARNING,
            strict=Severity.ERROR,
            message=text(
                en="The copyright owner is {owner}; the filing still bears its former name {entity}",
                zh="版权所有者为{owner}，备案主办单位仍为其曾用名{entity}",
            ),
            fix=text(
                en="If the filing entity was renamed, change the filing; the notice may stay.",
                zh="主办单位已更名的，请办理变更备案；版权信息可保持不变。",
            ),
        ),
        "parent": FaultInfo(
            severity=Severity.INFO,
            strict=Severity.ERROR,
            message=text(
                en="The copyright owner is {owner}, a declared name of a parent of the filing entity {entity}; parent and "
                "subsidiary are two entities",
                zh="版权所有者为{owner}，按配置是备案主办单位{entity}的上级单位的名称，二者不是同一主体",
            ),
            fix=_BESIDE,
        ),
        "subsidiary": FaultInfo(
            severity=Severity.INFO,
            strict=Severity.ERROR,
            message=text(
                en="The copyright owner is {owner}, whose declared parent is the filing entity {entity}; parent and "
                "subsidiary are two entities",
                zh="版权所有者为{owner}，配置中声明其上级单位为备案主办单位{entity}，二者不是同一主体",
            ),
            fix=_BESIDE,
        ),
        "branch": FaultInfo(
            severity=Severity.INFO,
            strict=Severity.ERROR,
            message=text(
                en="The copyright owner is {owner}, the filing entity {entity}: by name, they differ in the branch or "
                "department alone",
                zh="版权所有者为{owner}，备案主办单位为{entity}，名称仅分支机构或部门部分不同",
            ),
            fix=_BESIDE,
        ),
    },
    since="0.1.0",
    needs=(Need.HTML, Need.ENTITY),
    options={"owner": OwnerAsked.PRACTICE},
    sources=(law("PROVIDER-CHECKS", "copyright"), law("PROVIDER-CHECKS", "content-holder")),
    good="<footer>© 2024 示例科技有限公司 版权所有</footer>",
)

_FAULTS = {
    OwnerMatch.DIFFERENT: "different",
    OwnerMatch.COMPANY_FORM: "company-form",
    OwnerMatch.FORMER_NAME: "former-name",
    OwnerMatch.FORMER_FILED: "former-name-filed",
    OwnerMatch.PARENT: "parent",
    OwnerMatch.SUBSIDIARY: "subsidiary",
    OwnerMatch.BRANCH: "branch",
}
_NOTHING_TO_PASTE = ("filing-of-another", "former-name-filed")
"""Where the filing is what to change, or nobody knows which of two names is right."""


def judge_page(page: PageEvidence, context: RuleContext) -> Iterator[Fault | Unmeasured | NotApplicable]:
    """Fail when the owner that comes nearest to the entity is still another one."""
    found = owner_on_page(page, context)
    if not isinstance(found, OwnerOnPage):
        yield found
    elif fault := _FAULTS.get(found.comparison.match):
        notice, comparison = found.notice, found.comparison
        if fault == "different" and shows_listed_entity(page, context):
            fault = "filing-of-another"
        yield Fault(
            fault,
            about=notice,
            html=None
            if fault in _NOTHING_TO_PASTE
            else copyright_html(found.entity, notice.first_year, context.today.year),
            details={
                "owner": found.owner,
                "entity": found.entity,
                "agreement": agreement_in_words(comparison),
                "stem": comparison.filed_stem,
                "shown": comparison.shown,
                "filed": comparison.filed,
            },
            severity=Severity.ERROR if context.options["owner"] == OwnerAsked.STRICT else None,
        )
