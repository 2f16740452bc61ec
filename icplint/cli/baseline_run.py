"""What `baseline create` and `baseline prune` share: an audit whose findings are kept instead of reported."""

import os
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import click

from icplint.cli.options import left_out, options, settings_of, talk_of
from icplint.cli.rules_in_use import rules_in_use
from icplint.cli.streams import say
from icplint.cli.watcher import Teller
from icplint.collect.sites.targets import read_targets
from icplint.keep.renewal import Renewal
from icplint.model.exit_code import ExitCode
from icplint.model.text import Language, Text
from icplint.run.audit import Order, Watcher
from icplint.run.wiring import World, real_world
from icplint.words import baseline as words

_OF_REPORTS = {"output", "format", "baseline", "exit_zero", "fail_on"}

Make = Callable[[Order, Path, World, Watcher], tuple[ExitCode, Renewal | None]]


def auditing_options(language: Language) -> list[click.Option]:
    """The options of `check` that say how to audit; those about reports and exit codes are left out."""
    return [option for option in options(language) if option.name not in _OF_REPORTS]


def renew(
    targets: tuple[str, ...],
    path: Path,
    given: dict[str, object],
    language: Language,
    *,
    make: Make,
    tell: Callable[[str, Renewal], Text],
) -> ExitCode:
    """Audit, write the file, and say what became of its entries."""
    talk = talk_of(given, {**os.environ, "ICPLINT_FORMAT": ""})
    settings = replace(settings_of(given, os.environ, Path.cwd(), language), language=language)
    rules = rules_in_use(settings)
    exclusion, settings = left_out(settings)
    stdin = sys.stdin.buffer if sys.stdin is not None else None
    with read_targets(targets, stdin=stdin, as_url=talk.stands_for, exclusion=exclusion) as sites:
        if not talk.quiet:
            for note in sites.notes:
                say(note, language)
        order = Order(sites=sites, rules=rules, settings=settings, outputs=())
        teller = Teller(language, quiet=talk.quiet, verbosity=talk.verbosity)
        code, renewal = make(order, path, real_world(), teller)
    if renewal is None:
        say(words.NOT_WRITTEN.fill(path=str(path)), language)
        return code
    say(tell(str(path), renewal), language)
    if renewal.unmeasured:
        say(words.KEPT_UNMEASURED.fill(path=str(path), count=f"{renewal.unmeasured:,}"), language)
    return code
