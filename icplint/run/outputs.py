"""The reports of a run: which, where to, and when each is written."""

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from contextlib import ExitStack
from functools import partial
from io import BytesIO
from pathlib import Path
from types import TracebackType
from typing import BinaryIO, Self, assert_never

from icplint.errors import OutputError, UsageError
from icplint.late import dataclass
from icplint.model.outcome import Outcome
from icplint.model.run import ReportHead, Summary
from icplint.model.site import BareDomain, SavedFolder, SavedPage, Site, WebAddress
from icplint.model.text import Language, Text
from icplint.run.drafts import Draft, append, cannot_be_written, place_of
from icplint.run.pipes import is_closed_pipe
from icplint.tell.report.formats import Format, asked_for, hold_writable, reporter_for
from icplint.tell.report.json_lines import write_end, write_outcome
from icplint.tell.report.limits import limit_passed
from icplint.tell.report.reporter import Manner


@dataclass(frozen=True, slots=True, kw_only=True)
class ToFile:
    """A report in a file of its own."""

    format: Format
    path: Path


@dataclass(frozen=True, slots=True, kw_only=True)
class ToStandardOutput:
    """A report on standard output."""

    format: Format
    out: BinaryIO
    """Takes bytes, so that machine formats are the same on every system."""
    manner: Manner


@dataclass(frozen=True, slots=True, kw_only=True)
class ToEndOfFile:
    """A short report behind what a file holds already, as pages that several steps of a job write together."""

    format: Format
    path: Path


Output = ToFile | ToEndOfFile | ToStandardOutput

_FINE = object()


def file_outputs(named: Iterable[str | Path], *, read: Collection[Path] = ()) -> tuple[ToFile, ...]:
    """The outputs of `-o`, in the order given.

    Args:
        named: `report.sarif` or `sarif:report.json`; a `Path` has no format in front.
        read: What the run reads, where it is a file: a report must not take its place.

    Raises:
        UsageError: A suffix names no format, two outputs would be one file, or one is what the run reads.
        OutputError: A path is a link that leads in a circle, or a format's library is missing.
    """
    seen: dict[Path, ToFile] = {}
    for one in named:
        format_, path = asked_for(one)
        hold_writable(format_, str(path))
        place = place_of(path)
        if place in seen:
            raise UsageError(en=f"{path}: named for two reports", zh=f"{path}：被指定用于两份报告")
        is_read = path.absolute() in {one.absolute() for one in read}  # also where neither is there yet
        if is_read or ((there := _identity(path)) and there in map(_identity, read)):
            raise UsageError(
                en=f"{path}: is read by this run; name another path for the report",
                zh=f"{path}：本次核查要读取该文件，请为报告换一个路径",
            )
        seen[place] = ToFile(format=format_, path=path)
    return tuple(seen.values())


def kept_off(sites: Iterable[Site], outputs: Iterable[Output]) -> Iterator[Site]:
    """The sites as they come, as long as no report would take the place of a page that is read.

    Raises:
        UsageError: A list, or a folder, names a page that is also a report's path.
    """
    written = {
        found
        for output in outputs
        if isinstance(output, ToFile | ToEndOfFile) and (found := _identity(output.path))
    }
    for site in sites:
        for page in _files_of(site) if written else ():
            if _identity(page) in written:
                raise UsageError(
                    en=f"{page}: is read by this run; name another path for the report",
                    zh=f"{page}：本次核查要读取该文件，请为报告换一个路径",
                )
        yield site


def _files_of(site: Site) -> Iterator[Path]:
    match site.target:
        case SavedPage(path=path):
            yield path
        case SavedFolder(path=folder, pages=pages):
            yield from (folder / page for page in pages)
        case WebAddress() | BareDomain():
            return
        case never:
            assert_never(never)


