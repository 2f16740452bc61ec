"""Reads `[[require]]`: footer items that the configuration demands."""

from collections.abc import Mapping

from icplint.config import values
from icplint.config.patterns import refused_pattern
from icplint.config.tables import must_be, tables_in, unknown_key
from icplint.late import pattern
from icplint.model.finding import Severity
from icplint.model.rule import Where
from icplint.model.settings import Requirement
from icplint.model.text import Text, text

_KEYS = ("name", "text", "pattern", "link", "picture", "severity", "message", "where")
_NAME = pattern(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_LONGEST_NAME = 60
_MOST = 999
_LINK = pattern(r"(?:https?|mailto|tel):\S+|/\S*")


def read_requirements(table: object, source: str, faults: list[Text]) -> tuple[Requirement, ...]:
    """The items in the order of the file; what is wrong is added to the faults, a line for each.

    Args:
        table: What stands under `require`.
        source: The file's name.
        faults: Lines that name file, key and remedy.
    """
    found = [
        _Entry(entry, where, source, faults).read()
        for where, entry in tables_in(table, "require", _MOST, source, faults)
    ]
    items = tuple(item for item in found if item is not None)
    names = [item.name for item in items]
    faults.extend(
        text(
            en=f"{source}: require: two items are named {name!r}; give each a name of its own",
            zh=f"{source}：require：有两项同名 {name!r}；请各取不同的名称",
        )
        for name in sorted({name for name in names if names.count(name) > 1})
    )
    return items


class _Entry:
    """One table of `[[require]]`."""

    def __init__(self, entry: Mapping[str, object], where: str, source: str, faults: list[Text]) -> None:
        self._entry = entry
        self._where = where
        self._source = source
        self._faults = faults
        self._is_right = True

    def read(self) -> Requirement | None:
        for key in self._entry:
            if key not in _KEYS:
                self._unknown(key)
        name = self._line("name")
        if name is None or not _NAME.fullmatch(name) or len(name) > _LONGEST_NAME:
            self._wrong("name", text(en="a name such as report-hotline", zh="名称，如 report-hotline"))
            name = ""
        item = Requirement(
            name=name,
            text=self._line("text"),
            pattern=self._pattern(),
            link=self._link(),
            picture=self._line("picture"),
            severity=self._severity(),
            message=self._message(),
            where=self._page(),
        )
        if not any((item.text, item.pattern, item.link, item.picture)) and self._is_right:
            self._wrong(
                None,
                text(
                    en="a demand: give text, pattern, link or picture",
                    zh="具体要求：请给出 text、pattern、link 或 picture",
                ),
            )
        if item.text and item.pattern:
            self._wrong("pattern", text(en="left out where text is given", zh="空：已给出 text"))
        return item if self._is_right else None

    def _line(self, key: str) -> str | None:
        if key not in self._entry:
            return None
        read = values.line(self._entry[key])
        if isinstance(read, Text):
            self._wrong(key, read)
            return None
        return read

    def _pattern(self) -> str | None:
        pattern = self._line("pattern")
        refused = refused_pattern(pattern) if pattern else None
        if refused is not None:
            self._wrong("pattern", refused)
        return pattern

    def _link(self) -> str | None:
        link = self._line("link")
        if link is not None and not _LINK.fullmatch(link):
            self._wrong(
                "link",
                text(en="an address such as https://www.12377.cn/", zh="网址，如 https://www.12377.cn/"),
            )
        return link

    def _severity(self) -> Severity:
        said = self._entry.get("severity", Severity.WARNING)
        if said not in tuple(Severity):
            self._wrong(
                "severity", text(en=f"one of {', '.join(Severity)}", zh=f"{'、'.join(Severity)} 之一")
            )
            return Severity.WARNING
        return Severity(str(said))

    def _page(self) -> Where:
        said = self._entry.get("where", Where.HOME)
        if said not in tuple(Where):
            self._wrong("where", text(en=f"one of {', '.join(Where)}", zh=f"{'、'.join(Where)} 之一"))
            return Where.HOME
        return Where(str(said))

    def _message(self) -> Text | None:
        said = self._entry.get("message")
        if said is None:
            return None
        if isinstance(said, dict) and set(said) == {"zh", "en"}:
            zh, en = values.line(said["zh"]), values.line(said["en"])
        else:
            zh = en = values.line(said)
        if isinstance(zh, Text) or isinstance(en, Text):
            self._wrong(
                "message",
                text(
                    en='a sentence, or one in each language: { zh = "…", en = "…" }',
                    zh='一句话，或中英各一句：{ zh = "…", en = "…" }',
                ),
            )
            return None
        return Text(en=en, zh=zh)

    def _unknown(self, key: str) -> None:
        self._is_right = False
        self._faults.append(unknown_key(self._source, self._where, key, _KEYS))

    def _wrong(self, key: str | None, expected: Text) -> None:
        self._is_right = False
        place = self._where if key is None else f"{self._where}.{key}"
        self._faults.append(must_be(self._source, place, expected))
