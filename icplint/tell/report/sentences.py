"""Phrases about a finding and a site that the reports for people share."""

from collections.abc import Mapping

from icplint.facts import checkers, laws
from icplint.model.finding import Basis, Finding, Place
from icplint.model.outcome import Outcome
from icplint.model.profile import Checker
from icplint.model.run import ReportHead
from icplint.model.text import Language, Text, text
from icplint.tell.report.moments import day, local
from icplint.tell.report.reporter import Manner
from icplint.words import reasons
from icplint.words import report as words


def place_phrase(place: Place, language: Language) -> str:
    """`footer > p:nth-child(2)（第 118 行第 7 列）`; empty where nothing is known."""
    line = ""
    if place.line is not None:
        line = words.LINE.fill(line=str(place.line), column=str(place.column or 1)).of(language)
    if place.selector and line:
        return f"{place.selector}（{line}）" if language is Language.ZH else f"{place.selector} ({line})"
    return place.selector or line


def basis_phrase(basis: Basis) -> Text:
    """`《…办法》第十三条（2005-02-08 文本）`, or that a platform asks for it."""
    known = laws.texts().get(basis.id)
    if known is None and basis.mark != "law":
        return words.REQUIRED_BY_PLATFORM
    title = Text(en=basis.id, zh=basis.id) if known is None else known.title
    named = text(en="{title}{article}", zh="{title}{article}").fill(title=title, article=_article(basis))
    notes = []
    if basis.mark != "law":
        notes.append(words.REQUIRED_BY_PLATFORM)
    if basis.text_of is not None:
        notes.append(words.TEXT_OF.fill(day=day(basis.text_of)))
    if not notes:
        return named
    return Text(
        en=f"{named.en} ({', '.join(note.en for note in notes)})",
        zh=f"{named.zh}（{'，'.join(note.zh for note in notes)}）",
    )


def bases_of(finding: Finding) -> tuple[Text, ...]:
    """What a finding rests on, each text told once."""
    return tuple(dict.fromkeys(basis_phrase(source) for source in finding.sources))


def not_checked_sentence(outcome: Outcome) -> Text | None:
    """Why a site was not checked at all; None for one that was."""
    if outcome.not_checked is None:
        return None
    return reasons.not_measured(reasons.NOT_CHECKED[outcome.not_checked])


def count_phrase(finding: Finding) -> Text | None:
    """How often, where more than once."""
    return None if finding.count <= 1 else words.TIMES.fill(n=f"{finding.count:,}")


def profile_phrase(outcome: Outcome) -> Text | None:
    """By whose demands a site was judged beside the general rule; None for one that was not judged."""
    if outcome.not_checked is not None:
        return None
    return words.GENERAL_RULE if outcome.profile is None else words.PROFILE.fill(name=outcome.profile)


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


def _checker(name: str) -> Text:
    """The provider's name, and how it is called in settings."""
    if name not in tuple(Checker):
        return Text(en=name, zh=name)
    known = checkers.name_of(Checker(name))
    return Text(en=f"{known.en} ({name})", zh=f"{known.zh}（{name}）")


def _article(basis: Basis) -> Text:
    """Its number; a text that counts no articles has keywords of ours there, which say nothing to a reader."""
    if basis.article is None or not basis.article.replace(".", "").isdecimal():
        return Text(en="", zh="")
    return text(en=", art. {article}", zh="第 {article} 条").fill(article=basis.article)


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
    return [*(text.of(manner.language) for text in told), f"icplint {head.tool.version}"]
