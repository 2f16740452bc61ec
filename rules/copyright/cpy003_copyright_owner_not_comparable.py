"""The owner in the copyright notice is a brand, a foreign name or a domain."""

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
    id="CPY003",
    name="copyright-owner-not-comparable",
    title=text(
        en="The copyright owner cannot be compared with the filing entity",
        zh="版权所有者无法与备案主办单位核对",
    ),
    why=text(
        en="The notice names a brand, a foreign name or a domain. It may well be the filing entity's, but nothing tells.",
        zh="版权所有处写的是品牌、外文名称或域名，可能属于备案主办单位，但无从核对。",
    ),
    fix=text(
        en="Add the full Chinese name of the filing entity ({entity}) to the notice, or declare the name under `[[entities]]`.",
        zh="在版权所有处补充备案主办单位全称（{entity}），或在配置的 `[[entities]]` 中声明该名称。",
    ),
    faults={
        "not-comparable": FaultInfo(
            severity=Severity.INFO,
            message=text(
                en="The copyright owner {owner} is a brand, a short or foreign name or a domain, so it cannot be compared "
                "with {entity}",
                zh="版权所有者“{owner}”为品牌、简称、外文名称或域名，无法与备案主办单位{entity}核对",
            ),
        ),
        "short-entity": FaultInfo(
            severity=Severity.INFO,
            message=text(
                en="The list gives “{entity}”, which is no full name, so the copyright owner {owner} cannot be compared with it",
                zh="清单所列主办单位“{entity}”不是全称，无法与版权所有者{owner}核对",
            ),
            fix=text(
                en="Write the full name into the list, or declare the short one under `[[entities]]`.",
                zh="在清单中写明主办单位全称，或在配置的 `[[entities]]` 中声明该简称。",
            ),
        ),
    },
    since="0.1.0",
    needs=(Need.HTML, Need.ENTITY),
    sources=(law("PROVIDER-CHECKS", "copyright"), law("PROVIDER-CHECKS", "content-holder")),
    good="<footer>© 2024 示例科技有限公司 版权所有</footer>",
)


def judge_page(page: PageEvidence, context: RuleContext) -> Iterator[Fault | Unmeasured | NotApplicable]:
    """Fail when no owner on the page can be compared with the entity."""
    found = owner_on_page(page, context)
    if not isinstance(found, OwnerOnPage):
        yield found
    elif found.comparison.match is OwnerMatch.NOT_COMPARABLE:
        notice = found.notice
        yield Fault(
            "not-comparable",
            about=notice,
            html=copyright_html(found.entity, notice.first_year, context.today.year),
            details={"owner": found.owner, "entity": found.entity},
        )
    elif found.comparison.match is OwnerMatch.SHORT_ENTITY:
        yield Fault(
            "short-entity", about=found.notice, details={"owner": found.owner, "entity": found.entity}
        )
