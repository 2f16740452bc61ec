"""What the commands about a store share: its options, and how it is opened."""

import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

import click

from icplint.cli.options import scan_options, settings_of
from icplint.config import values
from icplint.errors import UsageError
from icplint.model.settings import Settings
from icplint.model.text import Language, Text
from icplint.words import changes as words
from icplint.words import cli_help, cli_usage

if TYPE_CHECKING:
    from icplint.keep.store.opening import Store


def store_options(language: Language) -> list[click.Option]:
    """The options by which a store is found."""
    return [
        *scan_options(language, "store", "evidence"),
        click.Option(["--config"], metavar="FILE", help=cli_help.CONFIG.of(language)),
    ]


def format_option(formats: type[StrEnum], language: Language) -> click.Option:
    """`--format`, for a command with formats of its own."""
    says = words.FORMAT.fill(formats=", ".join(formats)).of(language)
    return click.Option(["--format"], metavar="|".join(formats), help=says)


def settings_here(given: Mapping[str, object], language: Language) -> Settings:
    """The settings of a command about a store.

    Raises:
        ConfigError: A flag, a variable or the file cannot be used.
    """
    return replace(settings_of(given, os.environ, Path.cwd(), language), language=language)


@contextmanager
def opened_store(settings: Settings) -> "Iterator[Store]":
    """The store of a command that only reads or tidies it.

    Raises:
        StoreError: It cannot be used.
    """
    from sqlalchemy.exc import SQLAlchemyError  # noqa: PLC0415 - the help page never needs it

    from icplint.keep.store.failures import refused  # noqa: PLC0415 - see above
    from icplint.run.scan.scan import opened  # noqa: PLC0415 - see above

    with opened(settings, may_make=False) as store:
        try:
            yield store
        except SQLAlchemyError as error:
            raise refused(store.name, error) from error


S = TypeVar("S", bound=StrEnum)


def format_of(formats: type[S], given: object, default: S) -> S:
    """A format that was asked for.

    Raises:
        UsageError: There is none of this name.
    """
    if given is None:
        return default
    read = values.one_of(formats)(given)
    if isinstance(read, Text):
        refused = cli_usage.MUST_BE.fill(where="--format", expected=read)
        raise UsageError(refused.en, refused.zh)
    return formats(str(read))
