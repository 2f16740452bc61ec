"""`icplint rules`: the table of rules."""

from collections.abc import Iterator, Sequence

import click

from icplint.cli.command import Command
from icplint.cli.help_page import width_of
from icplint.cli.own_rules import known_rules, rule_options
from icplint.model.finding import Severity
from icplint.model.rule import Rule
from icplint.model.text import Language
from icplint.words import cli_help, cli_talk
from icplint.words.report import SEVERITIES


def command(language: Language) -> Command:
    """The command, speaking one language."""

    def tell(**given: object) -> None:
        for line in _table(known_rules(given, language), language):
            click.echo(line)

    return Command(
        "rules", language=language, says=cli_help.RULES, callback=tell, params=rule_options(language)
    )


def _table(rules: Sequence[Rule], language: Language) -> Iterator[str]:
    """One line for each rule, in columns, then how many there are."""
    rows = [
        (rule.info.id, SEVERITIES[_gravest(rule)].of(language), rule.info.name, rule.info.title.of(language))
        for rule in rules
    ]
    widths = [max(map(width_of, column)) for column in zip(*rows, strict=True)]
    for row in rows:
        cells = (cell + " " * (width - width_of(cell)) for cell, width in zip(row, widths, strict=True))
        yield "  ".join(cells).rstrip()
    yield ""
    yield cli_talk.RULES_COUNTED.fill(count=str(len(rows))).of(language)


def _gravest(rule: Rule) -> Severity:
    return min((fault.severity for fault in rule.info.faults.values()), key=lambda severity: severity.rank)
