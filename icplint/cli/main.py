"""Runs the command line: arguments in, exit code out. The one place where an exception becomes a line."""

import errno
import os
import sys
from collections.abc import Sequence

import click

from icplint.cli.language import language_of
from icplint.cli.program import program
from icplint.cli.signals import end_like_ctrl_c
from icplint.cli.streams import give_up_stdout, make_streams_safe, say
from icplint.cli.wrong_usage import say_wrong_usage
from icplint.errors import IcplintError
from icplint.model.exit_code import ExitCode
from icplint.model.text import Language, Text
from icplint.run.pipes import is_closed_pipe
from icplint.words import cli_usage


def run(argv: Sequence[str]) -> int:
    """Run one command.

    Returns:
        Its exit code. A bad setting is one line on standard error and 2; a bug a traceback and 4.
    """
    make_streams_safe()
    end_like_ctrl_c()
    language = language_of(argv, os.environ)
    try:
        code = _call(argv, language)
    except click.ClickException as error:
        code = ExitCode.USAGE
        say(say_wrong_usage(error), language)
    except IcplintError as error:
        code = ExitCode.USAGE
        say(Text(en=error.en, zh=error.zh), language)
    except (KeyboardInterrupt, click.Abort):
        code = ExitCode.INTERRUPTED
        say(cli_usage.INTERRUPTED, language)
    except Exception as error:  # noqa: BLE001 - the last line of defence: a bug is told, and ends with 4
        if isinstance(error, OSError) and is_closed_pipe(error):
            code = ExitCode.CLEAN
        elif isinstance(error, OSError) and error.errno == errno.ENOSPC:
            code = ExitCode.USAGE
            say(cli_usage.DISK_FULL, language)
        else:
            code = ExitCode.FAULT
            _tell_fault(language)
    return code if _is_flushed() else code or ExitCode.USAGE


def _call(argv: Sequence[str], language: Language) -> int:
    """Let click read the arguments and call the command; its `main` would exit and speak English."""
    group = program(language)
    try:
        with group.make_context("icplint", list(argv)) as ctx:
            result = group.invoke(ctx)
    except click.exceptions.Exit as leave:
        return leave.exit_code
    return result if isinstance(result, int) else ExitCode.CLEAN


def _is_flushed() -> bool:
    """Write what standard output still holds; False where that failed for another reason than a closed pipe."""
    try:
        if sys.stdout is not None:
            sys.stdout.flush()
    except OSError as error:
        give_up_stdout()
        return is_closed_pipe(error)
    return True


def _tell_fault(language: Language) -> None:
    import traceback  # noqa: PLC0415 - needed only when something broke

    sys.stderr.write(traceback.format_exc())
    say(cli_usage.FAULT, language)
