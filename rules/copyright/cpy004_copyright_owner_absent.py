"""The copyright notice names no owner."""

from collections.abc import Iterator

from icplint.rule_api import (
    Fault,
    FaultInfo,
    NotApplicable,
    PageEvidence,
    RuleContext,
    RuleInfo,
    Severity,
    copyright_html,
    entities_of,
    is_public_body,
    law,
    own_notices,
    text,
)

INFO = RuleInfo(
    id="CPY004",
    name="copyright-owner-absent",
    title=text(en="The copyright notice names no owner", zh="版权所有处未写明所有者"),
    why=text(
        en="Where a province suggests a copyright notice (only Jiangsu is named), it suggests the filing entity's name "
        "in it. A notice without an owner tells nobody whose site it is.",
        zh="建议标明版权所有的省份（目前只见到江苏省），建议其与备案主办单位名称一致。没有所有者的版权信息无法说明网站由谁主办。",
    ),
    fix=text(
        en="Write the full name of the filing entity into the notice.",
        zh="在版权所有处写明备案主办单位全称。",
    ),
    faults={
        "absent": FaultInfo(
            severity=Severity.INFO,
            message=text(en="“{raw}” names no owner", zh="页面所示“{raw}”未写明所有者"),
        ),
        "absent-suggested": FaultInfo(
            severity=Severity.WARNING,
            message=text(
                en="“{raw}” names no owner; providers say that {province} suggests the filing entity's name",
                zh="页面所示“{raw}”未写明所有者；据接入服务提供者说明，{province}建议与备案主办单位名称一致",
            ),
        ),
        "template-owner": FaultInfo(
            severity=Severity.WARNING,
            message=text(
                en="“{raw}” was never filled in: the owner is a template's sample",
                zh="页面所示“{raw}”未替换模板中的示例所有者",
            ),
        ),
    },
    since="0.1.0",
    sources=(law("PROVIDER-CHECKS", "copyright"),),
    good="<footer>© 2024 示例科技有限公司 版权所有</footer>",
    bad="<footer>© 2024 All Rights Reserved.</footer>",
)

_TEMPLATE = "template-owner"


def judge_page(page: PageEvidence, context: RuleContext) -> Iterator[Fault | NotApplicable]:
    """Fail when none of the site's notices names an owner, and no line beside them says 主办单位."""
    notices = own_notices(page)
    if not notices:
        yield NotApplicable("no-copyright")
        return
    if any(notice.owner and _TEMPLATE not in notice.faults for notice in notices):
        return
    if page.evidence.organisers:
        yield NotApplicable("public-body" if is_public_body(context) else "organiser-named")
        return
    notice = next((one for one in notices if _TEMPLATE in one.faults), notices[0])
    names = entities_of(context)
    html = copyright_html(names[0], notice.first_year, context.today.year) if names else None
    if _TEMPLATE in notice.faults:
        yield Fault(_TEMPLATE, about=notice, html=html)
        return
    asked = context.profile.copyright
    yield Fault(
        "absent-suggested" if asked else "absent",
        about=notice,
        html=html,
        details={"province": context.profile.province or ""},
        severity=asked.severity if asked else None,
    )
