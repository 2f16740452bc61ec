"""`icplint history`: what became of one site."""

import sys
from enum import StrEnum

import click

from icplint.cli.command import Argument, Command
from icplint.cli.store_commands import (
    format_of,
    format_option,
    opened_store,
    settings_here,
    store_options,
)
from icplint.model.text import Language
from icplint.model.zone import BEIJING
from icplint.tell.report.inert import inert_line
from icplint.words import changes as words


class HistoryFormat(StrEnum):
    """What is printed."""

    TEXT = "text"
    JSON = "json"


def command(language: Language) -> Command:
    """The command, speaking one language."""
    site = Argument("site", metavar="SITE", says=words.SITE_ARGUMENT.of(language))

    def history(site: str, **given: object) -> None:
        _history(site, given, language)

    return Command(
        "history",
        language=language,
        says=words.HISTORY,
        callback=history,
        params=[site, *store_options(language), format_option(HistoryFormat, language)],
    )


def _history(site: str, given: dict[str, object], language: Language) -> None:
    from icplint.keep.store.history import sites_named, spells  # noqa: PLC0415 - the help page never needs the store
    from icplint.tell.changes.json_document import history_document  # noqa: PLC0415 - see above
    from icplint.tell.changes.text import spell_lines  # noqa: PLC0415 - see above

    format_ = format_of(HistoryFormat, given.pop("format", None), HistoryFormat.TEXT)
    with opened_store(settings_here(given, language)) as store:
        found = [(known.address, list(spells(store, known))) for known in sites_named(store, site)]
    if format_ is HistoryFormat.JSON:
        sys.stdout.flush()
        sys.stdout.buffer.write(history_document(found))
        return
    for address, stretches in found:
        click.echo(inert_line(address))
        for line in spell_lines(stretches, language=language, zone=BEIJING):
            indent = line[: len(line) - len(line.lstrip())]
            click.echo(f"  {indent}{inert_line(line)}")
