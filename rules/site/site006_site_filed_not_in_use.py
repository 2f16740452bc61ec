"""A filed site could not be reached at two looks, days apart."""

from collections.abc import Iterator, Sequence
from datetime import timedelta
from itertools import takewhile

from icplint.rule_api import (
    Fault,
    FaultInfo,
    Filing,
    FilingStatus,
    Look,
    Need,
    NotApplicable,
    NotCheckedReason,
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
    id="SITE006",
    name="site-filed-not-in-use",
    title=text(en="Filed, but out of reach for days", zh="已备案网站多日无法访问"),
    why=text(
        en="Providers withdraw the access of a domain that no longer resolves to them; without another provider the "
        "filing becomes an empty shell and is cancelled. One look tells little: a site may be under maintenance, or out "
        "of reach for the checking computer alone.",
        zh="域名不再解析到接入服务提供者的，接入会被取消；没有其他接入服务提供者的成为空壳网站，备案会被注销。仅一次无法访问说明"
        "不了问题：可能在维护，也可能只是核查设备访问不到。",
    ),
    fix=text(
        en="Bring {domain} back on line; if it is given up, have its filing cancelled by the access provider.",
        zh="恢复 {domain} 的访问；不再使用的，通过接入服务提供者办理注销备案。",
    ),
    faults={
        "out-of-reach": FaultInfo(
            severity=Severity.WARNING,
            message=text(
                en="{domain} is filed, and could not be reached at any look from {first} to {last}",
                zh="{domain} 已备案，而自 {first} 至 {last} 的历次核查均无法访问",
            ),
        ),
    },
    since="0.1.0",
    needs=(Need.REGISTER, Need.HISTORY),
    sources=(law("PROVIDER-CHECKS", "not-in-use"),),
)

_OUT_OF_REACH = frozenset({NotCheckedReason.DNS, NotCheckedReason.TCP, NotCheckedReason.TIMEOUT})
_APART = timedelta(days=7)


def judge_site(site: SiteEvidence, context: RuleContext) -> Iterator[Fault | Unmeasured | NotApplicable]:
    """Fail when all looks for a week or longer, up to the last one, found the site out of reach."""
    match context.filing:
        case Filing(status=FilingStatus.CANCELLED) | NotFiled():
            yield NotApplicable("not-filed")
            return
        case Filing():
            pass
        case _:
            yield register_gap(context) or Unmeasured("not-offered:register-field")
            return
    since = _out_of_reach(context.looks)
    if not context.looks:
        yield Unmeasured("not-offered:history")
    elif since and since[0].on - since[-1].on >= _APART:
        yield Fault(
            "out-of-reach",
            details={"domain": site.domain, "first": f"{since[-1].on}", "last": f"{since[0].on}"},
        )


def _out_of_reach(looks: Sequence[Look]) -> list[Look]:
    """The last looks that all failed, the newest first."""
    return list(takewhile(lambda look: look.not_checked in _OUT_OF_REACH, reversed(looks)))
