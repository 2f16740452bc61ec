"""`icplint verify`: hold that a store and its evidence are whole."""

from icplint.cli.command import Command
from icplint.cli.register_options import print_line
from icplint.cli.store_commands import opened_store, settings_here, store_options
from icplint.model.exit_code import ExitCode
from icplint.model.text import Language
from icplint.words import scan as words


def command(language: Language) -> Command:
    """The command, speaking one language."""

    def verify(**given: object) -> int:
        return _verify(given, language)

    return Command(
        "verify", language=language, says=words.VERIFY, callback=verify, params=store_options(language)
    )


def _verify(given: dict[str, object], language: Language) -> ExitCode:
    from icplint.keep.store.verifying import verify  # noqa: PLC0415 - the help page never needs the store

    with opened_store(settings_here(given, language)) as store:
        found = verify(store)
    counts = {name: f"{getattr(found, name):,}" for name in ("runs", "blobs", "damaged", "missing")}
    print_line(words.VERIFIED.fill(**counts), language)
    for what in found.told:
        print_line(words.DAMAGED.fill(what=what), language)
    for what in found.wrong_runs:
        print_line(words.WRONG_RUN.fill(what=what), language)
    return ExitCode.CLEAN if found.is_whole else ExitCode.FINDINGS
