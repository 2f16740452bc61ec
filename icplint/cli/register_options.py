"""What the commands about registers have in common: their options, and the lines about an import."""

from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path

import click

from icplint.collect.register.importing import Imported
from icplint.collect.register.tally import Tally
from icplint.collect.sites.dates import read_date
from icplint.errors import UsageError
from icplint.model.text import Language, Text
from icplint.tell.report.inert import inert_line
from icplint.words import register_commands as words


def head_options(language: Language) -> list[click.Option]:
    """`--as-of` and `--complete-for`."""
    return [
        click.Option(["--as-of"], metavar="DATE", help=words.AS_OF.of(language)),
        click.Option(["--complete-for"], metavar="WHAT", multiple=True, help=words.COMPLETE_FOR.of(language)),
    ]


def day_of(written: str | None) -> date | None:
    """The day of `--as-of`.

    Raises:
        UsageError: It is none.
    """
    if written is None:
        return None
    day = read_date("--as-of", written)
    if isinstance(day, Text):
        raise UsageError(en=day.en, zh=day.zh)
    return day


def head_lines(path: Path, imported: Imported, *, is_whole: bool) -> Iterator[Text]:
    """What a file says of itself; with rows left out, of it or of those beside it, it is complete for nothing."""
    yield words.WHOSE.fill(path=str(path), form=imported.form, shape=imported.shape)
    declared = imported.head.complete_for
    if is_whole or not declared:
        yield from age_and_coverage(imported.head.as_of, declared)
    else:
        yield words.SPEAKS_OF.fill(day=imported.head.as_of.isoformat())
        yield words.COVERS_NO_MORE.fill(what=_listed(declared))


def age_and_coverage(as_of: date, complete_for: Sequence[str]) -> Iterator[Text]:
    """The day that a register speaks of, and what it is complete for."""
    yield words.SPEAKS_OF.fill(day=as_of.isoformat())
    if complete_for:
        yield words.COVERS.fill(what=_listed(complete_for))
    else:
        yield words.COVERS_NOTHING


def _listed(complete_for: Sequence[str]) -> Text:
    return Text(en=", ".join(complete_for), zh="、".join(complete_for))


def tally_lines(imported: Imported) -> Iterator[Text]:
    """What was counted on the way, and each row that was left out; asked for when the last row was read."""
    tally = imported.tally
    yield words.ROWS.fill(count=f"{tally.kept:,}")
    if tally.apps:
        yield words.APPS.fill(count=f"{tally.apps:,}")
    for column, count in sorted(tally.personal.items()):
        yield words.PERSONAL.fill(column=column, count=f"{count:,}")
    if tally.individuals:
        yield words.INDIVIDUALS.fill(
            count=f"{tally.individuals:,}", presumed=f"{tally.presumed_individuals:,}"
        )
    if tally.wrong:
        yield words.WRONG.fill(count=f"{tally.wrong:,}")
        yield from _wrong_rows(imported, tally)


def _wrong_rows(imported: Imported, tally: Tally) -> Iterator[Text]:
    for error in tally.errors:
        yield words.WRONG_ROW.fill(place=imported.unit.at(error.place), reason=error.reason)
    if tally.wrong > len(tally.errors):
        yield words.MORE_WRONG.fill(count=f"{tally.wrong - len(tally.errors):,}")


def print_line(line: Text, language: Language) -> None:
    """One line on standard output; what strangers wrote in it can neither end it nor steer a terminal."""
    told = line.of(language)
    click.echo(told[: len(told) - len(told.lstrip())] + inert_line(told))
