"""`icplint register validate`: what a file holds, and which of its rows cannot be used."""

from collections.abc import Iterator
from pathlib import Path

from icplint.cli.command import Argument, Command
from icplint.cli.register_options import (
    age_and_coverage,
    day_of,
    head_lines,
    head_options,
    print_line,
    tally_lines,
)
from icplint.collect.register.importing import read_rows
from icplint.collect.register.sniff import is_store
from icplint.errors import RegisterError
from icplint.model.exit_code import ExitCode
from icplint.model.text import Language, Text
from icplint.run.registers import refuse_the_future
from icplint.run.wiring import real_world
from icplint.words import register
from icplint.words import register_commands as words


def command(language: Language) -> Command:
    """The command, speaking one language."""

    def validate(file: str, as_of: str | None, complete_for: tuple[str, ...], **_: object) -> ExitCode:
        path = Path(file)
        if is_store(path):
            for line in _store_lines(path):
                print_line(line, language)
            return ExitCode.CLEAN
        imported = read_rows(path, as_of=day_of(as_of), complete_for=complete_for)
        refuse_the_future(path, imported.head, real_world().today())
        for _row in imported.rows:
            pass  # reading alone tells what is wrong
        for line in (*head_lines(path, imported, is_whole=not imported.tally.wrong), *tally_lines(imported)):
            print_line(line, language)
        if not imported.tally.kept:
            refused = register.NOTHING_USABLE.fill(path=str(path))
            raise RegisterError(refused.en, refused.zh)
        return ExitCode.FINDINGS if imported.tally.wrong else ExitCode.CLEAN

    return Command(
        "validate",
        language=language,
        says=words.VALIDATE,
        callback=validate,
        params=[
            Argument("file", metavar="FILE", says=words.FILE_OR_STORE.of(language)),
            *head_options(language),
        ],
        after=words.VALIDATE_AFTER,
    )


def _store_lines(path: Path) -> Iterator[Text]:
    """What a store says of itself; it is opened, which goes through the whole file."""
    from icplint.collect.register.store import open_store  # noqa: PLC0415 - no other file needs SQLite

    with open_store(path) as store:
        refuse_the_future(path, store.head, real_world().today())
        yield words.STORE.fill(path=str(path), source=store.head.source)
        yield from age_and_coverage(store.head.as_of, store.head.complete_for)
        yield words.NAMES.fill(count=f"{store.rows:,}")
