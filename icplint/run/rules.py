"""The rules of a run: what comes with icplint, the user's own folders, and what the configuration demands."""

from pathlib import Path

from icplint.judge.require import declared_rules
from icplint.model.rule import Rule
from icplint.model.settings import Settings
from icplint.packs import load_rules


def rules_of(settings: Settings) -> tuple[Rule, ...]:
    """All rules that a run judges by, sorted by id. Each process loads its own: rules do not travel.

    Raises:
        PackError: A folder or a rule file cannot be used.
    """
    loaded = load_rules([Path(folder) for folder in settings.packs])
    declared = declared_rules(settings.judge.require)
    return tuple(sorted((*loaded, *declared), key=lambda rule: rule.info.id))
