"""What the user sees while a run goes on: progress on a terminal, lines when asked, else nothing."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from icplint.cli.streams import say
from icplint.errors import OutputError
from icplint.model.finding import Status
from icplint.model.outcome import Outcome
from icplint.model.text import Language, Text
from icplint.run.log import log_lines
from icplint.words import cli_talk


class Teller:
    """Tells a run on standard error."""

    def __init__(self, language: Language, *, quiet: bool = False, verbosity: int = 0) -> None:
        self._language = language
        self._is_quiet = quiet
        self._verbosity = 0 if quiet else verbosity
        self._shows_progress = not quiet and not verbosity and sys.stderr.isatty()
        self._with_findings = 0
        self._unmeasured = 0
        self._advance: Callable[[], None] = _nothing

    @contextmanager
    def watch(self, sites: int) -> Iterator[None]:
        """Show progress until the block is left."""
        if not self._shows_progress:
            yield
            return
        from icplint.cli.progress import progress  # noqa: PLC0415 - rich, on a terminal alone

        with progress(sites, self._language, self._counts) as self._advance:
            yield

    def note(self, what: Text) -> None:
        """Tell what is wrong with a row of the register, unless nothing is to be told."""
        if not self._is_quiet:
            say(what, self._language)

    def see(self, outcome: Outcome) -> None:
        """Count a site, and tell it where lines were asked for."""
        self._with_findings += any(one.status is Status.REPORTED for one in outcome.findings)
        self._unmeasured += not outcome.measured
        self._advance()
        if self._verbosity:
            for line in log_lines(outcome, self._verbosity):
                say(line, self._language)

    def fail(self, error: OutputError) -> None:
        """Tell a report that could not be written."""
        say(Text(en=error.en, zh=error.zh), self._language)

    def _counts(self) -> str:
        counts = cli_talk.COUNTS.fill(found=str(self._with_findings), unmeasured=str(self._unmeasured))
        return counts.of(self._language)


def _nothing() -> None:
    """Where no progress is shown, none is advanced."""
