"""Compares the rules that the settings name with the rules that there are."""

from collections.abc import Sequence
from difflib import get_close_matches

from icplint.errors import ConfigError
from icplint.judge.triage import is_active
from icplint.model.rule import Rule
from icplint.model.settings import Settings


def unknown_rules(settings: Settings, rules: Sequence[Rule]) -> ConfigError | None:
    """What to raise where `select`, `ignore`, `[rules.…]` or `[[suppress]]` names no rule; None: all are known.

    Words of `select` and `ignore` may be ids, names, or prefixes of either.
    """
    names = [name for rule in rules for name in (rule.info.id, rule.info.name)]
    judge = settings.judge
    unknown = [
        (key, word)
        for key, words in (("select", judge.select), ("ignore", judge.ignore))
        for word in words
        if not any(name.startswith(word) for name in names)
    ]
    ids = {rule.info.id for rule in rules}
    unknown += [("rules", word) for word in judge.rules if word not in ids]
    unknown += [(one.where, word) for one in judge.suppress for word in one.rules if word not in names]
    if not unknown:
        return None
    near = [next(iter(get_close_matches(word, names, n=1, cutoff=0.5)), None) for _, word in unknown]
    return ConfigError(
        "\n".join(
            f"{key}: no rule {word!r}; " + (f"did you mean {found}?" if found else "see: icplint rules")
            for (key, word), found in zip(unknown, near, strict=True)
        ),
        "\n".join(
            f"{key}：没有规则 {word!r}；" + (f"是否想写 {found}？" if found else "请用 icplint rules 查看")
            for (key, word), found in zip(unknown, near, strict=True)
        ),
    )


def no_rule_left(settings: Settings, rules: Sequence[Rule]) -> ConfigError | None:
    """What to raise where the settings leave no rule to judge by: such a run would find all sites clean."""
    if any(is_active(rule.info, settings.judge) for rule in rules):
        return None
    return ConfigError(
        "select, ignore and basis leave no rule to judge by; see: icplint rules",
        "select、ignore 与 basis 未留下任何可用于判定的规则；请用 icplint rules 查看",
    )
