"""`icplint runs`: the runs that a store keeps."""

import sys
from enum import StrEnum

import click

from icplint.cli.command import Command
from icplint.cli.store_commands import (
    format_of,
    format_option,
    opened_store,
    settings_here,
    store_options,
)
from icplint.model.text import Language
from icplint.model.zone import BEIJING
from icplint.run.clock import utc_now
from icplint.tell.report.inert import inert_line
from icplint.words import changes as words


class RunsFormat(StrEnum):
    """What is printed."""

    TEXT = "text"
    JSON = "json"


def command(language: Language) -> Command:
    """The command, speaking one language."""

    def runs(**given: object) -> None:
        _runs(given, language)

    return Command(
        "runs",
        language=language,
        says=words.RUNS,
        callback=runs,
        params=[*store_options(language), format_option(RunsFormat, language)],
    )


def _runs(given: dict[str, object], language: Language) -> None:
    from icplint.keep.store.runs import Runs  # noqa: PLC0415 - the help page never needs the store
    from icplint.tell.changes.json_document import runs_document  # noqa: PLC0415 - see above
    from icplint.tell.changes.text import run_lines  # noqa: PLC0415 - see above

    format_ = format_of(RunsFormat, given.pop("format", None), RunsFormat.TEXT)
    with opened_store(settings_here(given, language)) as store:
        found = Runs(store, utc_now).runs()
    if format_ is RunsFormat.JSON:
        sys.stdout.flush()
        sys.stdout.buffer.write(runs_document(found))
        return
    for line in run_lines(found, language=language, zone=BEIJING):
        click.echo(inert_line(line))
