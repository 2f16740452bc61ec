"""A number stands there, and the register has no filing of the site's domain, or a cancelled one."""

from collections.abc import Iterator

from icplint.rule_api import (
    Confidence,
    Fault,
    FaultInfo,
    Filing,
    FilingStatus,
    IcpNumber,
    Need,
    NotApplicable,
    NotFiled,
    NumberKind,
    PageEvidence,
    Role,
    RuleContext,
    RuleInfo,
    Severity,
    Text,
    Thing,
    Unmeasured,
    Without,
    cannot_be_filed,
    law,
    register_gap,
    text,
)

INFO = RuleInfo(
    id="ICP019",
    name="icp-domain-not-filed",
    title=text(
        en="A number is shown, but the register has no filing of the domain",
        zh="标有编号，而备案数据中无此域名",
    ),
    why=text(
        en="The number may be a former owner's, a template's, or that of a filing which was cancelled since. Providers "
        "check that the number shown is the right one. Only a register that is complete for the domain and not out of "
        "date tells this.",
        zh="所示编号可能是域名原持有者的、模板中留下的，或者备案已被注销。接入服务提供者会核查所示编号是否正确。"
        "只有对该域名完整且未过期的备案数据才能据以判断。",
    ),
    fix=text(
        en="Look the domain up at https://beian.miit.gov.cn/. If it is filed, bring the register up to date; if not, take "
        "the number off the page and apply for the filing with the access provider.",
        zh="在 https://beian.miit.gov.cn/ 查询该域名：已备案的，请更新备案数据；没有备案的，撤下页面所示编号，并通过接入服务提供者"
        "办理备案。",
    ),
    faults={
        "not-filed": FaultInfo(
            severity=Severity.ERROR,
            message=text(
                en="The page shows {number}, but the register ({source}) has no filing of {domain}",
                zh="页面标有 {number}，而备案数据（{source}）中没有 {domain} 的备案",
            ),
        ),
        "cancelled": FaultInfo(
            severity=Severity.WARNING,
            message=text(
                en="The page shows {number}, but {told_by} says that the filing of {domain} was cancelled",
                zh="页面标有 {number}，而{told_by}注明 {domain} 的备案已注销",
            ),
            fix=text(
                en="Look the domain up at https://beian.miit.gov.cn/; if the filing was cancelled, take the number off "
                "the page, else correct the list or the register.",
                zh="在 https://beian.miit.gov.cn/ 查询该域名：备案已注销的，撤下页面所示编号；否则请更正清单或备案数据。",
            ),
        ),
    },
    since="0.1.0",
    needs=(Need.HTML, Need.REGISTER),
    about=(Thing.OWN_ICP,),
    without=Without.ICP_RUNG,
    sources=(law("PROVIDER-CHECKS", "number-shown"), law("MIIT-PLATFORM", "access-restricted")),
)

_OWES_NO_FILING = frozenset(
    {
        FilingStatus.OVERSEAS,
        FilingStatus.INTRANET,
        FilingStatus.EXEMPT,
        FilingStatus.APP_ONLY,
        FilingStatus.REDIRECT_ONLY,
    }
)
"""Such a site has no filing of its own, and may carry the footer of its owner's other sites."""
_LIST = text(en="the list", zh="清单")
_REGISTER = text(en="the register", zh="备案数据")
_AS_OF = text(en="{source} as of {day}", zh="{source}，截至 {day}")


def judge_page(page: PageEvidence, context: RuleContext) -> Iterator[Fault | Unmeasured | NotApplicable]:
    """Fail when a number is shown for a domain that is surely not filed, or whose filing was cancelled."""
    if not page.own_icp:
        yield NotApplicable(page.icp_presence.value)
        return
    number = page.own_icp[0]
    match context.filing:
        case Filing(status=FilingStatus.CANCELLED):
            yield _cancelled(number, context, _REGISTER)
        case _ if context.site.filing_status is FilingStatus.CANCELLED:
            yield _cancelled(number, context, _LIST)
        case Filing(subject=None, site=None, psb=str()):
            yield Unmeasured("not-offered:register-field")  # the police's row alone
        case Filing():
            return
        case NotFiled() as none:
            yield _not_filed(number, none, context)
        case _:
            yield register_gap(context) or Unmeasured("not-offered:register-field")


def _cancelled(number: IcpNumber, context: RuleContext, told_by: Text) -> Fault:
    return Fault(
        "cancelled",
        about=number,
        details={"number": number.number, "domain": context.domain, "told_by": told_by},
        confidence=Confidence.MEDIUM if number.role is Role.NEIGHBOUR else None,
    )


def _not_filed(number: IcpNumber, none: NotFiled, context: RuleContext) -> Fault | Unmeasured | NotApplicable:
    site = context.site
    if site.filing_status in _OWES_NO_FILING:
        return NotApplicable("filing_status")
    if cannot_be_filed(context.host):
        return NotApplicable("platform")
    if site.first_filed_on and none.as_of and site.first_filed_on >= none.as_of:
        return Unmeasured("register-stale")
    source: str | Text = none.source
    if none.as_of:
        source = _AS_OF.fill(source=none.source, day=f"{none.as_of}")
    return Fault(
        "not-filed",
        about=number,
        details={"number": number.number, "domain": context.domain, "source": source},
        confidence=_confidence(number, site.filing_status),
    )


def _confidence(number: IcpNumber, status: FilingStatus | None) -> Confidence | None:
    """Lower where the number may be another's, a licence for other business, or just granted."""
    if status is FilingStatus.FIRST_FILING:
        return Confidence.LOW
    is_unsure = number.role is Role.NEIGHBOUR or number.kind is not NumberKind.FILING
    return Confidence.MEDIUM if is_unsure else None
