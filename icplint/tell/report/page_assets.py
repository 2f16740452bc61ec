"""What every HTML page of ours is made with: one way to fill templates, and assets that stand in the page."""

import re
from base64 import b64encode
from functools import cache
from hashlib import sha256

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from icplint.late import dataclass
from icplint.resources import bundled
from icplint.tell.report.inert import inert


@dataclass(frozen=True, slots=True)
class Asset:
    """A style sheet or script that stands in the page, and the hash by which the page allows it."""

    text: Markup
    hash: str


@cache
def asset(*names: str) -> Asset:
    """Files of ours, one behind the other; comments stay behind.

    Args:
        names: Paths inside the package.
    """
    # NOTE: the hash covers what stands between the tags to the byte.
    text = "\n".join(bundled(name).read_text(encoding="utf-8") for name in names)
    text = re.sub(r"/\*.*?\*/\n?", "", text, flags=re.DOTALL).strip()
    digest = b64encode(sha256(text.encode()).digest()).decode()
    return Asset(Markup(text), f"sha256-{digest}")  # noqa: S704 - our own files, no data in them


def _finalize(value: object) -> object:
    """Make every text inert before it is escaped; only our own assets come as markup."""
    return inert(value) if isinstance(value, str) and not isinstance(value, Markup) else value


def environment(folder: str) -> Environment:
    """Templates of a folder inside the package; what they fill in is inert, and a name that is missing raises."""
    return Environment(
        loader=FileSystemLoader(bundled(folder)),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=_finalize,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
