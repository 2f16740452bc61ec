"""`icplint replay`: judge recordings again, so that a report of a fault is one file."""

import os
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from secrets import token_bytes, token_hex

import click

from icplint.cli.check import standard_output, summary_page
from icplint.cli.command import Argument, Command
from icplint.cli.options import options, settings_of, talk_of, told
from icplint.cli.rules_in_use import rules_in_use
from icplint.cli.streams import say
from icplint.cli.watcher import Teller
from icplint.collect.sites.site_list import SiteList
from icplint.errors import UsageError
from icplint.keep.recording import Recording, read_recording, to_bytes
from icplint.model.exit_code import ExitCode
from icplint.model.settings import Settings
from icplint.model.site import Site
from icplint.model.text import Language
from icplint.run.audit import Order, audit
from icplint.run.drafts import Draft
from icplint.run.outputs import file_outputs
from icplint.run.wiring import real_world
from icplint.words import cli_help
from icplint.words import replay as words

_OF_ASKING = {
    *(
        "concurrency",
        "timeout",
        "jobs",
        "user_agent",
        "contact",
        "retries",
        "exclude",
        "opt_out",
        "authorised",
    ),
    *("host_concurrency", "host_interval", "address_concurrency", "allow_private", "strict_tls", "resolve"),
    *("cache", "keep_answers", "log_file", "as", "dry_run"),
}
"""Options of `check` that say how to ask: nobody is asked here."""


def command(language: Language) -> Command:
    """The command, speaking one language."""
    files = Argument("files", metavar="FILE", says=words.FILES.of(language), many=True)

    def replay(files: tuple[str, ...], **given: object) -> int:
        return _replay([Path(file) for file in files], given, language)

    return Command(
        "replay",
        language=language,
        says=words.COMMAND,
        callback=replay,
        params=[files, *_options(language)],
        after=cli_help.EXIT_CODES,
    )


def _options(language: Language) -> list[click.Option]:
    anonymise = click.Option(["--anonymise"], metavar="FILE", help=words.ANONYMISE.of(language))
    return [anonymise, *(option for option in options(language) if option.name not in _OF_ASKING)]


def _replay(files: list[Path], given: dict[str, object], language: Language) -> ExitCode:
    talk = talk_of(given, os.environ)
    settings = replace(settings_of(given, os.environ, Path.cwd(), language), language=language)
    settings = _without_asking(settings)
    outputs = file_outputs(settings.outputs, read=files)
    rules = rules_in_use(settings)
    recordings = dict(enumerate(map(read_recording, files)))
    # NOTE: trio is for them alone.
    from icplint.run.replay import replaying  # noqa: PLC0415 - see above

    if isinstance(out := given.get("anonymise"), str):
        recordings = {0: _anonymise(recordings, Path(out), settings, language)}

    with SiteList(_sites(recordings), declared=len(recordings)) as sites:
        order = Order(
            sites=sites,
            rules=rules,
            settings=settings,
            settings_told=told(settings),
            outputs=(
                *outputs,
                *summary_page(talk.format, os.environ),
                standard_output(talk.format, language),
            ),
            executor=replaying(recordings),
        )
        return audit(order, real_world(), Teller(language, quiet=talk.quiet, verbosity=talk.verbosity))


def _anonymise(
    recordings: dict[int, Recording], out: Path, settings: Settings, language: Language
) -> Recording:
    """Write an anonymous copy of the one recording, and go on with that: so its user sees what others will see."""
    from icplint.run.anonymise import anonymised, changed_rules, hold_anonymous  # noqa: PLC0415 - rarely wanted
    from icplint.run.replay import judged  # noqa: PLC0415 - see above

    if len(recordings) != 1:
        raise UsageError(
            "--anonymise takes one recording; name one", "--anonymise 只处理一个应答记录；请只指定一个"
        )
    [original] = recordings.values()
    today = real_world().today()
    outcome = judged(original, settings, today)
    made = anonymised(original, outcome, token_bytes(32))
    again = judged(made, settings, today)
    hold_anonymous(original, outcome, made, again)
    with Draft(out, token_hex(4)) as draft:
        draft.file.write(to_bytes(made))
        draft.publish()
    say(words.WRITTEN.fill(path=str(out)), language)
    if changed := changed_rules(outcome, again):
        say(words.CHANGED.fill(rules=", ".join(changed)), language)
    return made


def _without_asking(settings: Settings) -> Settings:
    """The settings of a run that asks nobody; what a file says of asking does nothing here."""
    return replace(settings, jobs=1, keep_answers=None, log_file=None)


def _sites(recordings: dict[int, Recording]) -> Iterator[Site]:
    return (replace(one.site, index=index) for index, one in recordings.items())
