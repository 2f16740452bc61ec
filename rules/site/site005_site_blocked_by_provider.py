"""The page is a provider's block page for domains without a filing."""

from collections.abc import Iterator

from icplint.rule_api import (
    Fault,
    FaultInfo,
    RuleContext,
    RuleInfo,
    Severity,
    SiteEvidence,
    Text,
    law,
    text,
)

INFO = RuleInfo(
    id="SITE005",
    name="site-blocked-by-provider",
    title=text(en="An access provider blocks the site", zh="网站被接入服务提供者阻断"),
    why=text(
        en="Providers answer with a block page for domains that have no filing, or none through them: a filing that was "
        "cancelled, an access that was taken away, or a server moved to another provider without adding access there.",
        zh="域名没有备案，或备案不在本平台接入时，接入服务提供者会返回阻断提示页。常见原因：备案已注销、已被取消接入，"
        "或更换接入商后未办理新增接入。",
    ),
    fix=text(
        en="Look the domain up in the ministry's filing system, then file it, or add access (新增接入) through this "
        "provider.",
        zh="在工业和信息化部 ICP/IP地址/域名信息备案管理系统查询该域名，据此办理首次备案，或通过该接入商办理新增接入。",
    ),
    faults={
        "blocked": FaultInfo(
            severity=Severity.ERROR,
            message=text(
                en="{host} answers with a block page of {provider} for domains without a filing",
                zh="访问 {host} 时打开的是{provider}针对备案问题的阻断提示页",
            ),
        ),
    },
    since="0.1.0",
    sources=(law("PROVIDER-CHECKS", "block-page"),),
)

_IN_ENGLISH = {
    "阿里云": "Alibaba Cloud",
    "腾讯云": "Tencent Cloud",
    "华为云": "Huawei Cloud",
    "百度智能云": "Baidu AI Cloud",
    "接入服务提供者": "an access provider",
}


def judge_site(site: SiteEvidence, context: RuleContext) -> Iterator[Fault]:  # noqa: ARG001 - the shape of a rule
    """Fail for each page that is a block page; its own words are not judged by any other rule."""
    for page in site.pages:
        provider = page.reading.blocked_by
        if provider is not None:
            yield Fault("blocked", details={"provider": _named(provider)})


def _named(provider: str) -> Text:
    return text(en=_IN_ENGLISH.get(provider, provider), zh=provider)
