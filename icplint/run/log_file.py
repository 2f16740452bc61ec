"""`--log-file`: what a run asked for and what came, as JSON lines, one for each event, as it happens."""

import json
import logging
import os
import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from icplint.collect.fetch import access
from icplint.collect.fetch.access import REDACTED, password_of, veiled
from icplint.collect.fetch.journal import FACTS, JOURNAL
from icplint.errors import OutputError
from icplint.late import pattern
from icplint.model.settings import Settings

_LONGEST = 2_000
"""Characters of one fact: an address may be long, and hostile."""
_LOGIN = pattern(r"(?<=://)[^/?#@\s]*@")
_TELLING_PARAMETER = pattern(
    r"([?&;](?:[\w.-]*(?:token|secret|passw(?:or)?d|pwd|signature|session|api[_-]?key)[\w.-]*|auth|key|sid|sign|sig|pass)"
    r"=)[^&#;\s]+",
    re.IGNORECASE,
)
"""A parameter of an address whose name says that its value opens something."""

_log = logging.getLogger(__name__)


def ready_log_file(path: Path) -> None:
    """Make the file where it is missing, before anything is asked for.

    Raises:
        OutputError: It cannot be written.
    """
    try:
        os.close(_opened(path))
    except OSError as error:
        why = error.strerror or error
        raise OutputError(
            en=f"--log-file {path}: cannot be written ({why}); name another file",
            zh=f"--log-file {path}：无法写入（{why}）；请指定其他文件",
        ) from None


@contextmanager
def log_file(settings: Settings) -> Iterator[None]:
    """Write what is told within the block behind what the file holds; nothing where the settings name no file.

    Several processes may write to one file: each line is written in one go.
    """
    if settings.log_file is None:
        yield
        return
    handler = JsonLines(Path(settings.log_file), secrets_of(settings))
    level, is_passed_on = JOURNAL.level, JOURNAL.propagate
    JOURNAL.addHandler(handler)
    JOURNAL.setLevel(logging.INFO)
    JOURNAL.propagate = False
    try:
        yield
    finally:
        JOURNAL.propagate = is_passed_on
        JOURNAL.setLevel(level)
        JOURNAL.removeHandler(handler)
        handler.close()


class JsonLines(logging.Handler):
    """Appends each event as one line of JSON, in ASCII: nothing in it steers a terminal."""

    def __init__(self, path: Path, secrets: frozenset[str]) -> None:
        """Open the file.

        Args:
            path: Made where it is missing, for this user alone.
            secrets: Texts that are never written.

        Raises:
            OSError: It cannot be opened.
        """
        super().__init__(logging.INFO)
        self._path = path
        self._secrets = secrets
        self._file = _opened(path)
        self._is_full = False

    def emit(self, record: logging.LogRecord) -> None:
        """Write an event. A file that takes nothing more ends the log, told once, and not the run."""
        facts: Mapping[str, object] = getattr(record, FACTS, {})
        at = datetime.fromtimestamp(record.created, UTC)
        line = {
            "at": at.isoformat(timespec="milliseconds").replace("+00:00", "Z"),
            "event": record.getMessage(),
            **{name: self._redacted(value) for name, value in facts.items()},
        }
        written = json.dumps(line).encode("ascii") + b"\n"
        try:
            if not self._is_full:
                os.write(self._file, written)
        except OSError as error:
            self._is_full = True
            _log.warning("%s: nothing more is logged: %s", self._path, error.strerror or error)

    def close(self) -> None:
        """Close the file."""
        if self._file >= 0:
            os.close(self._file)
            self._file = -1
        super().close()

    def _redacted(self, value: object) -> object:
        if not isinstance(value, str):
            return value
        value = veiled(value, self._secrets)
        if "=" in value or "@" in value:
            value = _TELLING_PARAMETER.sub(rf"\1{REDACTED}", _LOGIN.sub(f"{REDACTED}@", value))
        return value if len(value) <= _LONGEST else value[: _LONGEST - 1] + "…"


def _opened(path: Path) -> int:
    return os.open(path, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)


def secrets_of(settings: Settings) -> frozenset[str]:
    """All that the settings hold of secrets."""
    found = set(password_of(settings.register.source)) if settings.register.is_service else set()
    return frozenset(found).union(*map(access.secrets_of, settings.fetch.access))
