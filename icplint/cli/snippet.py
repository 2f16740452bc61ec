"""`icplint snippet`: the footer of a site, made from what was filed."""

import json
import os
import sys
from enum import StrEnum
from pathlib import Path

import click

from icplint.cli.command import Command
from icplint.cli.options import setting_option, settings_of
from icplint.cli.streams import say
from icplint.cli.typed_host import typed_host
from icplint.collect.sites.provinces import read_province
from icplint.collect.sites.quoting import quoted
from icplint.config import values
from icplint.errors import OutputError, UsageError
from icplint.mend.snippet import DEFAULT_ICON, Snippet, is_icon_address, make_snippet
from icplint.model.exit_code import ExitCode
from icplint.model.text import Language, Text, text
from icplint.run.filed import filing_for
from icplint.run.wiring import real_world
from icplint.words import cli_help, cli_usage
from icplint.words import snippet as words

_SETTINGS = ("register", "register-max-age", "checker")


class SnippetFormat(StrEnum):
    """What is printed."""

    HTML = "html"
    JSON = "json"


def command(language: Language) -> Command:
    """The command, speaking one language."""

    def snippet(domain: str, icon: str | None, province: str | None, **given: object) -> ExitCode:
        return _snippet(domain, icon or DEFAULT_ICON, province, given, language)

    return Command(
        "snippet",
        language=language,
        says=words.COMMAND,
        callback=snippet,
        params=[
            click.Option(["--domain"], metavar="DOMAIN", required=True, help=words.DOMAIN.of(language)),
            *(setting_option(name, language) for name in _SETTINGS),
            click.Option(["--icon"], metavar="PATH", help=words.ICON.fill(icon=DEFAULT_ICON).of(language)),
            click.Option(["--province"], metavar="NAME", help=words.PROVINCE.of(language)),
            click.Option(["--format"], metavar="|".join(SnippetFormat), help=words.FORMAT.of(language)),
            click.Option(["--config"], metavar="FILE", help=cli_help.CONFIG.of(language)),
        ],
    )


def _snippet(
    domain: str, icon: str, province: str | None, given: dict[str, object], language: Language
) -> ExitCode:
    format_ = _format(given.pop("format", None))
    host = typed_host(domain, "--domain")
    where = None if province is None else _province(province)
    if not is_icon_address(icon):
        raise _usage(words.ICON_REFUSED.fill(icon=quoted(icon)))
    settings = settings_of(given, os.environ, Path.cwd(), language)
    if settings.register.source is None:
        raise _usage(words.NO_REGISTER)
    today = real_world().today()
    filed = filing_for(host, settings.register, today)
    if filed.wrong_rows:
        say(words.WRONG_ROWS.fill(count=str(filed.wrong_rows)), language)
    made = make_snippet(
        host, filed.answer, today=today, province=where, checker=settings.judge.checker, icon=icon
    )
    if isinstance(made, Text):
        say(made, language)
        return ExitCode.NOT_MEASURED
    for remark in made.remarks:
        say(remark, language)
    _print(_written(made, format_))
    return ExitCode.CLEAN


def _written(made: Snippet, format_: SnippetFormat) -> str:
    if format_ is SnippetFormat.JSON:
        return json.dumps(made.as_json(), ensure_ascii=False, indent=2)
    return made.html


def _print(written: str) -> None:
    """To a terminal in its own encoding, to a file or a pipe in UTF-8: there a sign less would be a fault pasted."""
    if sys.stdout is None:
        raise OutputError(words.NO_OUTPUT.en, words.NO_OUTPUT.zh)
    if sys.stdout.isatty():
        click.echo(written)
        return
    sys.stdout.flush()
    sys.stdout.buffer.write(f"{written}\n".encode())
    sys.stdout.buffer.flush()


def _province(written: str) -> str:
    read = read_province(written)
    if isinstance(read, Text):
        raise _usage(text(en=f"--province: {read.en}", zh=f"--province：{read.zh}"))
    return read


def _format(given: object) -> SnippetFormat:
    if given is None:
        return SnippetFormat.HTML
    read = values.one_of(SnippetFormat)(given)
    if isinstance(read, Text):
        raise _usage(cli_usage.MUST_BE.fill(where="--format", expected=read))
    return SnippetFormat(str(read))


def _usage(said: Text) -> UsageError:
    return UsageError(en=said.en, zh=said.zh)
