"""What a usage error of click means, in the user's language."""

from collections.abc import Iterator

import click

from icplint.cli.command import ExtraArguments, NoSuchCommand, UnknownLanguage
from icplint.model.text import Language, Text
from icplint.words import cli_usage


def say_wrong_usage(error: click.ClickException) -> Text:
    """One line that names what is wrong, what comes near, and where the help is."""
    parts = list(_parts(error))
    return Text(en=" ".join(part.en for part in parts), zh="".join(part.zh for part in parts))


def _parts(error: click.ClickException) -> Iterator[Text]:
    yield _what(error)
    nearest = _nearest(error)
    if nearest:
        yield cli_usage.NEAREST.fill(name=nearest)
    ctx = error.ctx if isinstance(error, click.UsageError) else None
    yield cli_usage.SEE_HELP.fill(command=ctx.command_path if ctx else "icplint")


def _what(error: click.ClickException) -> Text:
    match error:
        case click.NoSuchOption():
            return cli_usage.NO_SUCH_OPTION.fill(name=error.option_name)
        case NoSuchCommand():
            return cli_usage.NO_SUCH_COMMAND.fill(name=error.name)
        case ExtraArguments():
            return cli_usage.EXTRA_ARGUMENTS.fill(arguments=" ".join(error.arguments))
        case UnknownLanguage():
            return cli_usage.UNKNOWN_LANGUAGE.fill(name=error.message, known=" / ".join(Language))
        case click.MissingParameter(param=click.Option() as param):
            return cli_usage.MISSING_OPTION.fill(name=param.opts[-1])
        case click.MissingParameter(param=click.Parameter() as param):
            return cli_usage.MISSING_ARGUMENT.fill(name=param.metavar or param.human_readable_name)
        case click.BadOptionUsage() if _is_flag(error):
            return cli_usage.OPTION_TAKES_NO_VALUE.fill(name=error.option_name)
        case click.BadOptionUsage():
            return cli_usage.OPTION_NEEDS_VALUE.fill(name=error.option_name)
        case _:
            # Left to click are the errors of typed values; ours are text that `config` checks.
            return cli_usage.OTHER.fill(message=error.format_message())


def _is_flag(error: click.BadOptionUsage) -> bool:
    params = error.ctx.command.params if error.ctx else []
    return any(
        param.is_flag or param.count
        for param in params
        if isinstance(param, click.Option) and error.option_name in param.opts
    )


def _nearest(error: click.ClickException) -> str | None:
    match error:
        case click.NoSuchOption():
            return next(iter(error.possibilities or ()), None)
        case NoSuchCommand():
            return error.nearest
        case _:
            return None
