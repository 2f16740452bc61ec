"""The ICP number is right, but oddly written."""

from collections.abc import Iterator

from icplint.rule_api import (
    Fault,
    FaultInfo,
    NotApplicable,
    PageEvidence,
    RuleContext,
    RuleInfo,
    Severity,
    Thing,
    Without,
    icp_html,
    law,
    text,
)


def _oddity(en: str, zh: str) -> FaultInfo:
    return FaultInfo(
        severity=Severity.INFO,
        message=text(en=f"“{{raw}}” is {{number}}, {en}", zh=f"页面所示“{{raw}}”即 {{number}}，{zh}"),
    )


INFO = RuleInfo(
    id="ICP004",
    name="icp-number-style",
    title=text(en="The ICP number is oddly written", zh="ICP 备案编号书写不规范"),
    why=text(
        en="The number can be made out, but a tool that looks for the exact writing may miss it.",
        zh="编号可以辨认，但逐字比对的核查工具可能识别不出。",
    ),
    fix=text(
        en="Write the number exactly as it was issued, without anything in between: {number}.",
        zh="按核发内容连续书写：{number}。",
    ),
    faults={
        "full-width": _oddity("in full-width signs", "使用了全角字符"),
        "inner-blanks": _oddity("with blanks inside", "中间有空格"),
        "zero-width": _oddity("with invisible signs inside", "中间夹有不可见字符"),
        "label-glued": _oddity("glued to its label", "与前面的名称连写，没有分隔"),
        "english-label": _oddity("behind an English label", "前面使用了英文名称"),
        "lower-case": _oddity("in lower case", "字母为小写"),
        "double-hao": _oddity("with 号 twice", "“号”字重复"),
        "sign-in-brackets": _oddity("with its province sign in brackets", "省份简称写在括号内"),
    },
    since="0.1.0",
    about=(Thing.OWN_ICP,),
    without=Without.ICP_RUNG,
    sources=(law("MIIT-PLATFORM", "number-form"),),
    good='<footer><a href="https://beian.miit.gov.cn/">京ICP备2021009999号-1</a></footer>',
    bad='<footer><a href="https://beian.miit.gov.cn/">京 ICP 备 2021009999 号 - 1</a></footer>',
)


def judge_page(page: PageEvidence, context: RuleContext) -> Iterator[Fault | NotApplicable]:  # noqa: ARG001 - the shape of a rule
    """Fail for each number of which every copy is oddly written, by its first oddity."""
    if not page.own_icp:
        yield NotApplicable(page.icp_presence.value)
    plain = {number.number for number in page.own_icp if not _oddities(number.style)}
    for number in {one.number: one for one in reversed(page.own_icp) if one.number not in plain}.values():
        yield Fault(
            _oddities(number.style)[0],
            about=number,
            html=icp_html(number.number),
            details={"number": number.number},
        )


def _oddities(style: tuple[str, ...]) -> list[str]:
    return [name for name in style if name in INFO.faults]
