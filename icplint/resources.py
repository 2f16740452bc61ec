"""Finds bundled files: from a wheel, an sdist or an editable install alike."""

from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent
_BUNDLED = {"rules": "bundled_rules", "fixtures/fleet": "bundled_fleet"}


def bundled(name: str) -> Path:
    """The folder or file of a bundled resource.

    Args:
        name: `rules`, `fixtures/fleet`, or a path inside the package such as `facts/laws.toml`.

    Raises:
        FileNotFoundError: The installation is broken.
    """
    installed = _PACKAGE / _BUNDLED.get(name, name)
    if installed.exists():
        return installed
    checkout = _PACKAGE.parent / name
    if checkout.exists():
        return checkout
    raise FileNotFoundError(f"{name}: missing from this installation of icplint; install it again")
