"""The program `icplint`: its commands, and what it does without one."""

import click

from icplint import __version__
from icplint.cli.command import LazyCommand, LazyGroup
from icplint.model.text import Language
from icplint.words import cli_help, commands

COMMANDS = {
    "check": LazyCommand("icplint.cli.check", commands.CHECK),
    "demo": LazyCommand("icplint.cli.demo", commands.DEMO),
    "rules": LazyCommand("icplint.cli.rules", commands.RULES),
    "explain": LazyCommand("icplint.cli.explain", commands.EXPLAIN),
    "replay": LazyCommand("icplint.cli.replay", commands.REPLAY),
    "scan": LazyCommand("icplint.cli.scan", commands.SCAN),
    "runs": LazyCommand("icplint.cli.runs", commands.RUNS),
    "diff": LazyCommand("icplint.cli.diff", commands.DIFF),
    "history": LazyCommand("icplint.cli.history", commands.HISTORY),
    "export": LazyCommand("icplint.cli.export", commands.EXPORT),
    "prune": LazyCommand("icplint.cli.prune", commands.PRUNE),
    "verify": LazyCommand("icplint.cli.verify", commands.VERIFY),
    "baseline": LazyCommand("icplint.cli.baseline", commands.BASELINE),
    "register": LazyCommand("icplint.cli.register", commands.REGISTER),
    "snippet": LazyCommand("icplint.cli.snippet", commands.SNIPPET),
    "schema": LazyCommand("icplint.cli.schema", commands.SCHEMA),
}


def program(language: Language) -> LazyGroup:
    """The program, speaking one language."""

    @click.pass_context
    def without_command(ctx: click.Context, /, *, version: bool, verbose: bool, **_: object) -> None:
        if version:
            click.echo(f"icplint {__version__}")
            if verbose:
                from icplint.cli.version import tell_versions  # noqa: PLC0415 - loads all rules

                tell_versions(language)
            ctx.exit()
        if ctx.invoked_subcommand is None:
            click.echo(ctx.get_help())

    return LazyGroup(
        "icplint",
        language=language,
        says=cli_help.PROGRAM,
        after=cli_help.EXIT_CODES,
        callback=without_command,
        params=[
            click.Option(["--version"], is_flag=True, help=cli_help.VERSION.of(language)),
            click.Option(["--verbose"], is_flag=True, help=cli_help.VERSION_VERBOSE.of(language)),
        ],
        lazy=COMMANDS,
    )
