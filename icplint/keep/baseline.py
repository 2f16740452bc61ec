"""The baseline: findings that were there before (存量问题), so that a gate stops new ones alone."""

import json
from collections.abc import Iterable, Mapping
from datetime import date
from pathlib import Path

from icplint import __version__
from icplint.errors import BaselineError
from icplint.late import dataclass, pattern
from icplint.model.text import Text, text

SCHEMA = "icplint/baseline/v1"
MAX_BYTES = 64 * 1024 * 1024
_NEWER = pattern(r"icplint/baseline/v(?:[2-9]|[1-9][0-9]{1,5})")
_FINGERPRINT = pattern(r"[0-9a-f]{8,64}")
_LONGEST = 8_000
"""Characters of one text of an entry."""
_MOST_TIMES = 1_000_000_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One old finding."""

    fingerprint: str
    rule: str
    site: str
    """For people: an address, a host, or a path from the folder of the run on."""
    page: str | None = None
    about: str | None = None
    count: int = 1
    """How often it was there; what comes on top of that is new."""
    since: date
    """The day in Beijing on which it was first written down."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Baseline:
    """A baseline file."""

    entries: tuple[Entry, ...] = ()
    """Each fingerprint once, in the order of the file."""
    version: str = __version__
    """Of the icplint that wrote it."""

    def counts(self) -> Mapping[str, int]:
        """How often each fingerprint may occur."""
        return {entry.fingerprint: entry.count for entry in self.entries}


def in_order(entries: Iterable[Entry]) -> tuple[Entry, ...]:
    """The entries as a file holds them: by site, rule, page, and what they are about."""
    return tuple(
        sorted(
            entries, key=lambda one: (one.site, one.rule, one.page or "", one.about or "", one.fingerprint)
        )
    )


def to_bytes(entries: Iterable[Entry]) -> bytes:
    """The file: the same entries always give the same bytes, and each stands on a line of its own."""
    head = {"schema": SCHEMA, "tool": {"name": "icplint", "version": __version__}}
    written = ",\n".join(_line(entry) for entry in in_order(entries))
    before = _json(head)[:-1]
    listed = f"[\n{written}\n]" if written else "[]"
    return f'{before},\n"entries":{listed}}}\n'.encode()


def read_baseline(path: Path) -> Baseline:
    """A baseline file.

    Lines that a merge brought in twice are one entry, with the higher count and the earlier day.

    Raises:
        BaselineError: It cannot be read, is damaged, is newer than this icplint, or is no baseline.
    """
    try:
        with path.open("rb") as file:
            content = file.read(MAX_BYTES + 1)
    except (OSError, ValueError) as error:
        why = getattr(error, "strerror", None) or error
        raise _refused(path, text(en=f"cannot be read ({why})", zh=f"无法读取（{why}）")) from None
    if len(content) > MAX_BYTES:
        raise _refused(path, text(en="larger than 64 MB", zh="超过 64 MB"))
    return Baseline(entries=in_order(_entries(path, content).values()))


def _entries(path: Path, content: bytes) -> Mapping[str, Entry]:
    try:
        document = json.loads(content.decode("utf-8-sig"))
    except (ValueError, RecursionError):
        raise _refused(
            path, text(en="is damaged: no whole JSON document", zh="已损坏：不是完整的 JSON")
        ) from None
    schema = document.get("schema") if isinstance(document, dict) else None
    if isinstance(schema, str) and _NEWER.fullmatch(schema):
        newer = text(
            en="was written by a newer icplint; update icplint, or create the baseline anew",
            zh="由更新版本的 icplint 生成；请升级 icplint，或重新生成",
        )
        raise BaselineError(f"{path}: {newer.en}", f"{path}：{newer.zh}")
    if schema != SCHEMA:
        raise _refused(path, text(en="is no baseline of icplint", zh="不是 icplint 的存量问题文件"))
    listed = document.get("entries")
    if not isinstance(listed, list):
        raise _refused(path, text(en="is damaged: no list of entries", zh="已损坏：缺少 entries 列表"))
    found: dict[str, Entry] = {}
    for number, one in enumerate(listed, 1):
        entry = _entry(one)
        if entry is None:
            what = text(en=f"is damaged: entry {number} cannot be read", zh=f"已损坏：第 {number} 条无法读取")
            raise _refused(path, what)
        known = found.get(entry.fingerprint)
        found[entry.fingerprint] = entry if known is None else _merged(known, entry)
    return found


def _entry(one: object) -> Entry | None:
    if not isinstance(one, dict):
        return None
    fingerprint, rule, site = (one.get(key) for key in ("fingerprint", "rule", "site"))
    page, about = (one.get(key) for key in ("page", "about"))
    count, since = one.get("count", 1), _day(one.get("since"))
    if not (isinstance(fingerprint, str) and _FINGERPRINT.fullmatch(fingerprint)):
        return None
    if not (isinstance(rule, str) and isinstance(site, str)):
        return None
    if not ((page is None or isinstance(page, str)) and (about is None or isinstance(about, str))):
        return None
    if (
        isinstance(count, bool)
        or not isinstance(count, int)
        or not 1 <= count <= _MOST_TIMES
        or since is None
    ):
        return None
    if any(len(told) > _LONGEST for told in (rule, site, page or "", about or "")):
        return None
    return Entry(
        fingerprint=fingerprint, rule=rule, site=site, page=page, about=about, count=count, since=since
    )


def _merged(one: Entry, other: Entry) -> Entry:
    first, second = sorted((one, other), key=lambda entry: entry.since)
    return first if first.count >= second.count else _with_count(first, second.count)


def _with_count(entry: Entry, count: int) -> Entry:
    return Entry(
        fingerprint=entry.fingerprint,
        rule=entry.rule,
        site=entry.site,
        page=entry.page,
        about=entry.about,
        count=count,
        since=entry.since,
    )


def _day(value: object) -> date | None:
    try:
        return date.fromisoformat(value) if isinstance(value, str) else None
    except ValueError:
        return None


def _line(entry: Entry) -> str:
    return _json(
        {
            "fingerprint": entry.fingerprint,
            "rule": entry.rule,
            "site": _cut(entry.site),
            "page": entry.page and _cut(entry.page),
            "about": entry.about and _cut(entry.about),
            "count": entry.count,
            "since": entry.since.isoformat(),
        }
    )


def _cut(told: str) -> str:
    """A text that the file may hold: halves of characters, which no encoding writes, become `?`."""
    return told[:_LONGEST].encode("utf-8", "replace").decode()


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def _refused(path: Path, what: Text) -> BaselineError:
    remedy = text(
        en="name another file, or make one with: icplint baseline create",
        zh="请换一个文件，或用 icplint baseline create 生成",
    )
    return BaselineError(f"{path}: {what.en}; {remedy.en}", f"{path}：{what.zh}；{remedy.zh}")
