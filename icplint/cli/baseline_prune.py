"""`icplint baseline prune`: drop the entries that no longer occur."""

from pathlib import Path

from icplint.cli.baseline_run import auditing_options, renew
from icplint.cli.command import Argument, Command
from icplint.keep.renewal import Renewal
from icplint.model.exit_code import ExitCode
from icplint.model.text import Language, Text
from icplint.run.baseline import prune_baseline
from icplint.words import baseline as words
from icplint.words import cli_help


def command(language: Language) -> Command:
    """The command, speaking one language."""

    def prune(file: str, targets: tuple[str, ...], **given: object) -> ExitCode:
        return renew(targets, Path(file), given, language, make=prune_baseline, tell=_told)

    return Command(
        "prune",
        language=language,
        says=words.PRUNE,
        callback=prune,
        params=[
            Argument("file", metavar="FILE", says=words.FILE.of(language)),
            Argument("targets", metavar="TARGET", says=cli_help.TARGETS.of(language), many=True),
            *auditing_options(language),
        ],
        after=words.WRITTEN_AFTER,
    )


def _told(path: str, renewal: Renewal) -> Text:
    return words.PRUNED.fill(path=path, dropped=f"{renewal.dropped:,}", entries=f"{len(renewal.entries):,}")
