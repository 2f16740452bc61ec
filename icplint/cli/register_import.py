"""`icplint register import`: files of any form become one that checks open at once."""

from collections.abc import Iterator, Sequence
from contextlib import suppress
from datetime import date
from pathlib import Path

from icplint.cli.command import Argument, Command, RequiredOption
from icplint.cli.register_options import day_of, head_lines, head_options, print_line, tally_lines
from icplint.collect.register.importing import Imported, read_rows
from icplint.collect.register.row import RegisterHead, RegisterRow
from icplint.collect.register.sniff import is_store
from icplint.collect.register.store import write_store
from icplint.errors import RegisterError, UsageError
from icplint.model.exit_code import ExitCode
from icplint.model.text import Language, Text
from icplint.run.registers import refuse_the_future
from icplint.run.wiring import real_world
from icplint.words import register
from icplint.words import register_commands as words


def command(language: Language) -> Command:
    """The command, speaking one language."""

    def import_(
        files: tuple[str, ...], output: str, as_of: str | None, complete_for: tuple[str, ...], **_: object
    ) -> ExitCode:
        target = Path(output)
        for line in _import([Path(file) for file in files], target, day_of(as_of), complete_for):
            print_line(line, language)
        return ExitCode.CLEAN

    return Command(
        "import",
        language=language,
        says=words.IMPORT,
        callback=import_,
        params=[
            Argument("files", metavar="FILE", says=words.FILE.of(language), many=True),
            RequiredOption(["-o", "--output"], metavar="FILE", help=words.OUTPUT.of(language)),
            *head_options(language),
        ],
        after=words.IMPORT_AFTER,
    )


def _import(
    files: Sequence[Path], target: Path, as_of: date | None, complete_for: Sequence[str]
) -> Iterator[Text]:
    """Write the store, then tell what came of each file."""
    for path in files:
        if is_store(path):
            raise _usage(words.ALREADY_IMPORTED.fill(path=str(path)))
        if _is_same(path, target):
            raise _usage(words.OUTPUT_IS_READ.fill(path=str(target)))
    if target.is_file() and target.stat().st_size and not is_store(target):
        raise _usage(words.OUTPUT_IS_OTHER.fill(path=str(target)))
    parts = [read_rows(path, as_of=as_of, complete_for=complete_for) for path in files]
    today = real_world().today()
    for path, part in zip(files, parts, strict=True):
        refuse_the_future(path, part.head, today)
    written = write_store(target, lambda: _head(parts), _rows(files, parts))
    is_whole = not _lost(parts)
    for path, part in zip(files, parts, strict=True):
        yield from head_lines(path, part, is_whole=is_whole)
        yield from tally_lines(part)
    yield words.WRITTEN.fill(path=str(target), count=f"{written:,}")


def _head(parts: Sequence[Imported]) -> RegisterHead:
    """What several files say of themselves together: as old as the oldest, and complete only where no row was lost."""
    heads = [part.head for part in parts]
    return RegisterHead(
        source=", ".join(dict.fromkeys(head.source for head in heads)),
        as_of=min(head.as_of for head in heads),
        complete_for=()
        if _lost(parts)
        else tuple(dict.fromkeys(one for head in heads for one in head.complete_for)),
    )


def _lost(parts: Sequence[Imported]) -> bool:
    """Whether any row was left out; known when the last one was read."""
    return any(part.tally.wrong for part in parts)


def _rows(files: Sequence[Path], parts: Sequence[Imported]) -> Iterator[RegisterRow]:
    """The rows of all files.

    Raises:
        RegisterError: One of them has none that can be used: the old store stays.
    """
    for path, part in zip(files, parts, strict=True):
        yield from part.rows
        if not part.tally.kept:
            refused = register.NO_USABLE_ROW.fill(path=str(path))
            raise RegisterError(refused.en, refused.zh)


def _is_same(path: Path, target: Path) -> bool:
    with suppress(OSError, ValueError):
        return path.samefile(target)
    return False


def _usage(said: Text) -> UsageError:
    return UsageError(en=said.en, zh=said.zh)
