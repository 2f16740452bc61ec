"""What a public body's site shows: its badge, its code, and the way to report errors."""

import re

from icplint.compare.holders import nature_of
from icplint.late import pattern
from icplint.model.block import Source
from icplint.model.reading import MarkKind, Role, SiteMark
from icplint.model.rule import PageEvidence, RuleContext

_READABLE = (Source.HTML, Source.RENDERED, Source.SCRIPT_LITERAL)
_GOVERNMENT = ("政府机关", "党政机关", "国家机关")
_INSTITUTION = "事业单位"
_SITE_CODE = pattern(r"[0-9]{10}|bm[0-9]{8}", re.IGNORECASE)
_NOT_GOVERNMENT = ("court.gov.cn", "jcy.gov.cn", "spp.gov.cn", "npc.gov.cn", "cppcc.gov.cn")
"""Courts, procuratorates, congresses: public bodies, and no governments."""


def is_government(context: RuleContext) -> bool:
    """Whether the site is a government's or a government department's: by its declared nature, else by gov.cn."""
    if nature := nature_of(context):
        return nature in _GOVERNMENT
    return _is_under(context.host, "gov.cn") and not any(
        _is_under(context.host, name) for name in _NOT_GOVERNMENT
    )


def is_institution(context: RuleContext) -> bool:
    """Whether the site is declared a 事业单位's."""
    return nature_of(context) == _INSTITUTION


def marks_of(page: PageEvidence, kind: MarkKind) -> tuple[SiteMark, ...]:
    """The page's marks of one kind."""
    return tuple(mark for mark in page.evidence.marks if mark.kind is kind)


def shown_codes(page: PageEvidence) -> tuple[SiteMark, ...]:
    """The 网站标识码 that a reader sees, those with a fault and empty ones included."""
    return tuple(
        mark
        for mark in marks_of(page, MarkKind.SITE_CODE)
        if mark.visible and mark.source in _READABLE and mark.role in (Role.OWN, Role.NEIGHBOUR)
    )


def is_site_code(code: str | None) -> bool:
    """Whether a code has the form of a 网站标识码: 10 digits, or bm and 8 digits."""
    return code is not None and _SITE_CODE.fullmatch(code) is not None


def known_codes(page: PageEvidence) -> frozenset[str]:
    """The well-formed codes that the page gives as its own, in text or in its head; lower case."""
    written = [mark.code for mark in shown_codes(page)] + [page.reading.site_code]
    return frozenset(code.lower() for code in written if code and is_site_code(code))


def _is_under(host: str, name: str) -> bool:
    return host == name or host.endswith("." + name)
