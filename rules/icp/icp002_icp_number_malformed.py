"""What stands there was meant as an ICP number and is none."""

from collections.abc import Iterator

from icplint.rule_api import (
    Fault,
    FaultInfo,
    NotApplicable,
    PageEvidence,
    RuleContext,
    RuleInfo,
    Severity,
    Text,
    Thing,
    Without,
    faulty_icp,
    icp_html,
    law,
    malformed,
    near_miss_confidence,
    text,
)


def _fault(severity: Severity, en: str, zh: str) -> FaultInfo:
    return FaultInfo(severity=severity, message=text(en=f"“{{raw}}”: {en}", zh=f"页面所示“{{raw}}”{zh}"))


INFO = RuleInfo(
    id="ICP002",
    name="icp-number-malformed",
    title=text(en="The ICP number is malformed", zh="ICP 备案编号格式有误"),
    why=text(
        en="A number that is not written as it was issued cannot be looked up, and providers ask for it to be corrected. "
        "A filing number is the province sign, ICP备, 8 digits (issued to 2020) or 10 digits, and 号; a site's has "
        "-N behind it.",
        zh="与核发内容不一致的编号无法查询核对，接入服务提供者核查时会要求整改。备案编号由省份简称、“ICP备”、8 位（2020 年及以前核发）或 10 位数字"
        "和“号”组成，网站备案号其后带“-序号”。",
    ),
    fix=text(
        en="Write the number exactly as the filing system gives it: {meant}.",
        zh="按备案管理系统登记的内容书写：{meant}。",
    ),
    faults={
        "digits": _fault(Severity.ERROR, "the number of digits is wrong", "的数字位数不符合编号规则"),
        "licence-filing-swapped": _fault(
            Severity.ERROR, "备 (filing) and 证 (licence) are mixed up", "把“备”与“证”写混"
        ),
        "kind-missing": _fault(Severity.ERROR, "备 is missing behind ICP", "缺少“备”字"),
        "icp-missing": _fault(Severity.ERROR, "the letters ICP are missing", "缺少“ICP”"),
        "ipc-for-icp": _fault(Severity.ERROR, "IPC stands for ICP", "把“ICP”写成了“IPC”"),
        "province-missing": _fault(Severity.ERROR, "the province sign is missing", "缺少省份简称"),
        "province-wrong": _fault(
            Severity.ERROR, "no province files under this sign", "的省份简称不是备案编号所用的简称"
        ),
        "year-in-future": _fault(Severity.ERROR, "its year lies in the future", "的年份晚于当前年份"),
        "colon-inside": _fault(Severity.WARNING, "a colon stands inside the number", "中间多了冒号"),
        "hyphen-inside": _fault(Severity.WARNING, "a hyphen stands inside the number", "中间多了连字符"),
        "beian-for-bei": _fault(Severity.WARNING, "备案 stands for 备", "把“备”写成了“备案”"),
        "di-inserted": _fault(Severity.WARNING, "第 was put before the digits", "数字前多了“第”字"),
        "extra-hao": _fault(Severity.WARNING, "号 stands before the digits", "数字前多了“号”字"),
        "missing-hao": _fault(Severity.WARNING, "号 is missing at the end", "末尾缺少“号”字"),
        "suffix-before-hao": _fault(
            Severity.WARNING, "the -N stands before 号", "的网站序号写在了“号”字之前"
        ),
        "eight-digits-late-year": _fault(
            Severity.WARNING,
            "8 digits with a year after 2020: two digits may be missing",
            "为 8 位数字而年份晚于 2020 年，可能少写了两位",
        ),
        "zero-suffix": _fault(Severity.WARNING, "the site's counter cannot be 0", "的网站序号为 0"),
        "traditional": _fault(Severity.WARNING, "traditional characters (備, 號)", "使用了繁体字（備、號）"),
    },
    since="0.1.0",
    about=(Thing.OWN_ICP, Thing.NEAR_MISS),
    without=Without.ICP_RUNG,
    sources=(
        law("SC-292", "12"),
        law("MIIT-PLATFORM", "number-form"),
        law("PROVIDER-CHECKS", "number-shown"),
    ),
    good='<footer><a href="https://beian.miit.gov.cn/">京ICP备2021009999号-1</a></footer>',
    bad='<footer><a href="https://beian.miit.gov.cn/">京IPC备2021009999号-1</a></footer>',
)

_AS_REGISTERED = text(en="see the filing notice", zh="以备案管理系统查询结果为准")


def judge_page(page: PageEvidence, context: RuleContext) -> Iterator[Fault | NotApplicable]:
    """Fail for each writing with a fault, by its gravest one."""
    found = malformed(page, "icp")
    if not found and not page.own_icp:
        yield NotApplicable(page.icp_presence.value)
    for miss in found:
        name = next((fault for fault in miss.faults if fault in INFO.faults), None)
        if name is not None:
            meant: str | Text = miss.meant or context.site.icp or _AS_REGISTERED
            yield Fault(
                name,
                about=miss,
                html=icp_html(meant) if isinstance(meant, str) else None,
                details={"meant": meant},
                confidence=near_miss_confidence(page, "icp"),
            )
    for number, name in faulty_icp(page, context):
        if name in INFO.faults:
            own = context.site.icp
            yield Fault(
                name,
                about=number,
                html=icp_html(own) if own else None,
                details={"meant": own or _AS_REGISTERED},
            )
