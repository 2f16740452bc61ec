"""`icplint diff`: what changed between two runs."""

import sys
from contextlib import nullcontext
from enum import StrEnum
from pathlib import Path
from secrets import token_hex
from typing import TYPE_CHECKING, BinaryIO

import click

from icplint.cli.command import Argument, Command
from icplint.cli.store_commands import (
    format_of,
    format_option,
    opened_store,
    settings_here,
    store_options,
)
from icplint.errors import UsageError
from icplint.model.text import Language
from icplint.model.zone import BEIJING
from icplint.run.clock import utc_now
from icplint.run.drafts import Draft
from icplint.tell.report.inert import inert_line
from icplint.words import changes as words

if TYPE_CHECKING:
    from icplint.keep.store.changes import Changes


class DiffFormat(StrEnum):
    """What is written."""

    TEXT = "text"
    JSON = "json"
    HTML = "html"


_SUFFIXES = {
    ".txt": DiffFormat.TEXT,
    ".json": DiffFormat.JSON,
    ".html": DiffFormat.HTML,
    ".htm": DiffFormat.HTML,
}


def command(language: Language) -> Command:
    """The command, speaking one language."""
    runs = Argument("runs", metavar="RUN", says=words.RUN_ARGUMENT.of(language), many=True, required=False)

    def diff(runs: tuple[str, ...], **given: object) -> None:
        _diff(runs, given, language)

    return Command(
        "diff",
        language=language,
        says=words.DIFF,
        callback=diff,
        params=[
            runs,
            *store_options(language),
            format_option(DiffFormat, language),
            click.Option(["-o", "--out"], metavar="FILE", help=words.OUTPUT.of(language)),
        ],
    )


def _diff(runs: tuple[str, ...], given: dict[str, object], language: Language) -> None:
    from icplint.keep.store.changes import Changes  # noqa: PLC0415 - the help page never needs the store
    from icplint.keep.store.run_names import two_runs  # noqa: PLC0415 - see above
    from icplint.keep.store.runs import Runs  # noqa: PLC0415 - see above

    if len(runs) not in (0, 2):
        raise UsageError(words.TWO_RUNS.en, words.TWO_RUNS.zh)
    out = given.pop("out", None)
    path = Path(out) if isinstance(out, str) else None
    asked = given.pop("format", None)
    format_ = format_of(DiffFormat, asked, DiffFormat.TEXT)
    if path is not None and asked is None:
        if path.suffix.lower() not in _SUFFIXES:
            raise UsageError(
                f"{path}: no format has this suffix; use .txt, .json or .html, or name one with --format",
                f"{path}：没有与此后缀对应的格式；可用 .txt、.json、.html，或用 --format 指定",
            )
        format_ = _SUFFIXES[path.suffix.lower()]
    settings = settings_here(given, language)
    with (
        opened_store(settings) as store,
        Draft(path, token_hex(4)) if path is not None else nullcontext() as draft,
    ):
        before, after = two_runs(Runs(store, utc_now), runs)
        changes = Changes(store, before, after)
        sys.stdout.flush()
        write(changes, draft.file if draft is not None else sys.stdout.buffer, format_, language)
        if draft is not None:
            draft.publish()


def write(changes: "Changes", out: BinaryIO, format_: DiffFormat, language: Language) -> None:
    """Write changes in a format."""
    from icplint.tell.changes.json_document import change_parts  # noqa: PLC0415 - one of them is needed
    from icplint.tell.changes.text import change_lines  # noqa: PLC0415 - see above

    counts = changes.counts()
    match format_:
        case DiffFormat.JSON:
            out.writelines(change_parts(changes.before, changes.after, counts, changes))
        case DiffFormat.HTML:
            from icplint.tell.changes.html import write_changes  # noqa: PLC0415 - the template engine

            write_changes(
                changes.before, changes.after, counts, changes, out, language=language, zone=BEIJING
            )
        case DiffFormat.TEXT:
            lines = change_lines(
                changes.before, changes.after, counts, changes, language=language, zone=BEIJING
            )
            encoding = "utf-8" if out is not sys.stdout.buffer else sys.stdout.encoding
            for line in lines:
                indent = line[: len(line) - len(line.lstrip())]
                out.write(f"{indent}{inert_line(line)}\n".encode(encoding, "replace"))
    out.flush()
