"""Footer items that the configuration demands, as rules like any other: `REQ001` is the first of the file."""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from functools import cache, partial

from icplint.model.block import Source
from icplint.model.finding import Place
from icplint.model.reading import FooterContents
from icplint.model.rule import (
    Fault,
    FaultInfo,
    NotApplicable,
    PageEvidence,
    Rule,
    RuleContext,
    RuleInfo,
    Unmeasured,
    Where,
)
from icplint.model.settings import Requirement
from icplint.model.text import Text, text

PACK = "require"
"""The pack of these rules; no folder holds it."""

_WINDOW = 500
"""Characters of a line that a pattern is held against at once; `icplint.config.patterns` counts with it."""
_SINCE = "0.1.0"

_WHY = text(
    en="Your own configuration demands it ([[require]]); no law and no platform stands behind this item.",
    zh="这是本单位配置文件（[[require]]）中的要求，与法规或平台无关。",
)
_TITLE = text(en="Demanded by the configuration: {name}", zh="配置要求：{name}")
_MISSING = text(
    en="The footer does not show what the configuration demands as {name}: {what}",
    zh="页面底部未发现配置要求的 {name}：{what}",
)
_FIX = text(en="Put it into the footer: {what}.", zh="请在页面底部加上：{what}。")
_TEXT = text(en="the text “{value}”", zh="文字“{value}”")
_PATTERN = text(en="a line that fits {value}", zh="符合 {value} 的一行")
_LINK = text(en="a link to {value}", zh="指向 {value} 的链接")
_PICTURE = text(en="a picture whose address holds {value}", zh="地址含 {value} 的图片")


def declared_rules(requirements: Sequence[Requirement]) -> tuple[Rule, ...]:
    """A rule for each demanded item, numbered in their order."""
    return tuple(_rule(number, item) for number, item in enumerate(requirements, 1))


def _rule(number: int, item: Requirement) -> Rule:
    what = _joined([_inert(part) for part in _parts(item)])
    details: dict[str, str | Text] = {"name": item.name, "what": what}
    message = _inert(item.message) if item.message else _MISSING.fill(**details)
    return Rule(
        info=RuleInfo(
            id=f"REQ{number:03}",
            name=item.name,
            title=_inert(_TITLE.fill(name=item.name)),
            why=_WHY,
            fix=_FIX.fill(**details),
            faults={"missing": FaultInfo(severity=item.severity, message=message)},
            since=_SINCE,
            sources=(),
            where=item.where,
        ),
        pack=PACK,
        judge_page=partial(_judge_page, item),
        doc=repr(item),
    )


def _judge_page(
    item: Requirement,
    page: PageEvidence,
    context: RuleContext,  # noqa: ARG001 - the shape of a rule
) -> Iterator[Fault | Unmeasured | NotApplicable]:
    """Fail when the footer lacks a part of the item."""
    contents = page.footer.contents
    if item.where is Where.EVERY_PAGE and page.reading.is_fragment:
        yield NotApplicable("fragment")
    elif contents is None:
        yield Unmeasured("body-not-kept")
    elif not _holds(contents, item, page.host):
        if _is_written_by_script(page):
            yield Unmeasured("needs-rendering")
            return
        yield Fault("missing", place=Place(selector=page.footer.selector))


def _is_written_by_script(page: PageEvidence) -> bool:
    """Whether scripts write the numbers, and so may write the item beside them."""
    sources = {number.source for number in (*page.evidence.icp, *page.evidence.psb)}
    return sources == {Source.SCRIPT_LITERAL}


def _holds(contents: FooterContents, item: Requirement, host: str) -> bool:
    if item.picture is not None and not any(item.picture in one for one in contents.pictures):
        return False
    if item.link is None:
        return _says(contents.lines, item)
    leading = [label for label, href in contents.links if _leads_to(href, item.link, host)]
    if item.text is None and item.pattern is None:
        return bool(leading)
    return any(_says((label,), item) for label in leading)


def _says(lines: Sequence[str], item: Requirement) -> bool:
    """Whether lines hold the item's text, be it over several of them, or one of them fits its pattern."""
    if item.text is not None:
        return _folded(item.text) in _folded("".join(lines))
    if item.pattern is not None:
        pattern = _compiled(item.pattern)
        return any(
            pattern.search(line, start, start + _WINDOW)
            for line in lines
            for start in range(0, max(len(line) - _WINDOW // 2, 1), _WINDOW // 2)
        )
    return True


def _leads_to(href: str, wanted: str, host: str) -> bool:
    """Whether an address begins with the wanted one; its scheme aside, and a path alone is the page's own host's."""
    found, start = _bare(href), _bare(wanted)
    if wanted.startswith("/"):
        name, _, path = found.partition("/")
        return name.partition(":")[0] == host and f"/{path}".startswith(wanted)
    if "/" in start:
        return found.startswith(start)
    return found.startswith(f"{start}/") or found == start


def _bare(address: str) -> str:
    """An address without its scheme, its host in lower case."""
    for scheme in ("https://", "http://"):
        address = address.removeprefix(scheme)
    host, slash, path = address.partition("/")
    return f"{host.lower()}{slash}{path}"


def _folded(written: str) -> str:
    return "".join(unicodedata.normalize("NFKC", written).casefold().split())


def _parts(item: Requirement) -> Iterator[Text]:
    for sentence, value in (
        (_TEXT, item.text),
        (_PATTERN, item.pattern),
        (_LINK, item.link),
        (_PICTURE, item.picture),
    ):
        if value is not None:
            yield sentence.fill(value=value)


def _joined(parts: Sequence[Text]) -> Text:
    return Text(en=", ".join(part.en for part in parts), zh="、".join(part.zh for part in parts))


def _inert(said: Text) -> Text:
    """A sentence of the user's, whose braces are no gaps."""
    return Text(*(words.replace("{", "{{").replace("}", "}}") for words in (said.en, said.zh)))


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern)
