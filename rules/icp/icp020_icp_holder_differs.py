"""The register gives another filing entity than the list."""

from collections.abc import Iterator

from icplint.rule_api import (
    Confidence,
    Fault,
    FaultInfo,
    HolderMatch,
    Need,
    NotApplicable,
    RuleContext,
    RuleInfo,
    Severity,
    SiteEvidence,
    Unmeasured,
    agreement_in_words,
    law,
    registered_holder,
    text,
)

INFO = RuleInfo(
    id="ICP020",
    name="icp-holder-differs",
    title=text(
        en="The register gives another filing entity than the list", zh="备案数据中的主办单位与清单不一致"
    ),
    why=text(
        en="Where the domain is filed by another entity than the one that runs the site, the filing was left by a former "
        "owner, or the site stands under somebody else's. Providers check that content and filing agree.",
        zh="域名由其他主体备案的，可能是原主办单位遗留的备案，也可能是借用他人的备案。接入服务提供者会核查网站内容与备案信息是否一致。",
    ),
    fix=text(
        en="Find out who runs the site: correct the list, or file the domain for {listed}.",
        zh="核实网站由谁主办：更正清单，或由{listed}办理备案。",
    ),
    faults={
        "other-entity": FaultInfo(
            severity=Severity.WARNING,
            message=text(
                en="The list names {listed}, the register {registered}{agreement}",
                zh="清单所列主办单位为{listed}，备案数据中为{registered}{agreement}",
            ),
        ),
        "related-entity": FaultInfo(
            severity=Severity.INFO,
            message=text(
                en="The list names {listed}, the register {registered}: a declared parent or subsidiary, or by name a branch "
                "or department",
                zh="清单所列主办单位为{listed}，备案数据中为{registered}，按配置二者有上下级关系，或名称仅分支机构、部门部分不同",
            ),
            fix=text(
                en="If this is meant, name {registered} in the list.",
                zh="如属有意安排，可在清单中改列{registered}。",
            ),
        ),
        "former-name": FaultInfo(
            severity=Severity.WARNING,
            message=text(
                en="The register still gives {registered}, a former name of {listed}",
                zh="备案数据中的主办单位仍为{registered}，是{listed}的曾用名",
            ),
            fix=text(
                en="If the register is up to date, change the filing to {listed}.",
                zh="如备案数据为最新，请办理变更备案，改为{listed}。",
            ),
        ),
        "individual": FaultInfo(
            severity=Severity.WARNING,
            message=text(
                en="The list names {listed}, while the register gives an individual's filing",
                zh="清单所列主办单位为{listed}，备案数据中主办单位性质为个人",
            ),
        ),
    },
    since="0.1.0",
    needs=(Need.HTML, Need.REGISTER),
    sources=(law("PROVIDER-CHECKS", "content-holder"),),
)

_FAULTS = {
    HolderMatch.OTHER: "other-entity",
    HolderMatch.RELATED: "related-entity",
    HolderMatch.FORMER_NAME: "former-name",
    HolderMatch.INDIVIDUAL: "individual",
}


def judge_site(_site: SiteEvidence, context: RuleContext) -> Iterator[Fault | Unmeasured | NotApplicable]:
    """Fail when the list's entity is not the registered one by any of its names."""
    found = registered_holder(context)
    if isinstance(found, Unmeasured | NotApplicable):
        yield found
    elif fault := _FAULTS.get(found.match):
        yield Fault(
            fault,
            details={
                "listed": found.listed,
                "registered": found.registered,
                "agreement": agreement_in_words(found.comparison) if found.comparison else "",
            },
            confidence=Confidence.HIGH if found.is_declared else Confidence.LOW,
        )
