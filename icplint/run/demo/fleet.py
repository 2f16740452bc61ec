"""The demo's fleet: small sites in folders, and a manifest that tells what is planted in each."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path

from icplint.model.finding import Severity
from icplint.model.text import Text, text

MANIFEST = "fleet.toml"


class Expected(StrEnum):
    """How a site of the fleet must end."""

    CHECKED = "checked"
    """Measured, by every rule that this run can offer."""
    UNMEASURED = "unmeasured"
    """Answered, and yet no rule could judge."""
    NOT_CHECKED = "not-checked"


@dataclass(frozen=True, slots=True, order=True)
class Planted:
    """A finding that must be there."""

    rule: str
    fault: str
    severity: Severity

    def __str__(self) -> str:
        return f"{self.rule} {self.fault} ({self.severity})"


@dataclass(frozen=True, slots=True, kw_only=True)
class Serving:
    """How a site answers."""

    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)
    """Beside the length and the type of the content."""
    delay_s: float = 0.0
    refuse: bool = False
    """Its port is held, and nothing listens there."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FleetSite:
    """One site of the fleet."""

    folder: str
    shows: Text
    """What it is there for."""
    row: Mapping[str, str]
    """Its columns in the list, its address aside."""
    serving: Serving
    files: Mapping[str, bytes]
    """What it serves, by path; its home page by `/`."""
    expected: Expected
    reason: str | None
    """Of a site that is not checked or not measured."""
    planted: tuple[Planted, ...]
    """Sorted."""


@dataclass(frozen=True, slots=True)
class Fleet:
    """All sites, in the order of the list."""

    sites: tuple[FleetSite, ...]


def load_fleet(folder: Path) -> Fleet:
    """Read a fleet: its manifest, and all files of its sites."""
    manifest = tomllib.loads((folder / MANIFEST).read_text(encoding="utf-8"))
    return Fleet(tuple(_site(folder, entry) for entry in manifest["site"]))


def _site(folder: Path, entry: Mapping[str, object]) -> FleetSite:
    match entry:
        case {
            "folder": str() as name,
            "shows": {"zh": str() as zh, "en": str() as en},
            "row": dict() as row,
            "outcome": str() as outcome,
        }:
            reason = entry.get("reason")
            return FleetSite(
                folder=name,
                shows=text(zh=zh, en=en),
                row={column: str(value) for column, value in row.items()},
                serving=_serving(entry.get("serve")),
                files=_files(folder / name),
                expected=Expected(outcome),
                reason=None if reason is None else str(reason),
                planted=tuple(sorted(map(_planted, _tables(entry.get("planted"))))),
            )
        case _:
            raise ValueError(f"{folder / MANIFEST}: a site lacks folder, shows, row or outcome: {entry}")


def _serving(told: object) -> Serving:
    return Serving(**told) if isinstance(told, dict) else Serving()


def _planted(told: Mapping[str, str]) -> Planted:
    return Planted(told["rule"], told["fault"], Severity(told["severity"]))


def _tables(told: object) -> list[Mapping[str, str]]:
    return told if isinstance(told, list) else []


def _files(folder: Path) -> Mapping[str, bytes]:
    """All files of a site's folder, by the path that they are served at."""
    found = {
        f"/{path.relative_to(folder).as_posix()}": path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }
    if "/index.html" in found:
        found["/"] = found["/index.html"]
    return found
