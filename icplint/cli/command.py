"""click's commands, speaking the user's language."""

import gc
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from difflib import get_close_matches
from importlib import import_module

import click

from icplint.cli.help_page import HelpPage
from icplint.late import dataclass
from icplint.model.text import Language, Text
from icplint.words import cli_help, cli_usage


class _Context(click.Context):
    formatter_class: type[click.HelpFormatter] = HelpPage


class NoSuchCommand(click.UsageError):
    """The first argument names no command."""

    def __init__(self, name: str, nearest: str | None, ctx: click.Context) -> None:
        super().__init__(name, ctx)
        self.name = name
        self.nearest = nearest


class ExtraArguments(click.UsageError):
    """More arguments than a command takes."""

    def __init__(self, arguments: Sequence[str], ctx: click.Context) -> None:
        super().__init__(" ".join(arguments), ctx)
        self.arguments = tuple(arguments)


class UnknownLanguage(click.UsageError):
    """`--lang` names none of ours."""


class Argument(click.Argument):
    """An argument that the help page explains."""

    def __init__(
        self, name: str, *, metavar: str, says: str, many: bool = False, required: bool = True
    ) -> None:
        super().__init__([name], metavar=metavar, nargs=-1 if many else 1, required=required)
        self.says = says

    def get_usage_pieces(self, ctx: click.Context) -> list[str]:
        """How the argument stands in the usage line."""
        return [self.make_metavar(ctx) + ("..." if self.nargs == -1 else "")]

    def get_help_record(self, ctx: click.Context) -> tuple[str, str]:
        """The argument's row on the help page."""
        return self.make_metavar(ctx), self.says


class RequiredOption(click.Option):
    """An option that must be given. click would add so on its help page, in English; ours say it themselves."""

    def __init__(self, names: Sequence[str], *, metavar: str, help: str) -> None:  # noqa: A002 - click's own word
        super().__init__(names, metavar=metavar, required=True, help=help)

    def get_help_record(self, ctx: click.Context) -> tuple[str, str] | None:
        """The option's row on the help page."""
        record = super().get_help_record(ctx)
        return None if record is None else (record[0], self.help or "")


class Command(click.Command):
    """A command whose help and headings are in one language."""

    context_class: type[click.Context] = _Context

    def __init__(
        self,
        name: str,
        *,
        language: Language,
        says: Text,
        callback: Callable[..., object],
        params: Sequence[click.Parameter] = (),
        after: Text | None = None,
    ) -> None:
        super().__init__(
            name,
            callback=callback,
            params=[*params, language_option(language), help_option(language)],
            help=says.of(language),
            epilog=after.of(language) if after else None,
            options_metavar=cli_usage.OPTIONS_METAVAR.of(language),
            add_help_option=False,
            context_settings={"allow_extra_args": True},
        )
        self.language = language

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Read the arguments; too many of them are a usage error."""
        with _knowing(ctx):
            rest = super().parse_args(ctx, args)
        if rest:
            raise ExtraArguments(rest, ctx)
        return rest

    def format_usage(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the usage line."""
        _write_usage(self, self.language, ctx, formatter)

    def format_arguments(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write what each argument means."""
        rows = [p.get_help_record(ctx) for p in self.params if isinstance(p, Argument)]
        _write_section(cli_usage.ARGUMENTS, self.language, rows, formatter)

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write what each option means."""
        _write_options(self, self.language, ctx, formatter)


@dataclass(frozen=True, slots=True)
class LazyCommand:
    """A command that is imported when it is called."""

    module: str
    """Holds `command(language) -> Command`."""
    summary: Text


class LazyGroup(click.Group):
    """The program: its commands are known by name and summary, and imported when called."""

    context_class: type[click.Context] = _Context

    def __init__(
        self,
        name: str,
        *,
        language: Language,
        says: Text,
        after: Text,
        callback: Callable[..., object],
        params: Sequence[click.Parameter],
        lazy: Mapping[str, LazyCommand],
    ) -> None:
        super().__init__(
            name,
            callback=callback,
            params=[*params, language_option(language), help_option(language)],
            help=says.of(language),
            epilog=after.of(language),
            options_metavar=cli_usage.OPTIONS_METAVAR.of(language),
            subcommand_metavar=cli_usage.COMMAND_METAVAR.of(language),
            add_help_option=False,
            invoke_without_command=True,
        )
        self.language = language
        self.lazy = lazy

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Read the program's own options."""
        with _knowing(ctx):
            return super().parse_args(ctx, args)

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click's signature
        """The names in the order of the help page."""
        return list(self.lazy)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        """Import a command; None where there is none of this name."""
        if cmd_name not in self.lazy:
            return None
        made = import_module(self.lazy[cmd_name].module).command(self.language)
        gc.enable()  # see `__main__`
        return made if isinstance(made, click.Command) else None

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Find the called command.

        Raises:
            NoSuchCommand: With the name that comes nearest.
        """
        if args[0] not in self.lazy:
            nearest = get_close_matches(args[0], self.lazy, n=1)
            raise NoSuchCommand(args[0], next(iter(nearest), None), ctx)
        return super().resolve_command(ctx, args)

    def format_usage(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the usage line."""
        _write_usage(self, self.language, ctx, formatter)

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the commands, then what each option means."""
        rows = [(name, entry.summary.of(self.language)) for name, entry in self.lazy.items()]
        _write_section(cli_usage.COMMANDS, self.language, rows, formatter)
        _write_options(self, self.language, ctx, formatter)


def language_option(language: Language) -> click.Option:
    """`--lang`; its value was read before anything was said (see `cli/language.py`)."""
    return click.Option(
        ["--lang"], metavar="|".join(Language), callback=_known_language, help=cli_help.LANG.of(language)
    )


def help_option(language: Language) -> click.Option:
    """`-h` and `--help`."""
    return click.Option(
        ["-h", "--help"],
        is_flag=True,
        is_eager=True,
        expose_value=False,
        callback=_show_help,
        help=cli_help.HELP.of(language),
    )


def _known_language(ctx: click.Context, _param: click.Parameter, value: object) -> object:
    if value is None or value in tuple(Language):
        return value
    raise UnknownLanguage(str(value), ctx)


@contextmanager
def _knowing(ctx: click.Context) -> Iterator[None]:
    """Let a usage error know its command: click's parser leaves that out for some."""
    try:
        yield
    except click.UsageError as error:
        error.ctx = error.ctx or ctx
        raise


def _show_help(ctx: click.Context, _param: click.Parameter, value: object) -> None:
    if value:
        click.echo(ctx.get_help())
        ctx.exit()


def _write_usage(
    command: click.Command, language: Language, ctx: click.Context, formatter: click.HelpFormatter
) -> None:
    pieces = " ".join(command.collect_usage_pieces(ctx))
    formatter.write_usage(ctx.command_path, pieces, prefix=cli_usage.USAGE.of(language))


def _write_options(
    command: click.Command, language: Language, ctx: click.Context, formatter: click.HelpFormatter
) -> None:
    rows = [p.get_help_record(ctx) for p in command.params if isinstance(p, click.Option)]
    _write_section(cli_usage.OPTIONS, language, [row for row in rows if row], formatter)


def _write_section(
    heading: Text, language: Language, rows: Sequence[tuple[str, str]], formatter: click.HelpFormatter
) -> None:
    if not rows:
        return
    formatter.write_paragraph()
    formatter.write(f"{heading.of(language)}\n")
    with formatter.indentation():
        formatter.write_dl(rows)
