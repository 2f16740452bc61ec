"""`icplint register show`: all that a register says of a host."""

import json
import os
import sys
from collections.abc import Iterator, Mapping
from enum import StrEnum
from pathlib import Path

import click

from icplint.cli.command import Argument, Command
from icplint.cli.help_page import width_of
from icplint.cli.options import setting_option, settings_of
from icplint.cli.streams import say
from icplint.cli.typed_host import typed_host
from icplint.config import values
from icplint.errors import UsageError
from icplint.model.exit_code import ExitCode
from icplint.model.filing import Filing, NotFiled, RegisterAnswer, Unknown
from icplint.model.text import Language, Text
from icplint.run.filed import filing_for
from icplint.run.wiring import real_world
from icplint.tell.report.inert import inert_line
from icplint.tell.report.v1 import filing_object
from icplint.words import cli_help, cli_usage, reasons, snippet
from icplint.words import register_commands as words
from icplint.words.report import FILING_STATUSES

_SETTINGS = ("register", "register-max-age")


class ShowFormat(StrEnum):
    """What is printed."""

    TEXT = "text"
    JSON = "json"


def command(language: Language) -> Command:
    """The command, speaking one language."""

    def show(domain: str, entity: str | None, **given: object) -> ExitCode:
        format_ = _format(given.pop("format", None))
        host = typed_host(domain)
        settings = settings_of(given, os.environ, Path.cwd(), language)
        if settings.register.source is None:
            raise UsageError(words.NO_REGISTER.en, words.NO_REGISTER.zh)
        filed = filing_for(host, settings.register, real_world().today(), entity=entity)
        if filed.wrong_rows:
            say(snippet.WRONG_ROWS.fill(count=str(filed.wrong_rows)), language)
        if format_ is ShowFormat.JSON:
            _print_json({"host": host, "filing": filing_object(filed.answer)})
        else:
            for line in _lines(host, filed.answer, language):
                click.echo(line)
        return ExitCode.NOT_MEASURED if isinstance(filed.answer, Unknown) else ExitCode.CLEAN

    return Command(
        "show",
        language=language,
        says=words.SHOW,
        callback=show,
        params=[
            Argument("domain", metavar="DOMAIN", says=words.DOMAIN.of(language)),
            *(setting_option(name, language) for name in _SETTINGS),
            click.Option(["--entity"], metavar="NAME", help=words.ENTITY.of(language)),
            click.Option(["--format"], metavar="|".join(ShowFormat), help=words.FORMAT.of(language)),
            click.Option(["--config"], metavar="FILE", help=cli_help.CONFIG.of(language)),
        ],
        after=words.SHOW_AFTER,
    )


def _lines(host: str, answer: RegisterAnswer, language: Language) -> Iterator[str]:
    """One line for each field that is known, in two columns."""
    told = {"host": Text(en=host, zh=host), "answer": _answer(answer)} | dict(_known(answer))
    width = max(width_of(words.FIELDS[name].of(language)) for name in told)
    for name, label in words.FIELDS.items():
        if name in told:
            written = label.of(language)
            yield f"{written}{' ' * (width - width_of(written))}  {inert_line(told[name].of(language))}"


def _answer(answer: RegisterAnswer) -> Text:
    match answer:
        case Filing():
            return words.FILED
        case NotFiled():
            return words.NOT_FILED
        case Unknown(reason):
            return words.UNKNOWN.fill(why=reasons.unmeasured_reason(reason))


def _known(answer: RegisterAnswer) -> Iterator[tuple[str, Text]]:
    for name, value in filing_object(answer).items():
        if name in words.FIELDS and name != "answer" and value not in (None, []):
            yield name, _value(name, value)
    if isinstance(answer, Filing) and answer.status is not None:
        yield "status", FILING_STATUSES[answer.status]
    if isinstance(answer, Filing) and answer.of_parent and answer.domain:
        yield "domain", words.PARENTS.fill(domain=answer.domain)


def _value(name: str, value: object) -> Text:
    if isinstance(value, bool):
        return words.YES if value else words.NO
    if not isinstance(value, list):
        return Text(en=str(value), zh=str(value))
    if name == "disputed":
        labels = [words.FIELDS[one] for one in value]
        return Text(en=", ".join(one.en for one in labels), zh="、".join(one.zh for one in labels))
    return Text(en=", ".join(value), zh="、".join(value))


def _print_json(told: Mapping[str, object]) -> None:
    """As bytes: UTF-8 and line feeds on every system."""
    sys.stdout.flush()
    sys.stdout.buffer.write(f"{json.dumps(told, ensure_ascii=False, indent=2)}\n".encode())
    sys.stdout.buffer.flush()


def _format(given: object) -> ShowFormat:
    if given is None:
        return ShowFormat.TEXT
    read = values.one_of(ShowFormat)(given)
    if isinstance(read, Text):
        refused = cli_usage.MUST_BE.fill(where="--format", expected=read)
        raise UsageError(refused.en, refused.zh)
    return ShowFormat(str(read))
