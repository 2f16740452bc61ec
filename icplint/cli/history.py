"""`icplint history`: what became of one site."""

import sys
from enum import StrEnum
from pathlib import Path
from secrets import token_hex
from typing import TYPE_CHECKING

import click

from icplint.cli.command import Argument, Command
from icplint.cli.store_commands import (
    format_of,
    format_option,
    opened_store,
    settings_here,
    store_options,
)
from icplint.errors import StoreError
from icplint.model.text import Language
from icplint.model.zone import BEIJING
from icplint.run.drafts import Draft
from icplint.tell.report.inert import inert_line
from icplint.words import changes as words

if TYPE_CHECKING:
    from icplint.keep.store.history import KnownSite
    from icplint.keep.store.opening import Store


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
        params=[
            site,
            *store_options(language),
            format_option(HistoryFormat, language),
            click.Option(["--answers"], metavar="FILE", help=words.ANSWERS.of(language)),
        ],
    )


def _write_answers(store: "Store", sites: "list[KnownSite]", path: Path) -> None:
    from icplint.keep.recording import to_bytes  # noqa: PLC0415 - rarely wanted
    from icplint.keep.store.outcomes import last_recording  # noqa: PLC0415 - see above

    kept = [one for known in sites if (one := last_recording(store, known.id)) is not None]
    if not kept:
        refused = words.NO_ANSWERS.fill(site=sites[0].address)
        raise StoreError(refused.en, refused.zh)
    with Draft(path, token_hex(4)) as draft:
        draft.file.write(to_bytes(kept[0]))
        draft.publish()


def _history(site: str, given: dict[str, object], language: Language) -> None:
    from icplint.keep.store.history import sites_named, spells  # noqa: PLC0415 - the help page never needs the store
    from icplint.tell.changes.json_document import history_document  # noqa: PLC0415 - see above
    from icplint.tell.changes.text import spell_lines  # noqa: PLC0415 - see above

    format_ = format_of(HistoryFormat, given.pop("format", None), HistoryFormat.TEXT)
    answers = given.pop("answers", None)
    with opened_store(settings_here(given, language)) as store:
        sites = sites_named(store, site)
        found = [(known.address, list(spells(store, known))) for known in sites]
        if isinstance(answers, str):
            _write_answers(store, sites, Path(answers))
    if format_ is HistoryFormat.JSON:
        sys.stdout.flush()
        sys.stdout.buffer.write(history_document(found))
        return
    for address, stretches in found:
        click.echo(inert_line(address))
        for line in spell_lines(stretches, language=language, zone=BEIJING):
            indent = line[: len(line) - len(line.lstrip())]
            click.echo(f"  {indent}{inert_line(line)}")
