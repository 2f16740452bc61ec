"""The program `icplint`: its commands, and what it does without one."""

import click

from icplint import __version__
from icplint.cli.command import LazyCommand, LazyGroup
from icplint.model.text import Language
from icplint.words import baseline, changes, cli_help, register_commands, replay, scan, snippet

COMMANDS = {
    "check": LazyCommand("icplint.cli.check", cli_help.CHECK_SUMMARY),
    "demo": LazyCommand("icplint.cli.demo", cli_help.DEMO_SUMMARY),
    "rules": LazyCommand("icplint.cli.rules", cli_help.RULES_SUMMARY),
    "explain": LazyCommand("icplint.cli.explain", cli_help.EXPLAIN_SUMMARY),
    "replay": LazyCommand("icplint.cli.replay", replay.SUMMARY),
    "scan": LazyCommand("icplint.cli.scan", scan.SUMMARY),
    "runs": LazyCommand("icplint.cli.runs", changes.RUNS_SUMMARY),
    "diff": LazyCommand("icplint.cli.diff", changes.DIFF_SUMMARY),
    "history": LazyCommand("icplint.cli.history", changes.HISTORY_SUMMARY),
    "export": LazyCommand("icplint.cli.export", scan.EXPORT_SUMMARY),
    "prune": LazyCommand("icplint.cli.prune", scan.PRUNE_SUMMARY),
    "verify": LazyCommand("icplint.cli.verify", scan.VERIFY_SUMMARY),
    "baseline": LazyCommand("icplint.cli.baseline", baseline.SUMMARY),
    "register": LazyCommand("icplint.cli.register", register_commands.SUMMARY),
    "snippet": LazyCommand("icplint.cli.snippet", snippet.SUMMARY),
    "schema": LazyCommand("icplint.cli.schema", cli_help.SCHEMA_SUMMARY),
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
