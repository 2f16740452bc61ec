"""The rules of a run: what comes with icplint, the user's own folders, and what the configuration demands."""

from pathlib import Path

from icplint.errors import ConfigError
from icplint.judge.require import declared_rules
from icplint.model.rule import Rule
from icplint.model.settings import Settings
from icplint.packs import load_rules


def rules_of(settings: Settings) -> tuple[Rule, ...]:
    """All rules that a run judges by, sorted by id. Each process loads its own: rules do not travel.

    Raises:
        PackError: A folder or a rule file cannot be used.
        ConfigError: A demanded item has the name or the id of a rule.
    """
    loaded = load_rules([Path(folder) for folder in settings.packs])
    declared = declared_rules(settings.judge.require)
    taken = {word: rule for rule in loaded for word in (rule.info.id, rule.info.name)}
    for rule in declared:
        for word in (rule.info.id, rule.info.name):
            if word in taken:
                other = taken[word].info.id
                raise ConfigError(
                    f"require: {word!r} is already rule {other}; give the item another name",
                    f"require：{word!r} 已是规则 {other}，请改用其他名称",
                )
    return tuple(sorted((*loaded, *declared), key=lambda rule: rule.info.id))
