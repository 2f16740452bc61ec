"""The rules that a run from here would judge by, for the commands that tell about rules."""

import os
from collections.abc import Mapping
from pathlib import Path

import click

from icplint.cli.options import settings_of
from icplint.config.table import by_name
from icplint.model.rule import Rule
from icplint.model.text import Language
from icplint.run.rules import rules_of
from icplint.words import cli_help


def rule_options(language: Language) -> list[click.Option]:
    """The options that say which rules there are."""
    packs = by_name("packs")
    assert packs is not None  # noqa: S101 - a row of our own table
    return [
        click.Option(["--packs"], metavar=packs.metavar, multiple=True, help=packs.says.of(language)),
        click.Option(["--config"], metavar="FILE", help=cli_help.CONFIG.of(language)),
    ]


def known_rules(given: Mapping[str, object], language: Language) -> tuple[Rule, ...]:
    """The bundled rules, those of the user's folders, and the items that the configuration demands.

    Raises:
        ConfigError: A setting cannot be used.
        PackError: A folder or a rule file cannot be used.
    """
    flags = {name: given.get(name) for name in ("packs", "config")}
    return rules_of(settings_of(flags, os.environ, Path.cwd(), language))
