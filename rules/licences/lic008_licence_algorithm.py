"""The filing number of an algorithm is malformed, or does not lead to the published entry."""

from collections.abc import Iterator
from urllib.parse import urlsplit

from icplint.rule_api import (
    Confidence,
    Fault,
    FaultInfo,
    NotApplicable,
    OtherLicence,
    PageEvidence,
    RuleContext,
    RuleInfo,
    Severity,
    Thing,
    law,
    shown_licences,
    text,
)

INFO = RuleInfo(
    id="LIC008",
    name="licence-algorithm",
    title=text(
        en="The algorithm's filing number is malformed or not linked",
        zh="算法备案编号格式有误或未链接公示信息",
    ),
    why=text(
        en="Provisions on Algorithmic Recommendations (text of 2021-12-31), article 26: a provider that has filed its "
        "algorithm shows the filing number in a prominent place, with a link to the published entry. That the number has "
        "21 digits was gathered from public pages.",
        zh="《互联网信息服务算法推荐管理规定》（2021-12-31 文本）第二十六条：完成备案的算法推荐服务提供者应当在网站、应用程序的"
        "显著位置标明备案编号并提供公示信息链接。编号为 21 位数字，由公开网页归纳。",
    ),
    fix=text(
        en="Write 网信算备, the 21 digits and 号, linked to https://beian.cac.gov.cn/#/index.",
        zh="按“网信算备”加 21 位数字和“号”书写，并链接至 https://beian.cac.gov.cn/#/index。",
    ),
    faults={
        "digits": FaultInfo(
            severity=Severity.INFO,
            confidence=Confidence.MEDIUM,
            message=text(
                en="“{raw}” has {digits} digits; the known numbers have 21",
                zh="页面所示“{raw}”为 {digits} 位数字，常见编号为 21 位",
            ),
        ),
        "placeholder": FaultInfo(
            severity=Severity.INFO,
            message=text(
                en="“{raw}” is a sample that nobody filled in", zh="页面所示“{raw}”是未替换的编号示例"
            ),
        ),
        "link-missing": FaultInfo(
            severity=Severity.INFO,
            message=text(en="“{raw}” is no link to the published entry", zh="“{raw}”未链接公示信息"),
        ),
        "link-wrong": FaultInfo(
            severity=Severity.INFO,
            message=text(
                en="“{raw}” links to {link}, which is no place where algorithms are published",
                zh="“{raw}”链接至 {link}，不是算法备案的公示信息",
            ),
        ),
    },
    since="0.1.0",
    about=(Thing.OTHER_LICENCE,),
    without="no-licence",
    sources=(law("ALGORITHM-2022", "26"), law("LICENCE-NUMBERS", "algorithm")),
    consequence=text(
        en="Provisions on Algorithmic Recommendations (text of 2021-12-31), article 31: a warning and an order to correct, "
        "then a fine of 10,000 to 100,000 yuan.",
        zh="《互联网信息服务算法推荐管理规定》（2021-12-31 文本）第三十一条：给予警告、责令限期改正，拒不改正的处 1 万元以上 10 万元"
        "以下罚款。",
    ),
    good='<footer><a href="https://beian.cac.gov.cn/#/index">网信算备330110507206401230035号</a></footer>',
    bad="<footer>网信算备330110507206401230035号</footer>",
)

_KIND = "互联网信息服务算法备案"
_DIGITS = 21
_LONGEST_LINK = 200
_PUBLISHED = "https://beian.cac.gov.cn/#/index"


def judge_page(page: PageEvidence, context: RuleContext) -> Iterator[Fault | NotApplicable]:
    """Fail for each number in the footer whose digits or link cannot be right; one right link for each suffices."""
    shown = shown_licences(page, (_KIND,))
    if not shown:
        yield NotApplicable("no-licence")
    by_number: dict[str, list[OtherLicence]] = {}
    for licence in shown:
        if "placeholder" in licence.faults:
            yield Fault("placeholder", about=licence)
        else:
            by_number.setdefault(_digits(licence), []).append(licence)
    for digits, copies in by_number.items():
        if len(digits) != _DIGITS:
            yield Fault("digits", about=copies[0], details={"digits": f"{len(digits)}"})
        elif not any(_leads_to_the_entry(one, context) for one in copies):
            linked = next((one for one in copies if one.href), None)
            yield Fault(
                "link-wrong" if linked else "link-missing",
                about=linked or copies[0],
                html=f'<a href="{_PUBLISHED}" rel="noreferrer" target="_blank">网信算备{digits}号</a>',
                details={"link": (linked.href or "")[:_LONGEST_LINK]} if linked else {},
            )


def _digits(licence: OtherLicence) -> str:
    return "".join(sign for sign in licence.raw if sign.isdecimal())


def _leads_to_the_entry(licence: OtherLicence, context: RuleContext) -> bool:
    """Whether the link leads to the administration's register, or to a page of the site that may publish the entry."""
    host = urlsplit(licence.href or "").hostname or ""
    return any(
        host == name or host.endswith(f".{name}") for name in ("cac.gov.cn", context.domain) if name and host
    )
