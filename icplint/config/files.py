"""Finds and reads the configuration file."""

from pathlib import Path

from icplint.errors import ConfigError
from icplint.late import dataclass

FILE_NAME = "icplint.toml"
MAX_BYTES = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Found:
    """A configuration file and what it says about icplint."""

    path: Path
    table: dict[str, object]


def find_file(cwd: Path) -> Found | None:
    """The nearest `icplint.toml`, or `pyproject.toml` with `[tool.icplint]`, from here upward."""
    for folder in (cwd, *cwd.parents):
        if (own := folder / FILE_NAME).is_file():
            return read_file(own)
        project = folder / "pyproject.toml"
        if project.is_file() and (found := _of_project(project)) is not None:
            return found
    return None


def read_file(path: Path) -> Found:
    """A configuration file that is known by its path.

    Raises:
        ConfigError: It cannot be read, or is no TOML.
    """
    if path.name == "pyproject.toml":
        return _of_project(path) or Found(path, {})
    return Found(path, _toml(path))


def _of_project(path: Path) -> Found | None:
    tool = _toml(path).get("tool")
    table = tool.get("icplint") if isinstance(tool, dict) else None
    if table is None:
        return None
    if not isinstance(table, dict):
        raise ConfigError(
            f"{path}: tool.icplint must be a table: [tool.icplint]",
            f"{path}：tool.icplint 应为表：[tool.icplint]",
        )
    return Found(path, table)


def _toml(path: Path) -> dict[str, object]:
    import tomllib  # noqa: PLC0415 - most runs have no file

    try:
        with path.open("rb") as file:
            content = file.read(MAX_BYTES + 1)
        if len(content) > MAX_BYTES:
            raise ConfigError(f"{path}: larger than 1 MB", f"{path}：超过 1 MB")
        return tomllib.loads(content.decode("utf-8-sig"))
    except (OSError, ValueError) as wrong:
        why = getattr(wrong, "strerror", None) or wrong
        raise ConfigError(f"{path}: cannot be read: {why}", f"{path}：无法读取：{why}") from None
    except RecursionError:
        raise ConfigError(f"{path}: nested too deeply", f"{path}：嵌套过深") from None
