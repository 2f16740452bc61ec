"""A declared generative-AI service does not name its model and the model's filing number.

A site declares the service by one of the tags in the option `tags` (the list's column 标签), or all sites of
a run do by `every_site`. Without that, the rule speaks only where such a number, or its label, stands in the footer.
"""

from collections.abc import Iterator

from icplint.rule_api import (
    Confidence,
    Fault,
    FaultInfo,
    NotApplicable,
    PageEvidence,
    Place,
    RuleContext,
    RuleInfo,
    Severity,
    Where,
    declares_business,
    law,
    shown_licences,
    text,
)

INFO = RuleInfo(
    id="LIC009",
    name="licence-generative-ai",
    title=text(
        en="The filed model of a generative-AI service is not named",
        zh="未公示生成式人工智能服务的模型名称及备案号",
    ),
    why=text(
        en="Announcement of the Cyberspace Administration of 2024-04-02: an application tells, in a prominent place or on its "
        "product page, which filed service it uses, with the model's name and filing number.",
        zh="国家互联网信息办公室 2024-04-02 公告：已上线的应用应在显著位置或产品详情页面公示所使用的已备案服务情况，注明模型名称及"
        "备案号。",
    ),
    fix=text(
        en="Write the model's name and filing number, in the manner of Beijing-YunQue-20230821, in a prominent place or on "
        "the product page.",
        zh="在显著位置或产品详情页面注明模型名称及备案号，写法如“Beijing-YunQue-20230821”。",
    ),
    faults={
        "missing": FaultInfo(
            severity=Severity.INFO,
            confidence=Confidence.MEDIUM,
            message=text(
                en="The site is declared a generative-AI service, and the home page names no model with a filing number (a "
                "product page may do so instead)",
                zh="本网站标注为生成式人工智能服务，核查时首页未发现模型名称及备案号（也可在产品详情页面公示）",
            ),
        ),
        "number-missing": FaultInfo(
            severity=Severity.INFO,
            confidence=Confidence.MEDIUM,
            message=text(
                en="“{raw}”: no number of a known form stands with it",
                zh="页面所示“{raw}”后未见常见写法的备案号",
            ),
        ),
        "form": FaultInfo(
            severity=Severity.INFO,
            confidence=Confidence.MEDIUM,
            message=text(
                en="“{raw}” is not written as the filing number of a model usually is",
                zh="页面所示“{raw}”与模型备案号的常见写法不一致",
            ),
        ),
        "placeholder": FaultInfo(
            severity=Severity.INFO,
            message=text(
                en="“{raw}” is a sample that nobody filled in", zh="页面所示“{raw}”是未替换的编号示例"
            ),
        ),
    },
    since="0.1.0",
    where=Where.HOME,
    options={
        "tags": ("generative-ai", "生成式人工智能", "生成式AI", "大模型"),
        "every_site": False,
    },
    sources=(law("CAC-GENAI-2024", "display"), law("LICENCE-NUMBERS", "generative-ai")),
    good="<footer>使用的大模型：云雀，备案号 Beijing-YunQue-20230821</footer>",
    bad="<footer>大模型备案号：Beijing-YunQue-2023</footer>",
)

_KIND = "生成式人工智能服务备案"


def judge_page(page: PageEvidence, context: RuleContext) -> Iterator[Fault | NotApplicable]:
    """Fail for what was meant as a model's number, for a label without a number, and for a declared service with neither."""
    if any(one.number and one.visible for one in page.evidence.licences if one.kind == _KIND):
        return
    shown = shown_licences(page, (_KIND,))
    faulty = [one for one in shown if one.faults]
    if faulty:
        for one in faulty:
            yield Fault(one.faults[0], about=one)
    elif shown:
        if not any(one.href for one in shown):  # a label may lead to the page that publishes the filing
            yield Fault("number-missing", about=shown[0])
    elif declares_business(context):
        yield Fault("missing", place=Place(selector=page.footer.selector))
    else:
        yield NotApplicable("not-declared")
