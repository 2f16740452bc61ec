"""`icplint explain`: one rule in full."""

from collections.abc import Sequence
from difflib import get_close_matches

import click

from icplint.cli.command import Argument, Command
from icplint.errors import UsageError
from icplint.model.rule import Rule
from icplint.model.text import Language, Text
from icplint.packs import load_rules
from icplint.tell.rule_page import rule_page
from icplint.words import cli_help, cli_talk


def command(language: Language) -> Command:
    """The command, speaking one language."""

    def explain(rule: str, **_: object) -> None:
        click.echo(rule_page(rule_named(rule, load_rules()), language).rstrip())

    return Command(
        "explain",
        language=language,
        says=cli_help.EXPLAIN,
        callback=explain,
        params=[Argument("rule", metavar="RULE", says=cli_help.RULE.of(language))],
    )


def rule_named(word: str, rules: Sequence[Rule]) -> Rule:
    """The rule of an id or a name, in capitals or not.

    Raises:
        UsageError: There is none; the line names the nearest.
    """
    known = {name.lower(): rule for rule in rules for name in (rule.info.id, rule.info.name)}
    found = known.get(word.lower())
    if found is not None:
        return found
    near = get_close_matches(word.lower(), known, n=1)
    spelled = [name for rule in rules for name in (rule.info.id, rule.info.name) if name.lower() in near]
    nearest = cli_talk.NEAREST_RULE.fill(name=spelled[0]) if spelled else Text(en="", zh="")
    refused = cli_talk.NO_SUCH_RULE.fill(name=word, nearest=nearest)
    raise UsageError(refused.en, refused.zh)
