"""The progress line of a run. The only place that draws on a terminal while a run goes on."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, ProgressColumn, Task, TimeRemainingColumn
from rich.text import Text as RichText

from icplint.model.text import Language
from icplint.words import cli_talk


@contextmanager
def progress(sites: int, language: Language, counts: Callable[[], str]) -> Iterator[Callable[[], None]]:
    """Draw the line on standard error until the block is left.

    Args:
        sites: How many there are.
        language: Of its words.
        counts: What was found so far, told at each drawing.

    Yields:
        What to call for each site that is done.
    """
    columns = (
        BarColumn(),
        MofNCompleteColumn(),
        _Told(
            lambda task: cli_talk.RATE.fill(rate=f"{task.finished_speed or task.speed or 0:.1f}").of(language)
        ),
        TimeRemainingColumn(compact=True),
        _Told(lambda _: counts()),
    )
    with Progress(*columns, console=Console(file=sys.stderr), transient=True) as bar:
        task = bar.add_task("", total=sites)
        yield lambda: bar.advance(task)


class _Told(ProgressColumn):
    """A column that a function writes."""

    def __init__(self, tell: Callable[[Task], str]) -> None:
        super().__init__()
        self._tell = tell

    def render(self, task: Task) -> RichText:
        """Write the column."""
        return RichText(self._tell(task))
