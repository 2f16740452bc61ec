"""Writes the index of the rules and a page for each from the rule files alone.

`poe rule-docs` writes them anew; a test fails while they are stale.
"""

import ast
import re
from collections.abc import Iterator, Sequence
from html import escape
from itertools import groupby
from pathlib import Path

from icplint.facts import laws
from icplint.model.finding import Severity
from icplint.model.rule import FaultInfo, Need, Rule, Source, Where
from icplint.model.text import Language, Text, text
from icplint.words import reasons
from icplint.words import rule_page as words
from icplint.words.report import SEVERITIES

ROOT = Path(__file__).resolve().parents[2]
INDEX = ROOT / "rules" / "README.md"
FOLDER = ROOT / "docs" / "rules"

_GAP = re.compile(r"\{\w+\}")
_HEADINGS = {Language.ZH: "中文", Language.EN: "English"}
_FAULT_COLUMNS = (
    text(en="Fault", zh="情形"),
    text(en="Severity", zh="级别"),
    text(en="What is told", zh="提示内容"),
)
_FIX_OF = text(en="`{fault}`: {fix}", zh="`{fault}`：{fix}")
_OPTION_COLUMNS = (text(en="Option", zh="配置项"), text(en="Default", zh="默认值"))
_NOT_JUDGED = text(en="What it does not judge", zh="不作判定的情形")
_NOT_APPLICABLE = text(en="Not applicable: {why}.", zh="不适用：{why}。")
_UNMEASURED = text(
    en="Not checked, neither passed nor failed: {why}.", zh="未核查（不代表存在或不存在问题）：{why}。"
)
_LADDER = text(
    en="Not applicable where the number stands there in another form (malformed, hidden, unreadable, elsewhere): "
    "that form has a rule of its own.",
    zh="编号以其他形式存在时（格式有误、被隐藏、无法以文本读取、位于其他位置）不适用，另有规则判定。",
)
_HOME_ONLY = text(
    en="Out of scope: inner pages, pieces of a page, names of platforms that cannot be filed, and sites whose "
    "filing status in the list owes nothing (overseas, intranet, exempt, app-only, redirect-only, first-filing, "
    "cancelled).",
    zh="不在核查范围：内页、页面片段、无法单独备案的平台域名，以及清单所注备案状态无须标明的网站"
    "（境外、内网、豁免、仅 App、仅跳转、首次备案中、已注销）。",
)
_REGISTER = text(
    en="Not checked, neither passed nor failed, where the register tells nothing of the site: none was given, it does "
    "not hold the name, its data are too old, or its service did not answer.",
    zh="备案数据未涉及该网站时不核查（不代表存在或不存在问题）：未提供备案数据、数据中无此域名、数据已过期，或查询服务未响应。",
)
_NEVER = text(
    en="It judges what the page shows, not whether a filing exists.",
    zh="只核查页面所示内容，不判断备案本身是否存在或有效。",
)
_ABOUT = text(
    en="Written from the rule files by `poe rule-docs`; edit those, never this page. Each id leads to the rule's page, "
    "each name to its file. `icplint explain ID` tells the same offline.",
    zh="本页由 `poe rule-docs` 根据规则文件生成，请勿直接修改。点编号查看规则说明，点名称查看规则文件；"
    "`icplint explain 编号` 可离线查看同样的内容。",
)
_FACTS = text(en="Facts", zh="概况")


def documents(rules: Sequence[Rule]) -> Iterator[tuple[Path, str]]:
    """Every generated file with its content, the index first."""
    yield INDEX, _index(rules)
    for rule in rules:
        yield FOLDER / f"{rule.info.id}.md", _page(rule)


def _index(rules: Sequence[Rule]) -> str:
    lines = [
        "# The rules · 规则一览",
        "",
        _ABOUT.en,
        "",
        _ABOUT.zh,
    ]
    for pack, members in groupby(
        sorted(rules, key=lambda rule: (rule.pack, rule.info.id)), lambda rule: rule.pack
    ):
        lines += [
            "",
            f"## {pack}",
            "",
            "| Id 编号 | Name 名称 | 标题 | Title | Severity 级别 | Needs 所需数据 | Since 始于 |",
            "| --- | --- | --- | --- | --- | --- | --- |",
        ]
        lines += [_index_row(rule) for rule in members]
    return "\n".join(lines) + "\n"


def _index_row(rule: Rule) -> str:
    info = rule.info
    graded = sorted({fault.severity for fault in info.faults.values()}, key=lambda one: one.rank)
    file = f"{rule.pack}/{Path(rule.file).name}"
    cells = (
        f"[{info.id}](../docs/rules/{info.id}.md)",
        f"[{info.name}]({file})",
        _safe(info.title.zh),
        _safe(info.title.en),
        ", ".join(f"{one.value} {SEVERITIES[one].zh}" for one in graded),
        ", ".join(info.needs),
        info.since,
    )
    return _row(cells)


def _page(rule: Rule) -> str:
    info = rule.info
    file = f"rules/{rule.pack}/{Path(rule.file).name}"
    lines = [
        f"# {info.id} {info.name}",
        "",
        f"<!-- Written from {file} by `poe rule-docs`; edit that file, never this page. -->",
        "",
        f"{_safe(info.title.zh)} · {_safe(info.title.en)}",
        "",
        f"[中文](#中文) · [English](#english) · [all rules 规则一览](../../rules/README.md) · [{file}](../../{file})",
    ]
    for language in (Language.ZH, Language.EN):
        lines += _in_one_language(rule, language)
    return "\n".join(lines) + "\n"


