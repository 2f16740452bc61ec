"""The register says that access to the domain is restricted."""

from collections.abc import Iterator

from icplint.rule_api import (
    Fault,
    FaultInfo,
    Filing,
    Need,
    NotApplicable,
    NotFiled,
    RuleContext,
    RuleInfo,
    Severity,
    SiteEvidence,
    Unmeasured,
    law,
    register_gap,
    text,
)

INFO = RuleInfo(
    id="ICP021",
    name="icp-access-restricted",
    title=text(en="The register restricts access to the domain", zh="备案数据注明限制接入"),
    why=text(
        en="The filing system tells for each domain whether access is restricted (是否限制接入). It gives no reason; the "
        "access provider or the provincial bureau knows it.",
        zh="备案管理系统按域名列明“是否限制接入”，但不说明原因；原因可向接入服务提供者或省级通信管理局了解。",
    ),
    fix=text(
        en="Look the domain up at https://beian.miit.gov.cn/, and ask the access provider why access is restricted and "
        "how the restriction is lifted.",
        zh="在 https://beian.miit.gov.cn/ 核对该域名，并向接入服务提供者了解限制接入的原因和解除办法。",
    ),
    faults={
        "restricted": FaultInfo(
            severity=Severity.ERROR,
            message=text(
                en="The register says of {domain} that access is restricted (是否限制接入：是)",
                zh="备案数据中 {domain} 的“是否限制接入”为“是”",
            ),
        ),
    },
    since="0.1.0",
    needs=(Need.REGISTER,),
    sources=(law("MIIT-PLATFORM", "access-restricted"),),
)


def judge_site(site: SiteEvidence, context: RuleContext) -> Iterator[Fault | Unmeasured | NotApplicable]:
    """Fail when the row of the site's domain says so."""
    match context.filing:
        case Filing(access_restricted=True, domain=domain):
            yield Fault("restricted", details={"domain": domain or site.domain})
        case Filing(access_restricted=False):
            return
        case Filing(disputed=disputed) if "access_restricted" in disputed:
            yield Unmeasured("register-disputed")
        case NotFiled():
            yield NotApplicable("not-filed")
        case _:
            yield register_gap(context) or Unmeasured("not-offered:register-field")
