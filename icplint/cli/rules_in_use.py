"""The rules of a command that judges, once what was said of them is known to make sense."""

from icplint.config.rule_names import no_rule_left, unknown_rules
from icplint.config.rule_options import wrong_options
from icplint.model.rule import Rule
from icplint.model.settings import Settings
from icplint.run.rules import rules_of


def rules_in_use(settings: Settings) -> tuple[Rule, ...]:
    """All rules that the settings load.

    Raises:
        ConfigError: They name a rule, or an option of one, that there is not, or leave no rule to judge by.
        PackError: A rule file cannot be loaded.
    """
    rules = rules_of(settings)
    if wrong := (
        unknown_rules(settings, rules) or wrong_options(settings, rules) or no_rule_left(settings, rules)
    ):
        raise wrong
    return rules