def _in_one_language(rule: Rule, language: Language) -> Iterator[str]:
    info = rule.info
    yield from ("", f"## {_HEADINGS[language]}")
    yield from _section(_FACTS, language)
    needs = words.LIST_BETWEEN.of(language).join(reasons.NEEDS[need].of(language) for need in info.needs)
    yield from _table(
        ("", ""),
        [
            (words.PACK.of(language), rule.pack),
            (words.WHERE.of(language), words.WHERES[info.where].of(language)),
            (words.NEEDS.of(language), needs),
            (words.SINCE.of(language), info.since),
        ],
    )
    yield from _section(words.WHY, language)
    yield _safe(info.why.of(language))
    yield from _section(words.FAULTS, language)
    yield from _table(
        [column.of(language) for column in _FAULT_COLUMNS],
        [_fault_cells(name, fault, language) for name, fault in info.faults.items()],
    )
    yield from _section(words.FIX, language)
    yield _told(info.fix, language)
    own = {name: fault.fix for name, fault in info.faults.items() if fault.fix}
    if own:
        yield ""
    for name, fix in own.items():
        yield f"- {_FIX_OF.fill(fault=name, fix=Text(en=_told(fix, Language.EN), zh=_told(fix, Language.ZH))).of(language)}"
    for label, example in ((words.PASSES, info.good), (words.FAILS, info.bad)):
        if example:
            yield from _section(label, language)
            yield from ("```html", example, "```")
    yield from _section(words.BASIS, language)
    for source in info.sources:
        yield from _source(source, language)
    yield from ("", words.AS_OF.fill(day=laws.as_of().isoformat()).of(language))
    if info.consequence is not None:
        yield from _section(words.CONSEQUENCE, language)
        yield _safe(info.consequence.of(language))
    if info.options:
        yield from _section(words.OPTIONS, language)
        yield from _table(
            [column.of(language) for column in _OPTION_COLUMNS],
            [(f"`{name}`", f"`{_toml(value)}`") for name, value in info.options.items()],
        )
    yield from _section(_NOT_JUDGED, language)
    for sentence in _not_judged(rule):
        yield f"- {sentence.of(language)}"


def _fault_cells(name: str, fault: FaultInfo, language: Language) -> tuple[str, str, str]:
    severity = f"{SEVERITIES[fault.severity].of(language)} `{fault.severity}`"
    if fault.strict not in (None, fault.severity):
        severity += words.STRICT.fill(severity=SEVERITIES[fault.strict or Severity.ERROR]).of(language)
    return f"`{name}`", severity, _told(fault.message, language)


def _source(source: Source, language: Language) -> Iterator[str]:
    """The text's name with article, date and mark; then what it says, and what to know before quoting it."""
    legal = laws.texts()[source.id]
    article = laws.article(source)
    if article is None:
        yield f"- {_safe(legal.title.of(language))}"
    else:
        shape = words.ARTICLE if article.number.isdigit() else words.SECTION
        named = shape.fill(title=legal.title, article=article.number).of(language)
        dated = words.TEXT_OF.fill(day=article.text_of.isoformat()).of(language) if article.text_of else ""
        mark = words.MARKS[article.mark].of(language)
        yield f"- {_safe(words.MARKED.fill(source=named + dated, mark=mark).of(language))}"
        yield f"  <br>{_safe(article.content.of(language))}"
    if legal.note is not None:
        yield f"  <br>{_safe(legal.note.of(language))}"


def _not_judged(rule: Rule) -> Iterator[Text]:
    """What the rule's own code says that it leaves alone, in words."""
    if rule.info.where is Where.HOME:
        yield _HOME_ONLY
    if Need.REGISTER in rule.info.needs:
        yield _REGISTER
    tree = ast.parse(Path(rule.file).read_text(encoding="utf-8"))
    says = list(_says(tree))
    if any(code is None for _, code in says):
        yield _LADDER
    for verdict, code in dict.fromkeys(says):
        if code is not None and verdict == "NotApplicable":
            yield _NOT_APPLICABLE.fill(why=reasons.not_applicable_reason(code))
        elif code is not None:
            yield _UNMEASURED.fill(why=reasons.unmeasured_reason(code))
    if rule.pack in ("icp", "psb", "licences") and Need.REGISTER not in rule.info.needs:
        yield _NEVER


def _says(tree: ast.AST) -> Iterator[tuple[str, str | None]]:
    """Each `NotApplicable(…)` and `Unmeasured(…)` of a file with its code; None: a rung of the presence ladder."""
    for node in ast.walk(tree):
        match node:
            case ast.Call(func=ast.Name(id="NotApplicable" | "Unmeasured" as verdict), args=[argument]):
                codes = [
                    part.value
                    for part in ast.walk(argument)
                    if isinstance(part, ast.Constant) and isinstance(part.value, str)
                ]
                yield from ((verdict, code) for code in codes)
                if any(isinstance(part, ast.Attribute) for part in ast.walk(argument)):
                    yield verdict, None
            case _:
                pass


def _section(label: Text, language: Language) -> Iterator[str]:
    yield from ("", f"### {label.of(language)}", "")


def _table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> Iterator[str]:
    yield _row(head)
    yield _row(["---"] * len(head))
    yield from map(_row, rows)


def _row(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cell.replace('|', '&#124;') for cell in cells)} |"


def _told(sentence: Text, language: Language) -> str:
    """A sentence whose `{names}` stand as gaps."""
    return _safe(_GAP.sub("…", sentence.of(language)))


def _safe(words_of_a_rule: str) -> str:
    """Words that Markdown shows as they are."""
    return re.sub(r"([*`\\\[\]])", r"\\\1", escape(words_of_a_rule, quote=False))


def _toml(value: object) -> str:
    return str(value).lower() if isinstance(value, bool) else repr(value)
