"""`icplint schema`: the JSON Schema of report v1."""

import sys

from icplint.cli.command import Command
from icplint.model.text import Language
from icplint.tell.report.formats import published_schema
from icplint.words import cli_help


def command(language: Language) -> Command:
    """The command, speaking one language."""
    return Command("schema", language=language, says=cli_help.SCHEMA, callback=_schema)


def _schema(**_: object) -> None:
    """Write the schema as bytes: UTF-8 and line feeds on every system."""
    sys.stdout.flush()
    sys.stdout.buffer.write(published_schema())
    sys.stdout.buffer.flush()
