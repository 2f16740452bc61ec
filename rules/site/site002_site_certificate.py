"""An encrypted page could be read only by overlooking a fault of its certificate or of its encryption."""

from collections.abc import Iterator

from icplint.rule_api import (
    Fault,
    FaultInfo,
    Need,
    NotApplicable,
    RuleContext,
    RuleInfo,
    Severity,
    SiteEvidence,
    law,
    text,
)

INFO = RuleInfo(
    id="SITE002",
    name="site-certificate",
    title=text(en="The site's certificate or encryption is at fault", zh="网站证书或加密方式有问题"),
    why=text(
        en="Browsers and checking tools warn of such a site or refuse it; what they do not open, they do not check.",
        zh="浏览器和核查工具遇到这类网站会告警或拒绝访问；打不开网页，也就看不到备案编号。",
    ),
    fix=text(
        en="Renew the certificate of {host}, and let it be renewed by itself from now on.",
        zh="更新 {host} 的证书，并设置到期自动续期。",
    ),
    faults={
        "expired": FaultInfo(
            severity=Severity.WARNING,
            message=text(en="The certificate of {host} has expired", zh="{host} 的证书已过期"),
        ),
        "incomplete": FaultInfo(
            severity=Severity.WARNING,
            message=text(
                en="{host} does not send the intermediate certificates that its own needs",
                zh="{host} 未发送中间证书，证书链不完整",
            ),
            fix=text(
                en="Install the whole chain (fullchain) of the certificate on {host}.",
                zh="在 {host} 上安装包含中间证书的完整证书链（fullchain）。",
            ),
        ),
        "legacy": FaultInfo(
            severity=Severity.WARNING,
            message=text(
                en="{host} speaks only TLS versions, ciphers or signatures that browsers have given up",
                zh="{host} 只支持浏览器已停用的 TLS 版本、加密套件或签名算法",
            ),
            fix=text(
                en="Enable TLS 1.2 and TLS 1.3 on {host}.",
                zh="在 {host} 上启用 TLS 1.2 和 TLS 1.3。",
            ),
        ),
    },
    since="0.1.0",
    needs=(Need.RESPONSE,),
    sources=(law("TLS-STANDARDS", "certificates"), law("TLS-STANDARDS", "versions")),
)


def judge_site(site: SiteEvidence, context: RuleContext) -> Iterator[Fault | NotApplicable]:  # noqa: ARG001 - the shape of a rule
    """Fail for what a second try had to overlook."""
    for page in site.pages:
        response = page.reading.response
        if response.tls is None:
            yield NotApplicable("no-tls")
        for trouble in response.tls_troubles:
            yield Fault(trouble.value)
