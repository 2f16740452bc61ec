"""What pages are made of beside their template: style sheets and scripts that stand in them."""

import re
from base64 import b64encode
from dataclasses import dataclass
from functools import cache
from hashlib import sha256

from markupsafe import Markup

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


def finalize(value: object) -> object:
    """Make every text inert before it is escaped; only our own assets come as markup."""
    return inert(value) if isinstance(value, str) and not isinstance(value, Markup) else value
