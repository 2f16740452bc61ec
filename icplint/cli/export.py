"""`icplint export`: reports of a run that a store keeps."""

import click

from icplint.cli.command import Argument, Command
from icplint.cli.options import setting_option
from icplint.cli.store_commands import opened_store, settings_here, store_options
from icplint.cli.streams import say
from icplint.errors import StoreError, UsageError
from icplint.model.exit_code import ExitCode
from icplint.model.scan import RunState
from icplint.model.text import Language, Text
from icplint.run.clock import today_in_beijing, utc_now
from icplint.run.outputs import file_outputs
from icplint.run.rules import rules_of
from icplint.words import scan as words


def command(language: Language) -> Command:
    """The command, speaking one language."""
    run = Argument("run", metavar="RUN", says=words.EXPORT_RUN.of(language), required=False)

    def export(run: str | None, **given: object) -> int:
        return _export(run, given, language)

    return Command(
        "export", language=language, says=words.EXPORT, callback=export, params=[run, *_options(language)]
    )


def _options(language: Language) -> list[click.Option]:
    named = (setting_option(name, language) for name in ("output", "packs"))
    return [*named, *store_options(language)]


def _export(run: str | None, given: dict[str, object], language: Language) -> ExitCode:
    from icplint.keep.store.run_names import run_named  # noqa: PLC0415 - the help page never needs the store
    from icplint.keep.store.runs import Runs  # noqa: PLC0415 - see above
    from icplint.run.scan.export import export  # noqa: PLC0415 - see above

    settings = settings_here(given, language)
    outputs = file_outputs(settings.outputs)
    if not outputs:
        raise UsageError(words.NO_OUTPUT.en, words.NO_OUTPUT.zh)
    with opened_store(settings) as store:
        runs = Runs(store, utc_now)
        known = runs.runs()
        if run is not None:
            record = run_named(known, run)
        else:
            finished = [one for one in known if one.state is RunState.FINISHED]
            if not finished:
                raise StoreError(words.NO_FINISHED_RUN.en, words.NO_FINISHED_RUN.zh)
            record = finished[-1]
        failures, without = export(
            store,
            runs,
            record,
            outputs,
            settings=settings,
            rules=rules_of(settings),
            today=today_in_beijing(),
        )
    if without:
        say(words.WITHOUT_EVIDENCE.fill(count=f"{without:,}"), language)
    for failure in failures:
        say(Text(en=failure.en, zh=failure.zh), language)
    return ExitCode.USAGE if failures else ExitCode.CLEAN
