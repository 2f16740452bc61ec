from dataclasses import replace
from pathlib import Path

import pytest

from icplint.config.load import load
from icplint.config.rule_options import wrong_options
from icplint.model.finding import Severity
from icplint.model.rule import FaultInfo, Rule, RuleInfo
from icplint.model.settings import JudgeSettings, RuleSetting, Settings
from icplint.model.text import text
from icplint.packs import load_rules

SAID = text(en="x", zh="x")
RULE = Rule(
    info=RuleInfo(
        id="ORG001",
        name="organisation-rule",
        title=SAID,
        why=SAID,
        fix=SAID,
        faults={"x": FaultInfo(severity=Severity.INFO, message=SAID)},
        since="1.0.0",
        sources=(),
        options={"strict": False, "words": ("a",), "names": (), "most": 3, "share": 0.5, "label": "x"},
    ),
    pack="ours",
)


def refused(**options: object) -> str:
    settings = Settings(judge=JudgeSettings(rules={"ORG001": RuleSetting(options=options)}))
    error = wrong_options(settings, [RULE])
    return "" if error is None else error.en


@pytest.mark.parametrize(
    "options",
    [
        {},
        {"strict": True},
        {"words": ("b", "c")},
        {"words": ()},
        {"names": ("b",)},
        {"most": 4},
        {"share": 1},
        {"share": 0.1},
        {"label": "y"},
    ],
    ids=str,
)
def test_a_value_of_the_defaults_type_is_taken(options: dict[str, object]) -> None:
    assert refused(**options) == ""


@pytest.mark.parametrize(
    ("options", "says"),
    [
        ({"strict": 1}, "rules.ORG001.strict must be true or false, such as false"),
        ({"most": True}, "rules.ORG001.most must be a whole number, such as 3"),
        ({"most": 1.5}, "rules.ORG001.most must be a whole number, such as 3"),
        ({"share": "much"}, "rules.ORG001.share must be a number, such as 0.5"),
        ({"share": True}, "rules.ORG001.share must be a number, such as 0.5"),
        ({"words": "b"}, 'rules.ORG001.words must be a list, such as ["a"]'),
        ({"words": (1,)}, 'rules.ORG001.words must be a list, such as ["a"]'),
        ({"label": 3}, 'rules.ORG001.label must be text, such as "x"'),
        ({"stricct": True}, "rules.ORG001.stricct: ORG001 has no such option; did you mean strict?"),
        ({"zzz": True}, "known are severity, strict, words"),
    ],
    ids=str,
)
def test_another_value_or_name_is_one_line(options: dict[str, object], says: str) -> None:
    assert says in refused(**options)
    assert "\n" not in refused(**options)


def test_a_rule_that_there_is_not_is_told_elsewhere() -> None:
    settings = Settings(judge=JudgeSettings(rules={"NOT001": RuleSetting(options={"x": 1})}))

    assert wrong_options(settings, [RULE]) is None


def test_a_list_of_the_file_is_a_tuple_for_the_rule(tmp_path: Path) -> None:
    (tmp_path / "icplint.toml").write_text("[rules.ORG001]\nwords = ['b', 'c']\n")
    settings = load({}, {}, tmp_path)

    assert settings.judge.rules["ORG001"].options == {"words": ("b", "c")}
    assert wrong_options(settings, [RULE]) is None


def test_every_default_of_our_rules_may_be_written_into_a_file() -> None:
    rules = load_rules()
    said = {rule.info.id: RuleSetting(options=rule.info.options) for rule in rules}
    settings = Settings()

    assert wrong_options(replace(settings, judge=JudgeSettings(rules=said)), rules) is None
