"""Compares the options that the settings give to rules with those that the rules have."""

from collections.abc import Sequence
from difflib import get_close_matches

from icplint.errors import ConfigError
from icplint.model.rule import Choice, Rule, RuleInfo
from icplint.model.settings import Settings
from icplint.model.text import Text, text


def wrong_options(settings: Settings, rules: Sequence[Rule]) -> ConfigError | None:
    """What to raise where `[rules.…]` gives an option that its rule has not, or a value of another type.

    Rules that do not exist are `unknown_rules`' affair.
    """
    by_id = {rule.info.id: rule.info for rule in rules}
    faults = [
        fault
        for id_, setting in settings.judge.rules.items()
        if id_ in by_id
        for name, value in setting.options.items()
        if (fault := _fault(by_id[id_], name, value)) is not None
    ]
    if not faults:
        return None
    return ConfigError("\n".join(fault.en for fault in faults), "\n".join(fault.zh for fault in faults))


def _fault(info: RuleInfo, name: str, value: object) -> Text | None:
    place = f"rules.{info.id}.{name}"
    if name not in info.options:
        known = ["severity", *info.options]
        near = get_close_matches(name, known, n=1, cutoff=0.5)
        return text(
            en=f"{place}: {info.id} has no such option; "
            + (f"did you mean {near[0]}?" if near else f"known are {', '.join(known)}"),
            zh=f"{place}：{info.id} 没有此选项；"
            + (f"是否想写 {near[0]}？" if near else f"可用：{'、'.join(known)}"),
        )
    default = info.options[name]
    if _is_like(value, default):
        return None
    expected = _kind(default)
    return text(
        en=f"{place} must be {expected.en}, such as {_shown(default)}",
        zh=f"{place} 应为{expected.zh}，如 {_shown(default)}",
    )


def _is_like(value: object, default: object) -> bool:
    """Whether a value may stand for the default; True is no number, and a whole number is a fraction."""
    match default:
        case bool():
            return isinstance(value, bool)
        case int():
            return isinstance(value, int) and not isinstance(value, bool)
        case float():
            return isinstance(value, int | float) and not isinstance(value, bool)
        case Choice():
            return value in tuple(type(default))
        case tuple():
            return isinstance(value, tuple) and all(
                any(_is_like(one, other) for other in default) if default else isinstance(one, str)
                for one in value
            )
        case _:
            return isinstance(value, type(default))


def _kind(default: object) -> Text:
    match default:
        case bool():
            return text(en="true or false", zh=" true 或 false")
        case int():
            return text(en="a whole number", zh="整数")
        case float():
            return text(en="a number", zh="数字")
        case tuple():
            return text(en="a list", zh="列表")
        case Choice():
            return text(en=f"one of {', '.join(type(default))}", zh=f" {'、'.join(type(default))} 之一")
        case str():
            return text(en="text", zh="文字")
        case _:
            return text(en="a table", zh="表")


def _shown(default: object) -> str:
    match default:
        case bool():
            return str(default).lower()
        case tuple():
            return f"[{', '.join(map(_shown, default))}]"
        case str():
            return f'"{default}"'
        case _:
            return str(default)
