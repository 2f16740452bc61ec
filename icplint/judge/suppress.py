"""Which findings are suppressed: by the configuration, or by a comment of their page."""

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from functools import lru_cache
from urllib.parse import urlsplit

from icplint.model.finding import Finding, Status
from icplint.model.reading import Reading
from icplint.model.settings import JudgeSettings
from icplint.model.site import Saved, Site
from icplint.model.suppression import Directive, InlineSuppressions, Suppressed, Suppression

_LONGEST = 2_000
"""Characters of an address that a glob is compared with."""


def honours_comments(site: Site, settings: JudgeSettings) -> bool:
    """Whether comments of this site's pages count.

    NOTE: a stranger's page must not silence the check of whoever looks at it. What is the user's own is told by
    where it came from: a file, or an address that was typed as the preview of another one.
    """
    match settings.inline_suppressions:
        case InlineSuppressions.ALWAYS:
            return True
        case InlineSuppressions.OWN:
            return isinstance(site.target, Saved) or (site.typed and site.stands_for is not None)
        case InlineSuppressions.NEVER:
            return False


class Suppressor:
    """What is suppressed on one site."""

    def __init__(
        self,
        site: Site,
        host: str,
        pages: Iterable[tuple[str, Reading]],
        settings: JudgeSettings,
        today: date,
    ) -> None:
        names = [name for name in (host, site.label, site.stands_for) if name]
        self._of_file = tuple(
            one
            for one in settings.suppress
            if holds(one.until, today) and (not one.sites or _fits_any(one.sites, names))
        )
        self._of_pages: Mapping[str, Sequence[Directive]] = {}
        if honours_comments(site, settings):
            self._of_pages = {
                url: [one for one in reading.directives if one.fault is None and holds(one.until, today)]
                for url, reading in pages
                if reading.directives
            }
        self._is_idle = not self._of_file and not self._of_pages

    def marked(self, finding: Finding) -> Finding:
        """The finding, suppressed where something says so; one that is not reported stays what it is."""
        if self._is_idle or finding.status is not Status.REPORTED:
            return finding
        by = self._by(finding)
        return finding if by is None else replace(finding, status=Status.SUPPRESSED, suppressed=by)

    def _by(self, finding: Finding) -> Suppressed | None:
        for one in self._of_file:
            if names_rule(one.rules, finding) and _is_about(one, finding):
                return Suppressed(reason=one.reason, until=one.until, where=one.where)
        for directive in self._of_pages.get(finding.page or "", ()):
            if names_rule(directive.rules, finding):
                where = line_of(directive)
                return Suppressed(reason=directive.reason, until=directive.until, where=where)
        return None


def holds(until: date | None, today: date) -> bool:
    """Whether a suppression still holds: its last day counts."""
    return until is None or today <= until


def line_of(directive: Directive) -> str:
    """How a comment is known on its page."""
    return f"line {directive.line}"


def names_rule(rules: Sequence[str], finding: Finding) -> bool:
    """Whether ids or names mean the finding's rule."""
    return finding.rule in rules or finding.name in rules


def _is_about(one: Suppression, finding: Finding) -> bool:
    if one.about is not None and _folded(one.about) != _folded(finding.about or ""):
        return False
    if not one.pages:
        return True
    page = finding.page or ""
    return _fits_any(one.pages, (page, _path(page)))


def _path(page: str) -> str:
    try:
        return urlsplit(page).path or "/"
    except ValueError:
        return page


def _folded(text: str) -> str:
    return "".join(unicodedata.normalize("NFKC", text).split())


def _fits_any(globs: Sequence[str], texts: Iterable[str]) -> bool:
    return any(_fits(glob, text) for text in texts for glob in globs if len(text) <= _LONGEST)


def _fits(glob: str, text: str) -> bool:
    return _compiled(glob).fullmatch(text) is not None


@lru_cache(maxsize=500)
def _compiled(glob: str) -> re.Pattern[str]:
    """`*` stands for any text, `?` for one character. Possessive in effect: each part is found at its first place."""
    first, *rest = (
        "".join("." if sign == "?" else re.escape(sign) for sign in part) for part in re.split(r"\*+", glob)
    )
    if not rest:
        return re.compile(first, re.DOTALL)
    *between, last = rest
    # NOTE: atomic groups keep many stars from being tried against each other.
    return re.compile(first + "".join(f"(?>.*?{part})" for part in between) + ".*" + last, re.DOTALL)
