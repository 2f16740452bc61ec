"""`icplint register deadlines`: what falls due, as text, table, JSON or calendar."""

import os
import sys
from collections.abc import Iterable, Sequence
from contextlib import ExitStack
from dataclasses import replace
from datetime import datetime
from enum import StrEnum
from pathlib import Path
from typing import assert_never

import click

from icplint.cli.command import Argument, Command
from icplint.cli.options import setting_option, settings_of
from icplint.cli.streams import say
from icplint.collect.sites.targets import read_targets
from icplint.config import values
from icplint.errors import UsageError
from icplint.facts.working_days import WEEK_ALONE, work_calendar
from icplint.late import dataclass
from icplint.model.exit_code import ExitCode
from icplint.model.text import Language, Text
from icplint.run.deadlines import gather_deadlines
from icplint.run.drafts import Draft, place_of
from icplint.run.wiring import real_world
from icplint.tell.deadlines.agenda import Agenda, agenda
from icplint.tell.deadlines.calendar_file import deadlines_calendar, has_icalendar
from icplint.tell.deadlines.csv_table import deadlines_csv
from icplint.tell.deadlines.json_document import deadlines_json
from icplint.tell.deadlines.text import deadlines_text
from icplint.words import cli_help, cli_usage
from icplint.words import deadlines as words

_SETTINGS = ("register", "register-max-age")
_PAST_DAYS = 90
_LONGEST_PAST = 36_500


class Shape(StrEnum):
    """The forms in which deadlines are told."""

    TEXT = "text"
    CSV = "csv"
    JSON = "json"
    ICS = "ics"


class Printed(StrEnum):
    """The forms that go to standard output: a calendar is a file."""

    TEXT = "text"
    CSV = "csv"
    JSON = "json"


_BY_SUFFIX = {".txt": Shape.TEXT, ".csv": Shape.CSV, ".json": Shape.JSON, ".ics": Shape.ICS}


@dataclass(frozen=True, slots=True)
class _File:
    path: Path
    shape: Shape


def command(language: Language) -> Command:
    """The command, speaking one language."""

    def deadlines(lists: tuple[str, ...], **given: object) -> ExitCode:
        return _deadlines(lists, given, language)

    return Command(
        "deadlines",
        language=language,
        says=words.COMMAND,
        callback=deadlines,
        params=[
            Argument("lists", metavar="LIST", says=words.LISTS.of(language), many=True, required=False),
            *(setting_option(name, language) for name in _SETTINGS),
            click.Option(["--past"], metavar="DAYS", help=words.PAST.of(language)),
            click.Option(["--format"], metavar="|".join(Printed), help=words.FORMAT.of(language)),
            click.Option(["-o", "--output"], metavar="FILE", multiple=True, help=words.OUTPUT.of(language)),
            click.Option(["--config"], metavar="FILE", help=cli_help.CONFIG.of(language)),
        ],
    )


def _deadlines(lists: Sequence[str], given: dict[str, object], language: Language) -> ExitCode:
    shape = _shape(given.pop("format", None))
    past_days = _past(given.pop("past", None))
    written = given.pop("output", ())
    # `-o` of a configuration file names reports; a calendar is asked for on the command line alone.
    settings = replace(settings_of(given, os.environ, Path.cwd(), language), language=language)
    read = [Path(one.removeprefix("@")) for one in lists]
    if settings.register.source is not None and not settings.register.is_service:
        read.append(Path(settings.register.source))
    files = _files(written if isinstance(written, tuple) else (), read)
    world = real_world()
    now, today = world.now(), world.today()
    with ExitStack() as stack:
        drafts = [stack.enter_context(Draft(file.path, world.make_id(now))) for file in files]
        sites = None
        if lists:
            stdin = sys.stdin.buffer if sys.stdin is not None else None
            sites = stack.enter_context(read_targets(lists, stdin=stdin))
        found = gather_deadlines(settings, sites, today, lambda told: say(told, language))
        if work_calendar() is WEEK_ALONE and any(one.longer for one in found):
            say(words.HOLIDAYS_UNKNOWN, language)
        told = agenda(found, today=today, past_days=past_days)
        for draft, file in zip(drafts, files, strict=True):
            draft.file.write(_told(told, file.shape, language, now))
            draft.publish()
    _print(_told(told, shape, language, now), shape)
    return ExitCode.CLEAN


def _told(agenda_: Agenda, shape: Shape, language: Language, now: datetime) -> bytes:
    match shape:
        case Shape.TEXT:
            return deadlines_text(agenda_, language)
        case Shape.CSV:
            return deadlines_csv(agenda_, language)
        case Shape.JSON:
            return deadlines_json(agenda_)
        case Shape.ICS:
            return deadlines_calendar(agenda_, language, now)
        case never:
            assert_never(never)


def _print(written: bytes, shape: Shape) -> None:
    """Text in the encoding of the console or pipe; what programs read as bytes, the same on every system."""
    if shape is Shape.TEXT:
        click.echo(written.decode(), nl=False)
        return
    sys.stdout.flush()
    sys.stdout.buffer.write(written)
    sys.stdout.buffer.flush()


def _files(written: Iterable[object], read: Sequence[Path]) -> tuple[_File, ...]:
    """The files to write, each once, and none of them one that is read.

    Raises:
        UsageError: A suffix names no format, a path is named twice or is read, or its format needs an extra.
        OutputError: A path is a link that leads in a circle.
    """
    files: dict[Path, _File] = {}
    places_read = {place_of(path) for path in read if path.exists()}
    for name in map(str, written):
        path = Path(name)
        shape = _BY_SUFFIX.get(path.suffix.lower())
        place = place_of(path)
        if shape is None:
            raise _usage(words.OUTPUT_SUFFIX.fill(path=name))
        if shape is Shape.ICS and not has_icalendar():
            raise _usage(words.NEEDS_ICALENDAR.fill(path=name))
        if place in files:
            raise _usage(words.OUTPUT_TWICE.fill(path=name))
        if place in places_read:
            raise _usage(words.OUTPUT_IS_READ.fill(path=name))
        files[place] = _File(path, shape)
    return tuple(files.values())


def _shape(given: object) -> Shape:
    if given is None:
        return Shape.TEXT
    read = values.one_of(Printed)(given)
    if isinstance(read, Text):
        raise _usage(cli_usage.MUST_BE.fill(where="--format", expected=read))
    return Shape(str(read))


def _past(given: object) -> int:
    if given is None:
        return _PAST_DAYS
    read = values.whole_number(0, _LONGEST_PAST)(given)
    if isinstance(read, Text):
        raise _usage(cli_usage.MUST_BE.fill(where="--past", expected=read))
    return int(str(read))


def _usage(said: Text) -> UsageError:
    return UsageError(en=said.en, zh=said.zh)