def _identity(path: Path) -> tuple[int, int] | None:
    """What tells one file from another, whatever links lead to it; None where there is none."""
    try:
        found = path.stat()
    except (OSError, ValueError):
        return None
    return found.st_dev, found.st_ino


class OutputDesk:
    """Holds a run's outputs open: lines are written as sites end, documents when the run does.

    An output that fails does not take the others with it; what failed is handed back at the end.
    """

    def __init__(
        self, outputs: Sequence[Output], run_id: str, language: Language, *, streams: bool = True
    ) -> None:
        self._outputs = outputs
        self._streams = streams
        """False: lines are written at the end as well, in the order of the list."""
        self._run_id = run_id
        self._manner = Manner(language=language, folder=Path.cwd())
        self._drafts: dict[Path, Draft] = {}
        self._failures: dict[Output, OutputError | None] = {}
        """None: the reader of the pipe went away, which is nobody's fault."""
        self._stack = ExitStack()

    def __enter__(self) -> Self:
        with ExitStack() as stack:
            for output in self._outputs:
                if isinstance(output, ToFile):
                    self._drafts[output.path] = stack.enter_context(Draft(output.path, self._run_id))
                elif isinstance(output, ToEndOfFile):
                    append(output.path, b"")
            self._stack = stack.pop_all()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._stack.close()

    @property
    def is_unread(self) -> bool:
        """Whether nobody is left to read a report: every output's reader went away."""
        return bool(self._outputs) and all(self._failures.get(one, _FINE) is None for one in self._outputs)

    def stream(self, outcome: Outcome) -> None:
        """Write the line of one site to the outputs that take lines."""
        for output in self._outputs:
            if output.format is Format.JSONL:
                self._write(output, partial(write_outcome, outcome))

    def limits(self, summary: Summary) -> tuple[Text, ...]:
        """What a receiver of these reports would not take whole; each limit once."""
        passed = (limit_passed(output.format, summary) for output in self._outputs)
        return tuple(dict.fromkeys(limit for limit in passed if limit is not None))

    def finish(self, head: ReportHead, outcomes: Iterable[Outcome]) -> tuple[OutputError, ...]:
        """Write the documents and put every file in its place; the files first, for a pipe may be closed.

        Args:
            head: What stands in a report beside the sites.
            outcomes: In list order; may be read more than once.

        Returns:
            One error for each output that could not be written.
        """
        for output in sorted(self._outputs, key=lambda one: isinstance(one, ToStandardOutput)):
            if output.format is Format.JSONL and self._streams:
                self._write(output, partial(write_end, head))
            else:
                reporter = reporter_for(output.format, self._manner_of(output))
                self._write(output, partial(reporter.write, head, outcomes))
            if isinstance(output, ToFile) and output not in self._failures:
                self._publish(output)
        return tuple(failure for failure in self._failures.values() if failure)

    def _write(self, output: Output, write: Callable[[BinaryIO], None]) -> None:
        if output in self._failures:
            return
        try:
            match output:
                case ToFile(path=path):
                    write(self._drafts[path].file)
                case ToEndOfFile(path=path):
                    whole = BytesIO()
                    write(whole)
                    append(path, whole.getvalue())
                case ToStandardOutput(out=out):
                    write(out)
                    out.flush()
                case never:
                    assert_never(never)
        except OutputError as error:
            self._failures[output] = error
        except OSError as error:
            self._failures[output] = None if is_closed_pipe(error) else _refusal(output, error)

    def _publish(self, output: ToFile) -> None:
        try:
            self._drafts[output.path].publish()
        except OutputError as error:
            self._failures[output] = error

    def _manner_of(self, output: Output) -> Manner:
        return output.manner if isinstance(output, ToStandardOutput) else self._manner


def _refusal(output: Output, error: OSError) -> OutputError:
    if not isinstance(output, ToStandardOutput):
        return cannot_be_written(str(output.path), str(output.path), error)
    return cannot_be_written("standard output", "标准输出", error)
