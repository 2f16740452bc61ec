"""The owner in the copyright notice is the filing entity, but for a slip of one or two characters."""

from collections.abc import Iterator

from icplint.rule_api import (
    Fault,
    FaultInfo,
    Need,
    NotApplicable,
    OwnerComparison,
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
    id="CPY005",
    name="copyright-owner-near",
    title=text(
        en="The copyright owner is one or two characters away from the filing entity",
        zh="版权所有者与备案主办单位相差一两个字",
    ),
    why=text(
        en="Mostly a slip of the keyboard, at times another company. Either way the notice does not name the entity "
        "that filed the site.",
        zh="多为笔误，也可能是另一家单位。无论哪种情况，版权所有处写的都不是备案主办单位。",
    ),
    fix=text(
        en="Write {entity}; if the list or the filing has the slip, correct it there.",
        zh="改为{entity}；如笔误在清单或备案信息中，请在该处更正。",
    ),
    faults={
        "other-signs": FaultInfo(
            severity=Severity.WARNING,
            message=text(
                en="The copyright owner is {owner}, the filing entity {entity}: “{shown}” stands for “{filed}”",
                zh="版权所有者为{owner}，备案主办单位为{entity}：“{filed}”写成了“{shown}”",
            ),
        ),
        "signs-missing": FaultInfo(
            severity=Severity.WARNING,
            message=text(
                en="The copyright owner is {owner}, the filing entity {entity}: “{filed}” is missing",
                zh="版权所有者为{owner}，备案主办单位为{entity}：少了“{filed}”",
            ),
        ),
        "signs-added": FaultInfo(
            severity=Severity.WARNING,
            message=text(
                en="The copyright owner is {owner}, the filing entity {entity}: “{shown}” was added",
                zh="版权所有者为{owner}，备案主办单位为{entity}：多了“{shown}”",
            ),
        ),
        "signs-swapped": FaultInfo(
            severity=Severity.WARNING,
            message=text(
                en="The copyright owner is {owner}, the filing entity {entity}: “{shown}” stands for “{filed}”, in the "
                "other order",
                zh="版权所有者为{owner}，备案主办单位为{entity}：“{filed}”前后颠倒，写成了“{shown}”",
            ),
        ),
    },
    since="0.1.0",
    needs=(Need.HTML, Need.ENTITY),
    sources=(law("PROVIDER-CHECKS", "copyright"), law("PROVIDER-CHECKS", "content-holder")),
    good="<footer>© 2024 示例科技有限公司 版权所有</footer>",
)


def judge_page(page: PageEvidence, context: RuleContext) -> Iterator[Fault | Unmeasured | NotApplicable]:
    """Fail when the owner that comes nearest to the entity differs in one or two characters."""
    found = owner_on_page(page, context)
    if not isinstance(found, OwnerOnPage):
        yield found
    elif found.comparison.match is OwnerMatch.NEAR:
        notice, comparison = found.notice, found.comparison
        yield Fault(
            _fault(comparison),
            about=notice,
            html=copyright_html(found.entity, notice.first_year, context.today.year),
            details={
                "owner": found.owner,
                "entity": found.entity,
                "shown": comparison.shown,
                "filed": comparison.filed,
            },
        )


def _fault(comparison: OwnerComparison) -> str:
    if comparison.is_swap:
        return "signs-swapped"
    if not comparison.shown:
        return "signs-missing"
    return "other-signs" if comparison.filed else "signs-added"
