"""The options of `check`: those of the settings' table, and the few that belong to the command line alone."""

from collections.abc import Mapping
from dataclasses import asdict, replace
from pathlib import Path

import click

from icplint.collect.sites.exclusion import Exclusion
from icplint.config import values
from icplint.config.load import load
from icplint.config.scan_table import SCAN_SETTINGS
from icplint.config.table import SETTINGS, Setting, by_name
from icplint.errors import ConfigError
from icplint.late import dataclass
from icplint.model.access import Access
from icplint.model.settings import Settings, without_login
from icplint.model.suppression import Suppression
from icplint.model.text import Language, Text
from icplint.tell.report.formats import Format
from icplint.words import cli_help, cli_usage

MOST_VERBOSE = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Talk:
    """What the command line says, and where, beside the settings of the run."""

    format: Format
    """Of standard output."""
    stands_for: str | None
    dry_run: bool
    quiet: bool
    verbosity: int


_OWN: Mapping[str, values.Read] = {
    "format": values.one_of(Format),
    "as": values.line,
    "dry-run": values.switch,
    "quiet": values.switch,
    "verbose": values.whole_number(0, MOST_VERBOSE),
}


def options(language: Language) -> list[click.Option]:
    """All options of `check`; each takes text, which `config` reads and refuses in the user's language."""
    formats = "|".join(Format)
    return [
        *(_option(setting, language) for setting in SETTINGS if setting.name != "lang"),
        click.Option(["--format"], metavar=formats, help=cli_help.FORMAT.of(language)),
        click.Option(["--as"], metavar="URL", help=cli_help.AS.of(language)),
        click.Option(["--config"], metavar="FILE", help=cli_help.CONFIG.of(language)),
        click.Option(["--dry-run"], is_flag=True, help=cli_help.DRY_RUN.of(language)),
        click.Option(["-q", "--quiet"], is_flag=True, help=cli_help.QUIET.of(language)),
        click.Option(["-v", "--verbose"], count=True, help=cli_help.VERBOSE.of(language)),
    ]


def scan_options(language: Language, *names: str) -> list[click.Option]:
    """The options of `scan` beside those of `check`; or those of these names."""
    return [_option(one, language) for one in SCAN_SETTINGS if not names or one.name in names]


def setting_option(name: str, language: Language) -> click.Option:
    """The option of one setting, for commands that take a few of them."""
    setting = by_name(name)
    assert setting is not None  # noqa: S101 - a row of our own table
    return _option(setting, language)


def settings_of(
    given: Mapping[str, object], environ: Mapping[str, str], cwd: Path, language: Language
) -> Settings:
    """The settings of a run, from what click was given.

    Raises:
        ConfigError: A flag, a variable or the file cannot be used.
    """
    flags = {name.replace("_", "-"): value for name, value in given.items()}
    settings = load(flags, environ, cwd, language=language)
    return replace(settings, judge=replace(settings.judge, root=str(cwd.absolute())))


def left_out(settings: Settings) -> tuple[Exclusion, Settings]:
    """What is not to be asked, and the settings by which nobody is led there either.

    Raises:
        UsageError: A pattern is none.
        SiteListError: The opt-out list cannot be read.
    """
    exclusion = Exclusion(settings.exclude)
    if settings.opt_out is not None:
        exclusion.add_file(Path(settings.opt_out))
    if not exclusion.domains:
        return exclusion, settings
    fetch = replace(settings.fetch, left_alone=frozenset(exclusion.domains))
    return exclusion, replace(settings, fetch=fetch)


def talk_of(given: Mapping[str, object], environ: Mapping[str, str]) -> Talk:
    """What belongs to the command line alone; a flag wins over its variable.

    Raises:
        ConfigError: A value cannot be used.
    """
    stands_for = _own("as", given, environ)
    verbosity = _own("verbose", {"verbose": _at_most(given.get("verbose"))}, environ)
    return Talk(
        format=Format(str(_own("format", given, environ) or Format.TEXT)),
        stands_for=None if stands_for is None else str(stands_for),
        dry_run=bool(_own("dry-run", {"dry-run": given.get("dry_run")}, environ)),
        quiet=bool(_own("quiet", given, environ)),
        verbosity=verbosity if isinstance(verbosity, int) else 0,
    )


def told(settings: Settings) -> dict[str, object]:
    """What differs from the defaults, as plain JSON values for the report."""
    found: dict[str, object] = {}
    for setting in SETTINGS:
        value: object = settings
        for name in setting.lands:
            value = getattr(value, name)
        if value != setting.default:
            found[setting.name] = list(value) if isinstance(value, tuple) else value
    if settings.register.source is not None:
        found["register"] = without_login(settings.register.source)
    if settings.fetch.pins:
        found["resolve"] = [str(pin) for pin in settings.fetch.pins]
    if settings.fetch.access:
        found["access"] = [_access(one) for one in settings.fetch.access]
    if settings.judge.rules:
        found["rules"] = {
            rule: {"severity": one.severity, **one.options} for rule, one in settings.judge.rules.items()
        }
    if settings.judge.require:
        found["require"] = [
            {name: value for name, value in asdict(one).items() if value is not None}
            for one in settings.judge.require
        ]
    if settings.judge.suppress:
        found["suppress"] = [_suppression(one) for one in settings.judge.suppress]
    if settings.judge.entities:
        found["entities"] = [
            {name: value for name, value in asdict(one).items() if value} for one in settings.judge.entities
        ]
    return found


def _access(one: Access) -> dict[str, object]:
    """What a report may tell of an access: that there is one, and the names of what is sent."""
    told = {
        "host": one.host,
        "headers": [name for name, _ in one.headers],
        "over_http": one.over_http,
        "sent_as": one.sent_as,
        "proxy": one.proxy is not None,
    }
    return {name: value for name, value in told.items() if value}


def _suppression(one: Suppression) -> dict[str, object]:
    told = {name: value for name, value in asdict(one).items() if value and name != "where"}
    return told if one.until is None else told | {"until": one.until.isoformat()}


def _option(setting: Setting, language: Language) -> click.Option:
    names = [f"--{setting.name}"]
    if setting.name == "output":
        names.insert(0, "-o")
    says = setting.says.of(language) + _default(setting, language)
    if not setting.metavar:
        return click.Option(names, is_flag=True, help=says)
    metavar = "|".join(setting.choices) or setting.metavar
    return click.Option(names, metavar=metavar, multiple=setting.many, help=says)


def _default(setting: Setting, language: Language) -> str:
    value = setting.default
    if not setting.metavar or value is None or value == ():
        return ""
    shown = f"{value:g}" if isinstance(value, float) else str(value)
    return cli_help.DEFAULT.fill(value=shown).of(language)


def _own(name: str, given: Mapping[str, object], environ: Mapping[str, str]) -> object:
    variable = f"ICPLINT_{name.upper().replace('-', '_')}"
    said, where = given.get(name), f"--{name}"
    if not said:
        said, where = environ.get(variable), variable
    if not said:
        return None
    read = _OWN[name](said)
    if isinstance(read, Text):
        wrong = cli_usage.MUST_BE.fill(where=where, expected=read)
        raise ConfigError(wrong.en, wrong.zh)
    return read


def _at_most(count: object) -> int:
    return min(count, MOST_VERBOSE) if isinstance(count, int) else 0
