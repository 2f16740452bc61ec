"""Flags > ICPLINT_* > file > defaults -> Settings."""

from collections.abc import Mapping
from dataclasses import replace
from difflib import get_close_matches
from pathlib import Path
from typing import Any

from icplint.config.access import read_access
from icplint.config.entities import read_entities
from icplint.config.files import find_file, read_file
from icplint.config.require import read_requirements
from icplint.config.scan_table import SCAN_SETTINGS
from icplint.config.suppress import read_suppressions
from icplint.config.table import SETTINGS as CHECK_SETTINGS
from icplint.errors import ConfigError
from icplint.model.access import Access
from icplint.model.entity import Entity
from icplint.model.finding import Severity
from icplint.model.settings import Requirement, RuleSetting, Settings, is_service
from icplint.model.suppression import Suppression
from icplint.model.text import Language, Text, text

SETTINGS = (*CHECK_SETTINGS, *SCAN_SETTINGS)

Said = dict[str, Any]
"""Values by the name of their setting; its reader has given each its type."""

_CONFIG = "ICPLINT_CONFIG"
_TABLES = ("rules", "require", "entities", "suppress", "access")
"""What a file alone may say, in tables of its own."""


def load(
    flags: Mapping[str, object], environ: Mapping[str, str], cwd: Path, *, language: Language = Language.ZH
) -> Settings:
    """The settings of a run.

    Args:
        flags: By the setting's name (`fail-on`); None, False and () were not given. `config` names the file.
        environ: The environment.
        cwd: Where the search for a file begins.
        language: The system's, where neither flag nor variable says one.

    Raises:
        ConfigError: One line for each fault of the file, variables and flags.
    """
    faults: list[Text] = []
    named = flags.get("config") or environ.get(_CONFIG)
    found = read_file(cwd / str(named)) if named else find_file(cwd)
    rules: dict[str, RuleSetting] = {}
    require: tuple[Requirement, ...] = ()
    entities: tuple[Entity, ...] = ()
    suppress: tuple[Suppression, ...] = ()
    access: tuple[Access, ...] = ()
    said: Said = {"lang": language}
    if found is not None:
        source = str(found.path)
        table = dict(found.table)
        rules = _rules(table.pop("rules", {}), source, faults)
        require = read_requirements(table.pop("require", []), source, faults)
        entities = read_entities(table.pop("entities", []), source, faults)
        suppress = read_suppressions(table.pop("suppress", []), source, faults)
        access = read_access(table.pop("access", []), source, environ, faults)
        said |= _paths_from(found.path.parent, _file(table, source, faults))
    said |= _paths_from(cwd, _environ(environ, faults))
    said |= _paths_from(cwd, _flags(flags, faults))
    if faults:
        raise ConfigError("\n".join(fault.en for fault in faults), "\n".join(fault.zh for fault in faults))
    return _settings(
        said,
        {
            "rules": rules,
            "require": require,
            "entities": entities,
            "suppress": suppress,
        },
        {"access": access},
    )


def _file(table: Mapping[str, object], source: str, faults: list[Text]) -> Said:
    said: Said = {}
    known = [setting.name for setting in SETTINGS if setting.in_file]
    for key, value in table.items():
        name = key.replace("_", "-")
        setting = next((one for one in SETTINGS if one.name == name), None)
        if setting is None or not setting.in_file:
            faults.append(_unknown(source, key, [*known, *_TABLES]))
            continue
        read = setting.read(value)
        if isinstance(read, Text):
            faults.append(_wrong(f"{source}: {key}", f"{source}：{key}", read))
        else:
            said[name] = read
    return said


def _environ(environ: Mapping[str, str], faults: list[Text]) -> Said:
    said: Said = {}
    for setting in SETTINGS:
        if value := environ.get(setting.environ):
            read = setting.read(value)
            if isinstance(read, Text):
                faults.append(_wrong(setting.environ, setting.environ, read))
            else:
                said[setting.name] = read
    return said


