"""Phones are shown other numbers than computers."""

from collections.abc import Iterator

from icplint.rule_api import (
    Device,
    Fault,
    FaultInfo,
    Need,
    NotApplicable,
    PageEvidence,
    RuleContext,
    RuleInfo,
    Severity,
    SiteEvidence,
    law,
    own_psb,
    text,
)

INFO = RuleInfo(
    id="SITE008",
    name="site-devices-differ",
    title=text(en="Phones are shown other numbers than computers", zh="手机版与电脑版标明的编号不一致"),
    why=text(
        en="Whoever checks a site may look at it with a computer or with a phone. A number that only one of them is "
        "shown is missing for the other.",
        zh="核查人员可能用电脑，也可能用手机访问。只在一种设备上标明的编号，对另一种设备而言就是未标明。",
    ),
    fix=text(
        en="Show the same numbers in the footers of both.",
        zh="在两种版本的页脚标明相同的编号。",
    ),
    faults={
        "differ": FaultInfo(
            severity=Severity.INFO,
            message=text(
                en="A computer is shown {desktop}, a phone {mobile}",
                zh="电脑版为 {desktop}，手机版为 {mobile}",
            ),
        ),
    },
    since="0.1.0",
    needs=(Need.RESPONSE,),
    sources=(law("PROVIDER-CHECKS", "number-shown"),),
)


def judge_site(site: SiteEvidence, context: RuleContext) -> Iterator[Fault | NotApplicable]:  # noqa: ARG001 - the shape of a rule
    """Fail when the home pages for both devices do not show the same numbers."""
    by_device = {page.reading.response.device: page for page in reversed(site.pages)}
    if len(by_device) < len(Device):
        yield NotApplicable("one-device")
        return
    desktop, mobile = (_numbers(by_device[device]) for device in (Device.DESKTOP, Device.MOBILE))
    if desktop != mobile:
        yield Fault(
            "differ",
            details={"desktop": _told(desktop), "mobile": _told(mobile)},
        )


def _numbers(page: PageEvidence) -> tuple[str, ...]:
    filed = {one.number for one in page.own_icp}
    return tuple(sorted(filed | {one.number for one in own_psb(page)}))


def _told(numbers: tuple[str, ...]) -> str:
    return "、".join(numbers) or "–"
