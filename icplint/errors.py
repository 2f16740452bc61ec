"""The exceptions of icplint.

IcplintError                a bad setting: one line, exit 2
├── UsageError              arguments that do not fit together
├── ConfigError             a configuration file, variable or flag
├── SiteListError           a list of sites that cannot be read at all
├── RegisterError           a register that cannot be read, opened or written at all
├── BaselineError           a baseline that cannot be used
├── RecordingError          a recording that cannot be read
├── StoreError              a store of scans that cannot be used
├── OutputError             a report that cannot be written
└── PackError               a rule file that cannot be loaded

A bad *site* is never an exception: it is a `FetchFailure`, `NotChecked` or `Unknown` value.
A bug is any other exception: a traceback and exit 4.
"""


class IcplintError(Exception):
    """A bad setting. One line that names what is wrong, where, and the remedy, in both languages.

    Picklable: worker processes hand it back.
    """

    def __init__(self, en: str, zh: str) -> None:
        super().__init__(en, zh)
        self.en = en
        self.zh = zh

    def __str__(self) -> str:
        return self.en


class UsageError(IcplintError):
    """Arguments that do not fit together."""


class ConfigError(IcplintError):
    """A configuration file, variable or flag that cannot be used."""


class SiteListError(IcplintError):
    """A list of sites that cannot be read at all."""


class RegisterError(IcplintError):
    """A register that cannot be read, opened or written at all."""


class BaselineError(IcplintError):
    """A baseline that cannot be read, is damaged, or is not ours."""


class RecordingError(IcplintError):
    """A recording that cannot be read, or is none of ours."""


class StoreError(IcplintError):
    """A store of scans that cannot be opened, read or written, or that somebody else is at work on."""


class OutputError(IcplintError):
    """A report that cannot be written."""


class PackError(IcplintError):
    """A rule file that cannot be loaded."""
