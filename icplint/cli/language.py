"""Which language to speak, found before anything is said."""

import sys
from collections.abc import Mapping, Sequence

from icplint.model.text import Language

_FLAG = "--lang"
_WINDOWS_PRIMARY_LANGUAGES = {0x04: Language.ZH, 0x09: Language.EN}


def language_of(argv: Sequence[str], environ: Mapping[str, str]) -> Language:
    """The language of `--lang`, else of `ICPLINT_LANG`, else of the system, else Chinese.

    A value that names no language is passed over here; `config` refuses it with a line of its own.
    """
    said = (_flag(argv), environ.get("ICPLINT_LANG"), *_system(environ))
    return next((found for value in said if value and (found := _named(value))), Language.ZH)


def _flag(argv: Sequence[str]) -> str | None:
    """The last `--lang VALUE` or `--lang=VALUE` before a `--`."""
    value = None
    for word, following in zip(argv, (*argv[1:], None), strict=False):
        if word == "--":
            break
        if word == _FLAG:
            value = following
        elif word.startswith(f"{_FLAG}="):
            value = word.removeprefix(f"{_FLAG}=")
    return value


def _system(environ: Mapping[str, str]) -> tuple[str | None, ...]:
    """What the locale's variables say, the strongest first; Windows keeps its language elsewhere."""
    variables = next((environ[name] for name in ("LC_ALL", "LC_MESSAGES", "LANG") if environ.get(name)), None)
    return variables, _windows_language()


def _windows_language() -> str | None:
    if sys.platform == "win32":
        import ctypes  # noqa: PLC0415 - needed on Windows alone, and slow to import

        return _WINDOWS_PRIMARY_LANGUAGES.get(ctypes.windll.kernel32.GetUserDefaultUILanguage() & 0x3FF)
    return None


def _named(value: str) -> Language | None:
    """The language that a locale's name begins with: `zh`, `zh-CN`, `zh_CN.UTF-8`, `en_GB`."""
    word = value.strip().lower().replace("-", "_").partition(".")[0].partition("_")[0]
    return next((language for language in Language if language == word), None)
