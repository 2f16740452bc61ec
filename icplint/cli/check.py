"""`icplint check`: audit sites, lists and saved pages."""

import os
import shutil
import sys
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path

from icplint.cli.command import Argument, Command
from icplint.cli.options import left_out, options, settings_of, talk_of, told
from icplint.cli.rules_in_use import rules_in_use
from icplint.cli.streams import say
from icplint.cli.watcher import Teller
from icplint.collect.sites.targets import read_targets
from icplint.errors import OutputError
from icplint.model.exit_code import ExitCode
from icplint.model.settings import Settings
from icplint.model.text import Language
from icplint.run.audit import Order, audit
from icplint.run.outputs import ToEndOfFile, ToStandardOutput, file_outputs
from icplint.run.wiring import real_world
from icplint.tell.report.formats import BINARY, Format, hold_writable
from icplint.tell.report.reporter import Manner
from icplint.words import cli_help


def command(language: Language) -> Command:
    """The command, speaking one language."""
    targets = Argument("targets", metavar="TARGET", says=cli_help.TARGETS.of(language), many=True)

    def check(targets: tuple[str, ...], **given: object) -> int:
        return _check(targets, given, language)

    return Command(
        "check",
        language=language,
        says=cli_help.CHECK,
        callback=check,
        params=[targets, *options(language)],
        after=cli_help.EXIT_CODES,
    )


def _check(targets: tuple[str, ...], given: dict[str, object], language: Language) -> ExitCode:
    talk = talk_of(given, os.environ)
    # The language was found before, wherever `--lang` stands on the line.
    settings = replace(settings_of(given, os.environ, Path.cwd(), language), language=language)
    files = file_outputs(
        settings.outputs,
        read=[*(Path(target.removeprefix("@")) for target in targets), *read_beside(settings)],
    )
    rules = rules_in_use(settings)
    exclusion, settings = left_out(settings)
    stdin = sys.stdin.buffer if sys.stdin is not None else None
    with read_targets(targets, stdin=stdin, as_url=talk.stands_for, exclusion=exclusion) as sites:
        if not talk.quiet:
            for note in sites.notes:
                say(note, language)
        if talk.dry_run:
            # NOTE: the crawl takes a while to import, and saved pages never need it.
            from icplint.cli.dry_run import dry_run  # noqa: PLC0415 - see above

            return dry_run(sites, settings, talk.format, language)
        order = Order(
            sites=sites,
            rules=rules,
            settings=settings,
            settings_told=told(settings),
            outputs=(*files, *summary_page(talk.format, os.environ), standard_output(talk.format, language)),
        )
        teller = Teller(language, quiet=talk.quiet, verbosity=talk.verbosity)
        return audit(order, real_world(), teller)


def read_beside(settings: Settings) -> Iterator[Path]:
    """The files of register, baseline and log: a report must not take their place either."""
    if settings.log_file is not None:
        yield Path(settings.log_file)
    if settings.baseline is not None:
        yield Path(settings.baseline)
    if settings.register.source is not None and not settings.register.is_service:
        yield Path(settings.register.source)


def summary_page(format_: Format, environ: Mapping[str, str]) -> Iterator[ToEndOfFile]:
    """Beside annotations, the page that GitHub shows for the job: its steps write behind one another."""
    if format_ is Format.GITHUB and (page := environ.get("GITHUB_STEP_SUMMARY")):
        yield ToEndOfFile(format=Format.MARKDOWN, path=Path(page))


def standard_output(format_: Format, language: Language) -> ToStandardOutput:
    """The report on standard output: styled on a terminal, else in the encoding of the pipe.

    Raises:
        OutputError: It is closed, or is a terminal that would show a workbook's bytes; or a library is missing.
    """
    stream = sys.stdout
    if stream is None:
        raise OutputError(
            en="standard output is closed; name a report file with -o and leave standard output open",
            zh="标准输出已关闭；请保持标准输出可用，并可用 -o 指定报告文件",
        )
    on_terminal = stream.isatty()
    hold_writable(format_, f"--format {format_}")
    if on_terminal and format_ in BINARY:
        raise OutputError(
            en=f"a terminal cannot show {format_}; write it to a file with -o report.{format_}",
            zh=f"终端无法显示 {format_}，请用 -o report.{format_} 写入文件",
        )
    stream.flush()
    return ToStandardOutput(
        format=format_,
        out=stream.buffer,
        manner=Manner(
            language=language,
            on_terminal=on_terminal,
            width=shutil.get_terminal_size().columns if on_terminal else None,
            encoding=stream.encoding,
            folder=Path.cwd(),
        ),
    )
