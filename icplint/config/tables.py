"""What all arrays of tables in a configuration have in common: their form, their keys, and the words for a fault."""

from collections.abc import Mapping, Sequence
from difflib import get_close_matches

from icplint.model.text import Text, text


def tables_in(
    table: object, key: str, most: int, source: str, faults: list[Text]
) -> Sequence[tuple[str, Mapping[str, object]]]:
    """The tables of `[[key]]` in their order, each with its place; none where they are no such tables.

    Args:
        table: What stands under the key.
        key: Its name.
        most: Tables that there may be.
        source: The file's name.
        faults: Takes a line for what is wrong.
    """
    if not isinstance(table, list) or not all(isinstance(entry, dict) for entry in table):
        faults.append(must_be(source, key, text(en=f"tables: [[{key}]]", zh=f"表：[[{key}]]")))
        return ()
    if len(table) > most:
        faults.append(must_be(source, key, text(en=f"at most {most} tables", zh=f"不超过 {most} 个表")))
        return ()
    return [(f"{key}[{place}]", entry) for place, entry in enumerate(table, 1)]


def unknown_key(source: str, where: str, key: str, known: Sequence[str]) -> Text:
    """A key that no such table has, with the one that may be meant."""
    near = get_close_matches(key.replace("-", "_"), known, n=1, cutoff=0.5)
    return text(
        en=f"{source}: {where}: unknown key {key!r}; "
        + (f"did you mean {near[0]}?" if near else f"known are {', '.join(known)}"),
        zh=f"{source}：{where}：未知的键 {key!r}；"
        + (f"是否想写 {near[0]}？" if near else f"可用：{'、'.join(known)}"),
    )


def must_be(source: str, place: str, expected: Text) -> Text:
    """A value that cannot be used, and what may stand there."""
    return text(en=f"{source}: {place} must be {expected.en}", zh=f"{source}：{place} 应为{expected.zh}")
