"""Tells what held for a rule on a day and in a province, as far as dated sources are known."""

from collections.abc import Iterator
from datetime import date

from icplint.facts import checkers, laws, provinces
from icplint.facts.link_eras import LinkEra, link_eras
from icplint.model.finding import Severity
from icplint.model.profile import Checker, NumberAsked, Origin
from icplint.model.rule import Rule, Source
from icplint.model.text import Language, Text
from icplint.words import then_and_there as words
from icplint.words.report import SEVERITIES
from icplint.words.rule_page import ARTICLE, SECTION, TEXT_OF

_OF_THE_NUMBER = ("ICP011",)
"""Rules about which lines on the form of the number speak."""
_OF_THE_NOTICE = ("CPY001", "CPY002", "CPY004")
_LINKED = {
    ("MIIT-PLATFORM", "address"): "icp",
    ("MPS-PLATFORM", "snippet"): "psb",
    ("MPS-PLATFORM", "move"): "psb",
}
"""Sources about a link, by the number that carries it."""


def then_and_there(rule: Rule, language: Language, *, day: date | None, province: Text | None) -> str:
    """What held for a rule, as plain lines.

    Args:
        rule: The rule.
        language: Of the lines.
        day: None: today.
        province: Its name; None: anywhere.
    """
    lines = [f"{rule.info.id}  {rule.info.name}", rule.info.title.of(language)]
    if day is not None:
        lines += ["", words.THEN.fill(day=day.isoformat()).of(language)]
        lines += (f"  {told.of(language)}" for told in _then(rule, day))
    if province is not None:
        lines += ["", words.THERE.fill(province=province).of(language)]
        lines += (f"  {told.of(language)}" for told in _there(rule, province, day))
    return "\n".join(lines) + "\n"


def _then(rule: Rule, day: date) -> Iterator[Text]:
    told = [_law_then(source, day) for source in rule.info.sources]
    yield from told or [words.NO_DATED_ENTRY]
    families = {_LINKED.get((source.id, source.article or "")) for source in rule.info.sources} - {None}
    for family in sorted(family for family in families if family):
        yield words.LINKS
        eras = [_era(era) for era in link_eras(family, day)]
        yield from (Text(en=f"  {era.en}", zh=f"  {era.zh}") for era in eras or [words.NO_DATED_ENTRY])


def _law_then(source: Source, day: date) -> Text:
    article = laws.article(source)
    text = laws.texts().get(source.id)
    if text is None:  # a user's own pack may rest on texts that icplint does not hold
        return words.UNDATED.fill(source=Text(en=source.id, zh=source.id))
    if article is None:
        return words.UNDATED.fill(source=text.title)
    shape = ARTICLE if article.number.isdigit() else SECTION
    named = shape.fill(title=text.title, article=article.number)
    if article.holds_since is None:
        return words.UNDATED.fill(source=named)
    if article.holds_since > day:
        return words.NOT_YET.fill(source=named, day=article.holds_since.isoformat())
    dated = TEXT_OF.fill(day=(article.text_of or article.holds_since).isoformat())
    return words.HELD.fill(
        source=Text(en=named.en + dated.en, zh=named.zh + dated.zh), content=article.content
    )


def _era(era: LinkEra) -> Text:
    until: str | Text = era.until or (words.UNTIL_NOW if era.since else words.UNTIL_UNKNOWN)
    return words.ERA.fill(
        address=era.address, since=era.since or words.SINCE_UNKNOWN, until=until, source=era.source
    )


def _there(rule: Rule, province: Text, day: date | None) -> Iterator[Text]:
    told = list(_lines(rule.info.id, province.zh, day))
    yield from told or [words.NO_LINE.fill(province=province)]


def _lines(rule: str, province: str, day: date | None) -> Iterator[Text]:
    if rule in _OF_THE_NUMBER:
        if asked := provinces.numbers_asked().get(province):
            yield from _line(_form(asked), _gravity(asked), asked.origin, day)
        for checker in Checker:
            if asked := checkers.number_asked_by(checker, province):
                demand = words.BY_CHECKER.fill(demand=_form(asked), name=checkers.name_of(checker))
                yield from _line(demand, _gravity(asked), asked.origin, day)
    if rule in _OF_THE_NOTICE and (notice := provinces.copyrights_asked().get(province)):
        yield from _line(words.ASKED[notice.asked], notice.severity, notice.origin, day)


def _form(asked: NumberAsked) -> Text:
    told = words.FORM_ASKED.fill(form=words.FORMS[asked.form])
    return words.BOTH_PASS.fill(asked=told) if len(asked.accepts) > 1 else told


def _gravity(asked: NumberAsked) -> Severity | None:
    """How grave another form is; None where there is none that does not pass."""
    return None if len(asked.accepts) > 1 else asked.severity


def _line(demand: Text, severity: Severity | None, origin: Origin, day: date | None) -> Iterator[Text]:
    """A demand; below it its gravity, its source, what speaks against it, and whether it is known to have held."""
    yield demand
    below = [] if severity is None else [words.GRAVITY.fill(severity=SEVERITIES[severity])]
    below.append(words.SOURCE.fill(source=origin.source, seen=origin.seen.isoformat()))
    if origin.contradicted is not None:
        below.append(words.AGAINST.fill(others=origin.contradicted))
    if day is not None and day < origin.seen:
        if origin.published is None:
            below.append(words.LINE_UNDATED)
        elif origin.published > day:
            below.append(words.LINE_NOT_YET.fill(day=origin.published.isoformat()))
    yield from (Text(en=f"  {one.en}", zh=f"  {one.zh}") for one in below)
