"""Changes as one HTML page that needs nothing but itself."""

from collections.abc import Iterable, Mapping
from datetime import tzinfo
from functools import cache
from typing import BinaryIO

from jinja2 import Environment

from icplint.model.scan import Change, ChangeKind, RunRecord
from icplint.model.text import Language, Text
from icplint.tell.changes.told import notes, of_kind
from icplint.tell.report.inert import inert_line, web_address
from icplint.tell.report.moments import local
from icplint.tell.report.page_assets import asset, environment
from icplint.words import changes as words
from icplint.words import report as report_words

_FOLDER = "tell/changes/templates"
_BUFFERED = 200
"""Pieces of the template that are written at a time."""


def write_changes(
    before: RunRecord,
    after: RunRecord,
    counts: Mapping[ChangeKind, int],
    changes: Iterable[Change],
    out: BinaryIO,
    *,
    language: Language,
    zone: tzinfo,
) -> None:
    """Write the page; `changes` is gone through once for each kind."""

    def say(text: Text, **details: str | Text) -> str:
        return (text.fill(**details) if details else text).of(language)

    stream = (
        _environment()
        .get_template("changes.html.j2")
        .stream(
            before=before,
            after=after,
            counts=counts,
            changes=changes,
            language=language,
            say=say,
            when=lambda moment: local(moment, zone, language),
            style=asset("tell/report/templates/report.css", f"{_FOLDER}/changes.css"),
        )
    )
    stream.enable_buffering(_BUFFERED)
    out.writelines(part.encode() for part in stream)


@cache
def _environment() -> Environment:
    made = environment(_FOLDER)
    made.globals |= {
        "inert_line": inert_line,
        "notes": notes,
        "of_kind": of_kind,
        "report_words": report_words,
        "web_address": web_address,
        "words": words,
    }
    return made
