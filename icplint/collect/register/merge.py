"""One or several rows of a name -> the filing that they tell of together."""

import json
from collections.abc import Sequence
from datetime import date
from typing import Any

from icplint.collect.register.coverage import same_name
from icplint.collect.register.records import COLUMNS
from icplint.collect.register.row import RegisterHead
from icplint.model.filing import Filing
from icplint.model.site import FilingStatus
from icplint.numbers.regions import BY_ICP_SIGN, BY_PSB_SIGN, region_of_digits

Found = tuple[Any, ...]
"""A row: its place in the register, then the values of `COLUMNS`, each a text or None."""

DOMAIN, ENTITY, SUBJECT, SITE, PSB, NATURE = (
    1 + COLUMNS.index(name) for name in ("domain", "entity", "subject", "site", "psb", "nature")
)
_LAST, _PSB_ON, _STATUS, _ALIASES = (
    1 + COLUMNS.index(name) for name in ("last_approved_on", "psb_on", "status", "aliases")
)
_INDIVIDUAL = "个人"


def tells_icp(row: Found) -> bool:
    """Whether a row is about the ministry's filing; False: about the police's alone."""
    return row[SUBJECT] is not None or row[SITE] is not None or row[PSB] is None


def merged(rows: Sequence[Found], police: Sequence[Found], head: RegisterHead, *, of_parent: bool) -> Filing:
    """The filing of a name. What rows of one name tell differently, nobody knows: it is None, and named.

    Args:
        rows: The rows that answer, at least one, all of one name, in the order of the register.
        police: The rows whose public-security number counts; of another name, where that is nearer.
        head: What the register says of itself.
        of_parent: Whether the name is a parent's.
    """
    if len(rows) > 1:
        rows = sorted(rows, key=_is_cancelled)  # the numbers of what was cancelled come last
    row, others, disputed = (rows[0], (), ()) if len(rows) == 1 else _one_of_many(rows)
    psb, psb_on = row[PSB], row[_PSB_ON]
    if police is not rows and police:
        of_police, _, at_odds = (police[0], (), ()) if len(police) == 1 else _one_of_many(police)
        psb, psb_on = of_police[PSB], of_police[_PSB_ON]
        disputed = (*disputed, *(name for name in at_odds if name.startswith("psb") and name not in disputed))
    (
        _,
        domain,
        entity,
        subject,
        site,
        _,
        nature,
        first,
        last,
        opened,
        _,
        status,
        restricted,
        province,
        aliases,
    ) = row
    return Filing(
        domain=domain,
        of_parent=of_parent,
        entity=entity,
        subject=subject,
        site=site,
        other_sites=others,
        psb=psb,
        nature=nature,
        first_filed_on=date.fromisoformat(first) if first else None,
        last_approved_on=date.fromisoformat(last) if last else None,
        opened_on=date.fromisoformat(opened) if opened else None,
        psb_on=date.fromisoformat(psb_on) if psb_on else None,
        status=FilingStatus(status) if status else None,
        access_restricted=None if restricted is None else restricted == "1",
        province=province or _province(site or subject, psb),
        aliases=tuple(json.loads(aliases)) if aliases else (),
        disputed=disputed,
        source=head.source,
        as_of=head.as_of,
    )


def _one_of_many(rows: Sequence[Found]) -> tuple[Found, tuple[str, ...], tuple[str, ...]]:
    """The row that several make, the numbers beside its own, and the fields on which they do not agree.

    The numbers are no dispute: one name may have several, and each of them may hang there. The latest approval
    is the latest of all.
    """
    one: list[str | None] = [*rows[0]]
    disputed = []
    for at, name in enumerate(COLUMNS, start=1):
        if name in ("domain", "subject", "site", "last_approved_on", "aliases"):
            continue
        told: dict[str, Any] = {}
        for row in rows:
            if (known := _comparable(name, row)) is not None:
                told.setdefault(known, row[at])
        # A row that says nothing of its status beside a cancelled one is a filing that was made since, or may be.
        is_disputed = len(told) > 1 or (name == "status" and len({*map(_is_cancelled, rows)}) > 1)
        one[at] = None if is_disputed else next(iter(told.values()), None)
        if is_disputed:
            disputed.append(name)
    one[_LAST] = max((row[_LAST] or "" for row in rows), default="") or None
    aliases = dict.fromkeys(alias for row in rows for alias in json.loads(row[_ALIASES] or "[]"))
    one[_ALIASES] = json.dumps([*aliases]) if aliases else None
    numbers = [*dict.fromkeys(row[SITE] or row[SUBJECT] for row in rows if row[SITE] or row[SUBJECT])]
    one[SUBJECT], one[SITE] = next(
        ((row[SUBJECT], row[SITE]) for row in rows if row[SITE]), (one[SUBJECT], None)
    )
    own = one[SITE] or one[SUBJECT]
    return tuple(one), tuple(number for number in numbers if number and number != own), tuple(disputed)


def _is_cancelled(row: Found) -> bool:
    return bool(row[_STATUS] == FilingStatus.CANCELLED)


def _comparable(name: str, row: Found) -> str | None:
    """What a row tells in a field, without what two writings of it may differ in; None: it does not tell."""
    if name == "entity":
        # The name of an individual is never kept; its row tells all the same that no other entity filed.
        entity = row[ENTITY]
        return same_name(entity) if entity else _INDIVIDUAL if row[NATURE] == _INDIVIDUAL else None
    told: str | None = row[1 + COLUMNS.index(name)]
    return told


def _province(icp: str | None, psb: str | None) -> str | None:
    """The province that a number's sign tells."""
    if icp:
        region = BY_ICP_SIGN.get(icp[0])
    elif psb:
        region = BY_PSB_SIGN.get(psb[0]) or region_of_digits(psb)
    else:
        return None
    return None if region is None else region.name
