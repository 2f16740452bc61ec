"""A rule file as a user of icplint writes it."""

OWN_RULE = '''"""The footer greets."""

from icplint.rule_api import Fault, FaultInfo, RuleInfo, Severity, text

INFO = RuleInfo(
    id="ORG001",
    name="greeting-missing",
    title=text(en="No greeting", zh="没有问候"),
    why=text(en="We greet.", zh="我们问候。"),
    fix=text(en="Greet.", zh="请问候。"),
    faults={"silent": FaultInfo(severity=Severity.INFO, message=text(en="No greeting", zh="没有问候"))},
    since="1.0.0",
    sources=(),
    options={"word": "hello"},
)


def judge_page(page, context):
    if context.options["word"] not in page.footer.text:
        yield Fault("silent")
'''
