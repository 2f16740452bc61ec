"""Phrases about a finding and a site that the reports for people share."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import assert_never

from icplint.facts import checkers, laws
from icplint.facts.refusals import name_of
from icplint.model.filing import NOT_OFFERED, Filing, NotFiled, RegisterAnswer, Unknown
from icplint.model.finding import Basis, Finding, Place
from icplint.model.outcome import Outcome
from icplint.model.profile import Checker
from icplint.model.run import ReportHead, Summary
from icplint.model.site import FilingStatus
from icplint.model.text import Language, Text, text
from icplint.tell.report.inert import inert_line
from icplint.tell.report.moments import day, local
from icplint.tell.report.reporter import Manner
from icplint.words import reasons
from icplint.words import report as words

NAMED = 6
"""Rules that are told by their ids; more are counted."""
_UNREAD_TOLD = 5
"""Unread pages that are named; more are counted."""
_LONGEST_ADDRESS = 120


def place_phrase(place: Place, language: Language) -> str:
    """`footer > p:nth-child(2)（第 118 行第 7 列）`; empty where nothing is known."""
    line = ""
    if place.line is not None:
        line = words.LINE.fill(line=str(place.line), column=str(place.column or 1)).of(language)
    if place.selector and line:
        return f"{place.selector}（{line}）" if language is Language.ZH else f"{place.selector} ({line})"
    return place.selector or line


def bases_of(finding: Finding) -> tuple[Text, ...]:
    """What a finding rests on, each text told once with all of its articles that are meant."""
    of_one_text: dict[tuple[str, str, date | None], list[Basis]] = {}
    for source in finding.sources:
        # Two versions of a statute are two texts; a platform's pages are one text of several days.
        version = source.text_of if _is_numbered(source) else None
        of_one_text.setdefault((source.id, source.mark, version), []).append(source)
    return tuple(dict.fromkeys(_basis_phrase(bases) for bases in of_one_text.values()))


def _basis_phrase(bases: Sequence[Basis]) -> Text:
    """`《…办法》第 13 条（2005-02-08 文本）`, or that a platform asks for it."""
    first = bases[0]
    known = laws.texts().get(first.id)
    if known is None and first.mark != "law":
        return words.REQUIRED_BY_PLATFORM
    title = Text(en=first.id, zh=first.id) if known is None else known.title
    named = text(en="{title}{articles}", zh="{title}{articles}").fill(title=title, articles=_articles(bases))
    notes = []
    if first.mark != "law":
        notes.append(words.REQUIRED_BY_PLATFORM)
    if days := sorted({basis.text_of for basis in bases if basis.text_of is not None}):
        notes.append(words.TEXT_OF.fill(days=_listed([day(one) for one in days])))
    if not notes:
        return named
    return Text(
        en=f"{named.en} ({', '.join(note.en for note in notes)})",
        zh=f"{named.zh}（{'，'.join(note.zh for note in notes)}）",
    )


def not_checked_sentence(outcome: Outcome) -> Text | None:
    """Why a site was not checked at all; None for one that was."""
    if outcome.not_checked is None:
        return None
    reason = reasons.NOT_CHECKED[outcome.not_checked]
    if outcome.pages and (by := outcome.pages[-1].refused_by) is not None:
        reason = text(en="{reason}: {by}", zh="{reason}：{by}").fill(reason=reason, by=name_of(by))
    return reasons.not_measured(reason)


def unread_phrase(outcome: Outcome, language: Language) -> str:
    """Which further pages were chosen and could not be read; empty where all could."""
    if not outcome.unread:
        return ""
    told = [
        words.UNREAD_PAGE.fill(
            url=inert_line(one.url, _LONGEST_ADDRESS), reason=reasons.NOT_CHECKED[one.reason]
        )
        for one in outcome.unread[:_UNREAD_TOLD]
    ]
    pages = words.UNREAD_BETWEEN.of(language).join(one.of(language) for one in told)
    if (more := len(outcome.unread) - len(told)) > 0:
        pages += words.AND_OTHERS.fill(n=f"{more:,}").of(language)
    count = len(outcome.unread)
    whole = words.ONE_UNREAD_PAGE if count == 1 else words.UNREAD_PAGES
    return whole.fill(n=f"{count:,}", pages=pages).of(language)


def count_phrase(finding: Finding) -> Text | None:
    """How often, where more than once."""
    return None if finding.count <= 1 else words.TIMES.fill(n=f"{finding.count:,}")


def profile_phrase(outcome: Outcome) -> Text | None:
    """By whose demands a site was judged beside the general rule; None where by nobody's.

    That a site was judged by the general rule alone is told once for all, by `profiles_phrase`.
    """
    if outcome.not_checked is not None or outcome.profile is None:
        return None
    return words.PROFILE.fill(name=outcome.profile)


def profiles_phrase(counts: Mapping[str | None, int]) -> Text:
    """How many sites were judged by each profile; the general rule last."""
    parts = [
        words.UNDER_PROFILE.fill(name=name, sites=words.sites(counts[name]))
        for name in sorted(name for name in counts if name is not None)
    ]
    if counts.get(None):
        parts.append(words.UNDER_GENERAL_RULE.fill(sites=words.sites(counts[None])))
    return words.PROFILES.fill(
        profiles=Text(en=" · ".join(part.en for part in parts), zh=" · ".join(part.zh for part in parts))
    )


def filing_phrase(answer: RegisterAnswer) -> Text | None:
    """What the register says of a site, with its source and its day; None: no register was given."""
    if answer == NOT_OFFERED:
        return None
    told = list(_filed(answer))
    what = Text(en=" · ".join(one.en for one in told), zh=" · ".join(one.zh for one in told))
    if answer.source is None:
        return words.REGISTER.fill(what=what)
    if answer.as_of is None:
        return words.REGISTER_AND_SOURCE.fill(what=what, source=answer.source)
    source = words.SOURCE_AS_OF.fill(source=answer.source, day=day(answer.as_of))
    return words.REGISTER_AND_SOURCE.fill(what=what, source=source)


def _filed(answer: RegisterAnswer) -> Iterator[Text]:
    match answer:
        case Unknown(reason):
            yield words.NOT_TOLD.fill(reason=reasons.unmeasured_reason(reason))
        case NotFiled():
            yield words.NO_ROW
        case Filing():
            for known in (answer.entity, answer.site or answer.subject, *answer.other_sites, answer.psb):
                if known:
                    yield Text(en=known, zh=known)
            if answer.status is not None and answer.status is not FilingStatus.FILED:
                yield words.FILING_STATUSES[answer.status]
            if answer.of_parent and answer.domain:
                yield words.OF_NAME.fill(domain=answer.domain)
            if answer.disputed:
                yield words.AT_ODDS
        case never:
            assert_never(never)


def piles_phrase(summary: Summary) -> Text:
    """How many findings were reported, and how many were not and why."""
    return words.PILES.fill(
        reported=f"{summary.errors + summary.warnings + summary.infos:,}",
        suppressed=f"{summary.suppressed:,}",
        baselined=f"{summary.baselined:,}",
        below=f"{summary.below_confidence:,}",
    )


def listed_names(names: Sequence[str]) -> Text:
    """Names one after the other, as each language parts them."""
    return Text(en=", ".join(names), zh="、".join(names))


def rules_phrase(rules: Sequence[str]) -> Text:
    """The rules' ids, or how many they are where a reader would not read them all."""
    told = " ".join(rules)
    return Text(en=told, zh=told) if len(rules) <= NAMED else words.items(len(rules))


