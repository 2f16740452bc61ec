"""`icplint scan`: check a list on schedule, and keep what was found."""

import os
import secrets
import sys
from collections.abc import Mapping
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path

import click

from icplint.cli.check import read_beside
from icplint.cli.command import Argument, Command
from icplint.cli.options import left_out, options, scan_options, settings_of, talk_of, told
from icplint.cli.register_options import print_line
from icplint.cli.rules_in_use import rules_in_use
from icplint.cli.streams import say
from icplint.cli.watcher import Teller
from icplint.collect.sites.targets import read_targets
from icplint.errors import UsageError
from icplint.model.exit_code import ExitCode
from icplint.model.scan import ChangeKind
from icplint.model.settings import Settings
from icplint.model.text import Language, Text
from icplint.run.outputs import file_outputs
from icplint.run.wiring import real_world
from icplint.words import changes as change_words
from icplint.words import scan as words

_NOT_HERE = frozenset({"format", "as", "dry_run"})
"""Options of `check` that a scan has no use for."""


def command(language: Language) -> Command:
    """The command, speaking one language."""
    targets = Argument("targets", metavar="LIST", says=words.TARGETS.of(language), many=True, required=False)

    def scan(targets: tuple[str, ...], **given: object) -> int:
        return _scan(targets, given, language)

    return Command(
        "scan",
        language=language,
        says=words.SCAN,
        callback=scan,
        params=[
            targets,
            *scan_options(language),
            click.Option(["--resume"], is_flag=True, help=words.RESUME.of(language)),
            *(option for option in options(language) if option.name not in _NOT_HERE),
        ],
        after=words.EXIT_CODES,
    )


def _scan(targets: tuple[str, ...], given: dict[str, object], language: Language) -> ExitCode:
    # NOTE: the store takes a while to import, and the help page never needs it.
    from icplint.run.scan.scan import scan  # noqa: PLC0415 - see above
    from icplint.run.scan.work import ScanOrder  # noqa: PLC0415 - see above

    talk = talk_of(given, {**os.environ, "ICPLINT_FORMAT": "", "ICPLINT_AS": "", "ICPLINT_DRY_RUN": ""})
    settings = replace(settings_of(given, os.environ, Path.cwd(), language), language=language)
    resumes = bool(given.get("resume"))
    if not targets and not resumes:
        raise UsageError(words.NO_LIST.en, words.NO_LIST.zh)
    outputs = file_outputs(
        settings.outputs,
        read=[*(Path(target.removeprefix("@")) for target in targets), *read_beside(settings)],
    )
    rules = rules_in_use(settings)
    exclusion, settings = left_out(settings)
    stdin = sys.stdin.buffer if sys.stdin is not None else None
    teller = Teller(language, quiet=talk.quiet, verbosity=talk.verbosity)
    with ExitStack() as stack:
        sites = None
        if targets:
            sites = stack.enter_context(read_targets(targets, stdin=stdin, exclusion=exclusion))
            if not talk.quiet:
                for note in sites.notes:
                    say(note, language)
        order = ScanOrder(
            sites=sites,
            list_name=settings.scan.list_name or list_name(targets),
            resumes=resumes,
            rules=rules,
            settings=settings,
            settings_told=told(settings),
            outputs=outputs,
            delay_s=_delay_s(settings),
        )
        scanned = scan(order, real_world(), teller)
    if scanned.summary is not None:
        counts = {
            name: f"{getattr(scanned.summary, name):,}"
            for name in ("sites", "measured", "unmeasured", "errors", "warnings", "infos")
        }
        print_line(words.DONE.fill(run=scanned.run.name, **counts), language)
    if scanned.changes is not None:
        print_line(changes_phrase(scanned.changes, language), language)
    return scanned.code


def changes_phrase(changes: Mapping[ChangeKind, int], language: Language) -> Text:
    """How many changes of each kind there are since the run before."""
    told = " · ".join(
        change_words.COUNT.fill(kind=name, count=f"{changes[kind]:,}").of(language)
        for kind, name in change_words.KINDS.items()
        if changes[kind]
    )
    return words.SINCE.fill(changes=told) if told else words.SINCE_NOTHING


def list_name(targets: tuple[str, ...]) -> str:
    """How a list is known that nobody named: by the paths of its files, or by what was typed."""
    named = []
    for target in targets:
        path = Path(target.removeprefix("@"))
        is_file = target.startswith("@") or path.is_file()
        named.append(str(path.absolute()) if is_file else target)
    return " ".join(named)


def _delay_s(settings: Settings) -> float:
    most_ms = int(settings.scan.jitter_s * 1_000)
    return secrets.randbelow(most_ms + 1) / 1_000 if most_ms else 0.0
