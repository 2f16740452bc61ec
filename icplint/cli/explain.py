"""`icplint explain`: one rule in full, what held of it then and there, or how it judges a page."""

from collections.abc import Sequence
from datetime import date
from difflib import get_close_matches
from pathlib import Path

import click

from icplint.cli.command import Argument, Command
from icplint.cli.own_rules import known_rules, rule_options
from icplint.collect.sites.provinces import read_province
from icplint.errors import UsageError
from icplint.facts.regions import regions
from icplint.judge.presence import icp_rungs, psb_rungs
from icplint.model.rule import Rule
from icplint.model.settings import Settings
from icplint.model.site import SavedPage, Site
from icplint.model.text import Language, Text
from icplint.run.reading import check_saved
from icplint.run.wiring import real_world
from icplint.tell.ladder import ladder
from icplint.tell.report.sentences import not_checked_sentence
from icplint.tell.rule_page import rule_page
from icplint.tell.then_and_there import then_and_there
from icplint.words import cli_help, cli_talk
from icplint.words import then_and_there as words

_LADDERS = {"icp": icp_rungs, "psb": psb_rungs}
"""By the pack whose rules speak of them."""


def command(language: Language) -> Command:
    """The command, speaking one language."""

    def explain(
        rule: str, file: str | None, *, why: bool, as_of: str | None, province: str | None, **given: object
    ) -> None:
        rules = known_rules(given, language)
        named = rule_named(rule, rules)
        if why:
            if as_of is not None or province is not None:
                raise _usage(words.NOT_WITH_WHY)
            click.echo(_why(named, file, rules, language).rstrip())
        elif file is not None:
            raise _usage(words.FILE_NEEDS_WHY.fill(rule=rule, file=file))
        elif as_of is not None or province is not None:
            day = None if as_of is None else _day(as_of)
            where = None if province is None else _province(province)
            click.echo(then_and_there(named, language, day=day, province=where).rstrip())
        else:
            click.echo(rule_page(named, language).rstrip())

    return Command(
        "explain",
        language=language,
        says=cli_help.EXPLAIN,
        callback=explain,
        params=[
            Argument("rule", metavar="RULE", says=cli_help.RULE.of(language)),
            Argument("file", metavar="[FILE]", says=cli_help.WHY_FILE.of(language), required=False),
            click.Option(["--as-of"], metavar="DATE", help=cli_help.AS_OF.of(language)),
            click.Option(["--province"], metavar="NAME", help=cli_help.PROVINCE.of(language)),
            click.Option(["--why"], is_flag=True, help=cli_help.WHY.of(language)),
            *rule_options(language),
        ],
    )


def _why(rule: Rule, file: str | None, rules: Sequence[Rule], language: Language) -> str:
    """The ladder of a saved page, and what the rule says of it."""
    rungs_of = _LADDERS.get(rule.pack)
    if rungs_of is None:
        raise _usage(words.OF_A_LADDER.fill(rule=rule.info.id))
    if file is None:
        raise _usage(words.WHY_NEEDS_A_FILE)
    site = Site(index=0, label=file, target=SavedPage(Path(file), None), typed=True)
    outcome = check_saved(site, rules, Settings(), real_world().today())
    reason = not_checked_sentence(outcome)
    if reason is not None:
        detail = outcome.failure.detail if outcome.failure and outcome.failure.detail else file
        raise UsageError(en=f"{detail}: {reason.en}", zh=f"{detail}：{reason.zh}")
    return ladder(rule, tuple(rungs_of(outcome.pages[0])), outcome, language)


def _day(written: str) -> date:
    try:
        return date.fromisoformat(written)
    except ValueError:
        raise _usage(words.NOT_A_DAY) from None


def _province(written: str) -> Text:
    """A province's name in both languages."""
    read = read_province(written)
    if isinstance(read, Text):
        raise _usage(Text(en=f"--province: {read.en}", zh=f"--province：{read.zh}"))
    return next(Text(en=one.english, zh=one.name) for one in regions() if one.name == read)


def _usage(said: Text) -> UsageError:
    return UsageError(en=said.en, zh=said.zh)


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