def _flags(flags: Mapping[str, object], faults: list[Text]) -> Said:
    said: Said = {}
    for setting in SETTINGS:
        value = flags.get(setting.name)
        if value is None or value is False or value == ():
            continue
        read = setting.read(value)
        if isinstance(read, Text):
            faults.append(_wrong(f"--{setting.name}", f"--{setting.name}", read))
        else:
            said[setting.name] = read
    return said


def _paths_from(folder: Path, said: Said) -> Said:
    """What was said, with paths of rules, register and baseline made absolute: those of a file start where the file lies."""
    if "packs" in said:
        said["packs"] = tuple(str((folder / path).absolute()) for path in said["packs"])
    if "register" in said and not is_service(said["register"]):
        said["register"] = str((folder / said["register"]).absolute())
    if "store" in said and "://" not in said["store"]:
        said["store"] = str((folder / said["store"]).absolute())
    for name in ("baseline", "cache", "evidence", "keep-answers", "log-file", "metrics", "opt-out"):
        if name in said:
            said[name] = str((folder / said[name]).absolute())
    return said


def _rules(table: object, source: str, faults: list[Text]) -> dict[str, RuleSetting]:
    """`[rules.ICP008]`: `severity`, and the rule's own options under their names."""
    found: dict[str, RuleSetting] = {}
    if not isinstance(table, dict):
        faults.append(
            _wrong(
                f"{source}: rules",
                f"{source}：rules",
                text(en="a table such as [rules.ICP008]", zh="表，如 [rules.ICP008]"),
            )
        )
        return found
    for rule, options in table.items():
        where = (f"{source}: rules.{rule}", f"{source}：rules.{rule}")
        if not isinstance(options, dict):
            faults.append(_wrong(*where, text(en=f"a table: [rules.{rule}]", zh=f"表：[rules.{rule}]")))
            continue
        own = dict(options)
        severity = own.pop("severity", None)
        if severity is not None and severity not in tuple(Severity):
            faults.append(
                _wrong(
                    f"{where[0]}.severity",
                    f"{where[1]}.severity",
                    text(en=f"one of {', '.join(Severity)}", zh=f"{'、'.join(Severity)} 之一"),
                )
            )
            continue
        found[rule] = RuleSetting(
            severity=None if severity is None else Severity(str(severity)),
            options={name: _frozen(value) for name, value in own.items()},
        )
    return found


def _settings(said: Said, about_judging: Said, about_fetching: Said) -> Settings:
    """The settings of what was said, and of the file's own tables."""
    top: Said = {}
    groups: dict[str, Said] = {
        "fetch": about_fetching,
        "crawl": {},
        "judge": about_judging,
        "register": {},
        "scan": {},
    }
    for setting in SETTINGS:
        if setting.name in said:
            *group, name = setting.lands
            (groups[group[0]] if group else top)[name] = said[setting.name]
    default = Settings()
    return replace(
        default,
        fetch=replace(default.fetch, **groups["fetch"]),
        crawl=replace(default.crawl, **groups["crawl"]),
        judge=replace(default.judge, **groups["judge"]),
        register=replace(default.register, **groups["register"]),
        scan=replace(default.scan, **groups["scan"]),
        **top,
    )


def _frozen(value: object) -> object:
    """A list of the file as the tuple that rules know."""
    return tuple(map(_frozen, value)) if isinstance(value, list) else value


def _unknown(source: str, key: str, known: list[str]) -> Text:
    near = get_close_matches(key.replace("_", "-"), known, n=1, cutoff=0.5)
    return text(
        en=f"{source}: unknown key {key!r}; "
        + (f"did you mean {near[0]}?" if near else f"known are {', '.join(known)}"),
        zh=f"{source}：未知的键 {key!r}；"
        + (f"是否想写 {near[0]}？" if near else f"可用：{'、'.join(known)}"),
    )


def _wrong(where_en: str, where_zh: str, expected: Text) -> Text:
    return text(en=f"{where_en} must be {expected.en}", zh=f"{where_zh} 应为{expected.zh}")
