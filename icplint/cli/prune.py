"""`icplint prune`: take away old evidence and ledgers."""

from datetime import timedelta

import click

from icplint.cli.command import Command
from icplint.cli.register_options import print_line
from icplint.cli.store_commands import opened_store, settings_here, store_options
from icplint.config import values
from icplint.errors import UsageError
from icplint.model.text import Language, Text
from icplint.run.clock import utc_now
from icplint.words import cli_usage
from icplint.words import scan as words

_LONGEST_DAYS = 36_500


def command(language: Language) -> Command:
    """The command, speaking one language."""

    def prune(**given: object) -> None:
        _prune(given, language)

    return Command(
        "prune",
        language=language,
        says=words.PRUNE,
        callback=prune,
        params=[
            click.Option(["--keep"], metavar="DAYS", help=words.KEEP.of(language)),
            click.Option(["--keep-ledger"], metavar="DAYS", help=words.KEEP_LEDGER.of(language)),
            *store_options(language),
        ],
    )


def _prune(given: dict[str, object], language: Language) -> None:
    from icplint.keep.store.pruning import prune  # noqa: PLC0415 - the help page never needs the store

    evidence = _days("--keep", given.pop("keep", None))
    ledger = _days("--keep-ledger", given.pop("keep_ledger", None))
    if evidence is None and ledger is None:
        raise UsageError(words.NOTHING_TO_PRUNE.en, words.NOTHING_TO_PRUNE.zh)
    with opened_store(settings_here(given, language)) as store:
        pruned = prune(store, utc_now, keep_evidence=evidence, keep_ledger=ledger)
    told = words.PRUNED.fill(
        evidence=f"{pruned.runs_without_evidence:,}",
        ledgers=f"{pruned.runs_thinned:,}",
        blobs=f"{pruned.blobs:,}",
        segments=f"{pruned.segments:,}",
        megabytes=f"{pruned.bytes / 1_000_000:.1f}",
    )
    print_line(told, language)


def _days(name: str, given: object) -> timedelta | None:
    if given is None:
        return None
    read = values.whole_number(0, _LONGEST_DAYS)(given)
    if isinstance(read, Text):
        refused = cli_usage.MUST_BE.fill(where=name, expected=read)
        raise UsageError(refused.en, refused.zh)
    return timedelta(days=int(str(read)))
