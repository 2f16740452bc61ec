"""Which report formats there are, and who writes each."""

from enum import StrEnum
from importlib.util import find_spec
from pathlib import Path, PurePath
from typing import assert_never

from icplint.errors import OutputError, UsageError
from icplint.resources import bundled
from icplint.tell.report.reporter import Manner, Reporter


class Format(StrEnum):
    """The names that `--format` takes, and `-o` before a colon."""

    TEXT = "text"
    HTML = "html"
    MARKDOWN = "markdown"
    CSV = "csv"
    XLSX = "xlsx"
    PARQUET = "parquet"
    JSON = "json"
    JSONL = "jsonl"
    SARIF = "sarif"
    JUNIT = "junit"
    GITHUB = "github"
    GITLAB = "gitlab"


SUFFIXES = {
    ".txt": Format.TEXT,
    ".html": Format.HTML,
    ".htm": Format.HTML,
    ".md": Format.MARKDOWN,
    ".csv": Format.CSV,
    ".xlsx": Format.XLSX,
    ".parquet": Format.PARQUET,
    ".json": Format.JSON,
    ".jsonl": Format.JSONL,
    ".ndjson": Format.JSONL,
    ".sarif": Format.SARIF,
    ".sarif.json": Format.SARIF,
    ".xml": Format.JUNIT,
    ".codequality.json": Format.GITLAB,
}
"""The format of an output file, by the longest end of its name in lower case that stands here."""


def asked_for(named: str | Path) -> tuple[Format, Path]:
    """The format and the path of an output: `report.sarif`, or `sarif:report.json` with the format in front.

    Args:
        named: As the user wrote it; a `Path` has no format in front.

    Raises:
        UsageError: No format is named, and none has that suffix.
    """
    if isinstance(named, str):
        name, colon, rest = named.partition(":")
        if colon and rest and name in tuple(Format):
            return Format(name), Path(rest)
    path = Path(named)
    return format_of(path), path


def format_of(path: PurePath) -> Format:
    """The format that an output file's name asks for.

    Raises:
        UsageError: No format has that suffix.
    """
    name = path.name.lower()
    fitting = [suffix for suffix in SUFFIXES if name.endswith(suffix) and name != suffix]
    if not fitting:
        known = ", ".join(SUFFIXES)
        raise UsageError(
            en=f"{path}: no report format has this suffix; use one of {known}, or write the format in front, "
            f"such as json:{path}",
            zh=f"{path}：没有与此后缀对应的报告格式，可用后缀：{known}；也可在前面注明格式，如 json:{path}",
        )
    return SUFFIXES[max(fitting, key=len)]


def hold_writable(format_: Format, where: str) -> None:
    """Make sure that a format's library is installed.

    Raises:
        OutputError: It is not; the line says how to install it.
    """
    if format_ is Format.XLSX and find_spec("openpyxl") is None:
        raise OutputError(
            en=f'{where}: workbooks need openpyxl; install it with: pip install "icplint[xlsx]"',
            zh=f'{where}：写 xlsx 需要 openpyxl，请先安装：pip install "icplint[xlsx]"',
        )
    if format_ is Format.PARQUET and find_spec("pyarrow") is None:
        raise OutputError(
            en=f'{where}: Parquet needs pyarrow; install it with: pip install "icplint[parquet]"',
            zh=f'{where}：写 Parquet 需要 pyarrow，请先安装：pip install "icplint[parquet]"',
        )


BINARY = (Format.XLSX, Format.PARQUET)
"""What no terminal can show."""


def reporter_for(format_: Format, manner: Manner) -> Reporter:
    """The writer of a format. What only one format needs is imported only for it."""
    # ruff: noqa: PLC0415 - `check FILE` must not pay for a template engine that it does not use
    match format_:
        case Format.TEXT:
            from icplint.tell.report.text import TextReporter

            return TextReporter(manner)
        case Format.HTML:
            from icplint.tell.report.html import HtmlReporter

            return HtmlReporter(manner)
        case Format.MARKDOWN:
            from icplint.tell.report.markdown import MarkdownReporter

            return MarkdownReporter(manner)
        case Format.CSV:
            from icplint.tell.report.csv_table import CsvReporter

            return CsvReporter(manner)
        case Format.XLSX:
            from icplint.tell.report.xlsx import XlsxReporter

            return XlsxReporter(manner)
        case Format.PARQUET:
            from icplint.tell.report.parquet import ParquetReporter

            return ParquetReporter(manner)
        case Format.JSON:
            from icplint.tell.report.json_document import JsonDocumentReporter

            return JsonDocumentReporter()
        case Format.JSONL:
            from icplint.tell.report.json_lines import JsonLinesReporter

            return JsonLinesReporter()
        case Format.SARIF:
            from icplint.tell.report.sarif import SarifReporter

            return SarifReporter(manner)
        case Format.JUNIT:
            from icplint.tell.report.junit import JunitReporter

            return JunitReporter(manner)
        case Format.GITHUB:
            from icplint.tell.report.github import GithubReporter

            return GithubReporter(manner)
        case Format.GITLAB:
            from icplint.tell.report.gitlab import GitlabReporter

            return GitlabReporter(manner)
        case never:
            assert_never(never)


def published_schema() -> bytes:
    """The JSON Schema of report v1, as `icplint schema` prints it."""
    return bundled("tell/report/schemas/report-v1.json").read_bytes()
