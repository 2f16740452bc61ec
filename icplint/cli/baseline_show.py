"""`icplint baseline show`: what a baseline holds, and how old it is."""

import json
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date
from enum import StrEnum
from pathlib import Path

import click

from icplint.cli.command import Argument, Command
from icplint.cli.register_options import print_line
from icplint.config import values
from icplint.errors import UsageError
from icplint.keep.baseline import SCHEMA, Entry, read_baseline
from icplint.model.text import Language, Text
from icplint.run.wiring import real_world
from icplint.words import baseline as words
from icplint.words import cli_usage


class ShowFormat(StrEnum):
    """What is printed."""

    TEXT = "text"
    JSON = "json"


def command(language: Language) -> Command:
    """The command, speaking one language."""

    def show(file: str, **given: object) -> None:
        format_ = _format(given.get("format"))
        entries = sorted(read_baseline(Path(file)).entries, key=lambda one: (one.rule, one.site))
        by_age = bool(given.get("age"))
        if by_age:
            entries.sort(key=lambda one: one.since)
        today = real_world().today()
        if format_ is ShowFormat.JSON:
            _print_json(entries, today)
            return
        for line in _by_age(entries, today) if by_age else _by_rule(entries, today):
            print_line(line, language)
        total = words.TOTAL.fill(entries=f"{len(entries):,}", count=f"{sum(one.count for one in entries):,}")
        print_line(total, language)

    return Command(
        "show",
        language=language,
        says=words.SHOW,
        callback=show,
        params=[
            Argument("file", metavar="FILE", says=words.FILE.of(language)),
            click.Option(["--age"], is_flag=True, help=words.AGE.of(language)),
            click.Option(["--format"], metavar="|".join(ShowFormat), help=words.FORMAT.of(language)),
        ],
    )


def _by_rule(entries: Sequence[Entry], today: date) -> Iterator[Text]:
    counts = Counter(entry.rule for entry in entries)
    rule = None
    for entry in entries:
        if entry.rule != rule:
            rule = entry.rule
            yield words.RULE.fill(rule=rule, entries=f"{counts[rule]:,}")
        yield words.ENTRY.fill(**_details(entry, today))


def _by_age(entries: Sequence[Entry], today: date) -> Iterator[Text]:
    for entry in entries:
        yield words.AGED.fill(**_details(entry, today))


def _details(entry: Entry, today: date) -> dict[str, str]:
    page = f"  {entry.page}" if entry.page and entry.page.rstrip("/") != entry.site.rstrip("/") else ""
    return {
        "rule": entry.rule,
        "site": entry.site,
        "page": page,
        "about": entry.about or "-",
        "count": f"{entry.count:,}",
        "since": entry.since.isoformat(),
        "days": f"{_days(entry, today):,}",
    }


def _days(entry: Entry, today: date) -> int:
    return max((today - entry.since).days, 0)


def _print_json(entries: Sequence[Entry], today: date) -> None:
    told = {
        "schema": SCHEMA,
        "entries": [
            {
                "fingerprint": entry.fingerprint,
                "rule": entry.rule,
                "site": entry.site,
                "page": entry.page,
                "about": entry.about,
                "count": entry.count,
                "since": entry.since.isoformat(),
                "age_days": _days(entry, today),
            }
            for entry in entries
        ],
    }
    sys.stdout.flush()
    # As bytes: UTF-8 and line feeds on every system.
    sys.stdout.buffer.write(f"{json.dumps(told, ensure_ascii=False, indent=2)}\n".encode())
    sys.stdout.buffer.flush()


def _format(given: object) -> ShowFormat:
    if given is None:
        return ShowFormat.TEXT
    read = values.one_of(ShowFormat)(given)
    if isinstance(read, Text):
        refused = cli_usage.MUST_BE.fill(where="--format", expected=read)
        raise UsageError(refused.en, refused.zh)
    return ShowFormat(str(read))
