"""`icplint register`: the commands about files of what was filed."""

import click

from icplint.cli.command import LazyCommand, LazyGroup
from icplint.model.text import Language
from icplint.words import deadlines
from icplint.words import register_commands as words

COMMANDS = {
    "validate": LazyCommand("icplint.cli.register_validate", words.VALIDATE_SUMMARY),
    "import": LazyCommand("icplint.cli.register_import", words.IMPORT_SUMMARY),
    "show": LazyCommand("icplint.cli.register_show", words.SHOW_SUMMARY),
    "deadlines": LazyCommand("icplint.cli.register_deadlines", deadlines.SUMMARY),
}


def command(language: Language) -> LazyGroup:
    """The group, speaking one language."""

    @click.pass_context
    def without_command(ctx: click.Context, /, **_: object) -> None:
        if ctx.invoked_subcommand is None:
            click.echo(ctx.get_help())

    return LazyGroup(
        "register",
        language=language,
        says=words.GROUP,
        after=words.GROUP_AFTER,
        callback=without_command,
        params=[],
        lazy=COMMANDS,
    )
