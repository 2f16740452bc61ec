"""`icplint baseline`: the commands about old findings."""

import click

from icplint.cli.command import LazyCommand, LazyGroup
from icplint.model.text import Language
from icplint.words import baseline as words

COMMANDS = {
    "create": LazyCommand("icplint.cli.baseline_create", words.CREATE_SUMMARY),
    "prune": LazyCommand("icplint.cli.baseline_prune", words.PRUNE_SUMMARY),
    "show": LazyCommand("icplint.cli.baseline_show", words.SHOW_SUMMARY),
}


def command(language: Language) -> LazyGroup:
    """The group, speaking one language."""

    @click.pass_context
    def without_command(ctx: click.Context, /, **_: object) -> None:
        if ctx.invoked_subcommand is None:
            click.echo(ctx.get_help())

    return LazyGroup(
        "baseline",
        language=language,
        says=words.GROUP,
        after=words.GROUP_AFTER,
        callback=without_command,
        params=[],
        lazy=COMMANDS,
    )
