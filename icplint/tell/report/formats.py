"""Which report formats there are, and who writes each."""

from enum import StrEnum
from pathlib import PurePath
from typing import assert_never

from icplint.errors import UsageError
from icplint.resources import bundled
from icplint.tell.report.reporter import Manner, Reporter


class Format(StrEnum):
    """The names that `--format` takes."""

    TEXT = "text"
    JSON = "json"
    JSONL = "jsonl"
    HTML = "html"


SUFFIXES = {
    ".txt": Format.TEXT,
    ".json": Format.JSON,
    ".jsonl": Format.JSONL,
    ".ndjson": Format.JSONL,
    ".html": Format.HTML,
    ".htm": Format.HTML,
}
"""The format of an output file, by the end of its name in lower case."""


def format_of(path: PurePath) -> Format:
    """The format that an output file's name asks for.

    Raises:
        UsageError: No format has that suffix.
    """
    found = SUFFIXES.get(path.suffix.lower())
    if found is None:
        known = ", ".join(SUFFIXES)
        raise UsageError(
            en=f"{path}: no report format has this suffix; use one of {known}",
            zh=f"{path}：没有与此后缀对应的报告格式，可用后缀：{known}",
        )
    return found


def reporter_for(format_: Format, manner: Manner) -> Reporter:
    """The writer of a format. What only one format needs is imported only for it."""
    # ruff: noqa: PLC0415 - `check FILE` must not pay for a template engine that it does not use
    match format_:
        case Format.TEXT:
            from icplint.tell.report.text import TextReporter

            return TextReporter(manner)
        case Format.JSON:
            from icplint.tell.report.json_document import JsonDocumentReporter

            return JsonDocumentReporter()
        case Format.JSONL:
            from icplint.tell.report.json_lines import JsonLinesReporter

            return JsonLinesReporter()
        case Format.HTML:
            from icplint.tell.report.html import HtmlReporter

            return HtmlReporter(manner)
        case never:
            assert_never(never)


def published_schema() -> bytes:
    """The JSON Schema of report v1, as `icplint schema` prints it."""
    return bundled("tell/report/schemas/report-v1.json").read_bytes()
