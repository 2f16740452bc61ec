"""Tells one rule in full, offline: what it finds, why, how to mend it, and what it rests on."""

from collections.abc import Iterator

from icplint.facts import laws
from icplint.late import pattern
from icplint.model.rule import FaultInfo, Rule, RuleInfo, Source
from icplint.model.text import Language, Text
from icplint.words import rule_page as words
from icplint.words.reasons import NEEDS
from icplint.words.report import SEVERITIES

_FIELD = pattern(r"(?<!\{)\{\w+\}(?!\})")


def rule_page(rule: Rule, language: Language) -> str:
    """Everything about a rule as plain lines, in one language."""
    return "\n".join(_lines(rule, language)) + "\n"


def _lines(rule: Rule, language: Language) -> Iterator[str]:
    info = rule.info
    yield f"{info.id}  {info.name}"
    yield info.title.of(language)
    yield ""
    needs = words.LIST_BETWEEN.of(language).join(NEEDS[need].of(language) for need in info.needs)
    for label, value in (
        (words.PACK, rule.pack),
        (words.WHERE, words.WHERES[info.where].of(language)),
        (words.NEEDS, needs),
        (words.SINCE, info.since),
    ):
        yield (
            f"{label.of(language)}: {value}" if language is Language.EN else f"{label.of(language)}：{value}"
        )
    yield from _section(words.FAULTS, _faults(info, language), language)
    yield from _section(words.WHY, [info.why.of(language)], language)
    if info.consequence is not None:
        yield from _section(words.CONSEQUENCE, [info.consequence.of(language)], language)
    yield from _section(words.FIX, _fixes(info, language), language)
    if info.sources:
        yield from _section(words.BASIS, _basis(info, language), language)
    if info.options:
        yield from _section(
            words.OPTIONS, (f"{name} = {value!r}" for name, value in info.options.items()), language
        )
    for label, example in ((words.PASSES, info.good), (words.FAILS, info.bad)):
        if example:
            yield from _section(label, example.splitlines(), language)


def _section(label: Text, lines: Iterator[str] | list[str], language: Language) -> Iterator[str]:
    yield ""
    yield label.of(language)
    for line in lines:
        yield f"  {line}"


def _faults(info: RuleInfo, language: Language) -> Iterator[str]:
    for name, fault in info.faults.items():
        told = words.FAULT.fill(severity=SEVERITIES[fault.severity], message=with_gaps(fault.message))
        yield f"{name}  {told.of(language)}{_strict(fault, language)}"


def _strict(fault: FaultInfo, language: Language) -> str:
    if fault.strict in (None, fault.severity):
        return ""
    return words.STRICT.fill(severity=SEVERITIES[fault.strict or fault.severity]).of(language)


def _fixes(info: RuleInfo, language: Language) -> Iterator[str]:
    """The rule's own advice, then that of single faults; each once."""
    advice = [with_gaps(info.fix), *(with_gaps(fault.fix) for fault in info.faults.values() if fault.fix)]
    yield from dict.fromkeys(one.of(language) for one in advice)


def _basis(info: RuleInfo, language: Language) -> Iterator[str]:
    for source in info.sources:
        yield from _source(source, language)
    yield words.AS_OF.fill(day=laws.as_of().isoformat()).of(language)


def _source(source: Source, language: Language) -> Iterator[str]:
    """The text's name with article, date and mark; then what the article says, and what to know before quoting."""
    text = laws.texts().get(source.id)
    if text is None:  # a user's own pack may rest on texts that icplint does not hold
        yield source.id if source.article is None else f"{source.id} {source.article}"
        return
    article = laws.article(source)
    if article is None:
        yield text.title.of(language)
    else:
        shape = words.ARTICLE if article.number.isdigit() else words.SECTION
        named = shape.fill(title=text.title, article=article.number)
        dated = words.TEXT_OF.fill(day=article.text_of.isoformat()) if article.text_of else Text(en="", zh="")
        cited = Text(en=named.en + dated.en, zh=named.zh + dated.zh)
        yield words.MARKED.fill(source=cited, mark=words.MARKS[article.mark]).of(language)
        yield f"  {article.content.of(language)}"
    if text.note is not None:
        yield f"  {text.note.of(language)}"


def with_gaps(sentence: Text) -> Text:
    """A sentence whose `{names}` stand as gaps; doubled braces are braces."""
    return Text(
        *(
            _FIELD.sub("…", words).replace("{{", "{").replace("}}", "}")
            for words in (sentence.en, sentence.zh)
        )
    )