def _checker(name: str) -> Text:
    """The provider's name, and how it is called in settings."""
    if name not in tuple(Checker):
        return Text(en=name, zh=name)
    known = checkers.name_of(Checker(name))
    return Text(en=f"{known.en} ({name})", zh=f"{known.zh}（{name}）")


def _articles(bases: Sequence[Basis]) -> Text:
    """Their numbers; empty where the text counts no articles."""
    numbers = dict.fromkeys(basis.article for basis in bases if basis.article and _is_numbered(basis))
    if not numbers:
        return Text(en="", zh="")
    told = words.ARTICLE if len(numbers) == 1 else words.ARTICLES
    return told.fill(numbers=_listed(list(numbers)))


def _is_numbered(basis: Basis) -> bool:
    """Whether its article is a number: a text that counts none has keywords of ours, which tell a reader nothing."""
    return basis.article is not None and basis.article.replace(".", "").isdecimal()


def _listed(parts: Sequence[str]) -> Text:
    """`12, 13 and 25`, `12、13、25`."""
    but_last, last = parts[:-1], parts[-1]
    english = f"{', '.join(but_last)} and {last}" if but_last else last
    return Text(en=english, zh="、".join(parts))


def head_phrases(head: ReportHead, manner: Manner) -> list[str]:
    """What stands below a report's title: when, by which basis, from where, by which icplint."""
    run = head.run
    told = [
        words.CHECKED_AT.fill(when=local(run.started_at, manner.zone, manner.language)),
        words.BASIS_LEVEL.fill(level=words.BASIS_LEVELS[run.basis_level]),
    ]
    if run.checker:
        told.append(words.CHECKER.fill(name=_checker(run.checker)))
    if run.vantage:
        told.append(words.VANTAGE.fill(place=run.vantage))
    if run.authorised:
        told.append(words.AUTHORISED)
    return [*(text.of(manner.language) for text in told), f"icplint {head.tool.version}"]
