"""`icplint baseline create`: write down all that is found now."""

from pathlib import Path

from icplint.cli.baseline_run import auditing_options, renew
from icplint.cli.command import Argument, Command, RequiredOption
from icplint.keep.renewal import Renewal
from icplint.model.exit_code import ExitCode
from icplint.model.text import Language, Text
from icplint.run.baseline import create_baseline
from icplint.words import baseline as words
from icplint.words import cli_help


def command(language: Language) -> Command:
    """The command, speaking one language."""

    def create(targets: tuple[str, ...], output: str, **given: object) -> ExitCode:
        return renew(targets, Path(output), given, language, make=create_baseline, tell=_told)

    return Command(
        "create",
        language=language,
        says=words.CREATE,
        callback=create,
        params=[
            Argument("targets", metavar="TARGET", says=cli_help.TARGETS.of(language), many=True),
            RequiredOption(["-o", "--output"], metavar="FILE", help=words.OUTPUT.of(language)),
            *auditing_options(language),
        ],
        after=words.WRITTEN_AFTER,
    )


def _told(path: str, renewal: Renewal) -> Text:
    return words.CREATED.fill(
        path=path,
        entries=f"{len(renewal.entries):,}",
        added=f"{renewal.added:,}",
        dropped=f"{renewal.dropped:,}",
    )
