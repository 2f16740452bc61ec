"""Compares the owners in a page's copyright notices with the filing entity.

The filing entity is the one that the register gives for the domain; where it gives none, the one that the list names.
"""

from dataclasses import replace

from icplint.compare.declared_names import DeclaredNames, declared_names, key_of, match_declared
from icplint.compare.holders import (
    filed_entity,
    is_individual,
    is_of_mere_parent,
    is_on_platform,
    is_public_body,
    own_row,
)
from icplint.compare.memo import once_for_a_page, once_for_a_site
from icplint.compare.name_folding import fold_name
from icplint.compare.name_parts import is_full_name
from icplint.compare.owner_names import (
    BEST_FIRST,
    OF_THE_ENTITY,
    OwnerComparison,
    OwnerMatch,
    compare_owner,
    names_in,
    pieces_of,
)
from icplint.compare.registered import register_gap
from icplint.late import dataclass
from icplint.model.block import Source
from icplint.model.filing import NotFiled
from icplint.model.reading import Copyright, Role
from icplint.model.rule import NotApplicable, PageEvidence, RuleContext, Unmeasured

_READABLE = (Source.HTML, Source.RENDERED, Source.SCRIPT_LITERAL)
_NO_ENTITY = "not-offered:entity"
_NOT_OFFERED = "not-offered:"


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnerOnPage:
    """The notice whose owner comes nearest to the entity."""

    notice: Copyright
    owner: str
    entity: str
    """By its full name, where the configuration declares one for the list's short name."""
    comparison: OwnerComparison


@dataclass(frozen=True, slots=True, kw_only=True)
class FilingEntity:
    """The filing entity that owners are compared with."""

    name: str
    is_full: bool
    """Somebody but the list says that this is the full name."""
    aliases: tuple[str, ...] = ()
    """Further names that the register's row gives."""


@once_for_a_site
def owner_on_page(page: PageEvidence, context: RuleContext) -> OwnerOnPage | Unmeasured | NotApplicable:
    """The best match among a page's notices, or why there is nothing to compare."""
    if is_individual(context):
        return NotApplicable("individual")
    gap = _gap_of_parent(context)
    if gap is None and is_public_body(context):
        return NotApplicable("public-body")
    notices = own_notices(page)
    if not notices:
        return NotApplicable("no-copyright")
    named = _named(notices)
    if not named:
        return NotApplicable("no-owner")
    target = _target(context)
    if target is None:
        return gap or _why_nobody(context)
    names = declared_names(context.entities)
    found = [
        OwnerOnPage(
            notice=notice,
            owner=owner,
            entity=target.name,
            comparison=_compare_notice(notice, owner, target, names),
        )
        for notice, owner in named
    ]
    return min(found, key=lambda one: BEST_FIRST[one.comparison.match])


def shows_listed_entity(page: PageEvidence, context: RuleContext) -> bool:
    """Whether a notice names the entity that the list gives, by one of its names."""
    if not context.site.entity:
        return False
    names = declared_names(context.entities)
    target = entity_of_list(context.site.entity, names)
    return any(
        _compare_notice(notice, owner, target, names).match in OF_THE_ENTITY
        for notice, owner in _named(own_notices(page))
    )


@once_for_a_page
def own_notices(page: PageEvidence) -> tuple[Copyright, ...]:
    """The notices that a reader sees as the site's own, the main one first; those of the footer where it has any."""
    seen = [
        notice
        for notice in page.evidence.copyrights
        if notice.visible and notice.source in _READABLE and notice.role in (Role.OWN, Role.NEIGHBOUR)
    ]
    return tuple([notice for notice in seen if notice.in_footer] or seen)


def entities_of(context: RuleContext) -> tuple[str, ...]:
    """The filing entity's name, where one is known, and the further names of the register's row."""
    target = _target(context)
    return () if target is None else (target.name, *target.aliases)


def compare_with_entity(owner: str, target: FilingEntity, names: DeclaredNames) -> OwnerComparison:
    """How an owner stands to the filing entity by all that is known: its name, its aliases, what is declared."""
    compared = compare_owner(owner, target.name, entity_is_full=target.is_full)
    said = [_declared(name, target, names) for name in _names_shown(owner)]
    best = min((match for match in said if match is not None), key=BEST_FIRST.__getitem__, default=None)
    if best is None or BEST_FIRST[best] >= BEST_FIRST[compared.match]:
        return compared
    return replace(compared, match=best)


def entity_of_list(written: str, names: DeclaredNames) -> FilingEntity:
    """The list's entity, by its full name where the configuration declares one."""
    entity = names.find(written)
    if entity is None:
        return FilingEntity(name=written, is_full=False)
    is_former = key_of(written) in map(key_of, entity.former_names)
    return FilingEntity(name=written if is_former else entity.name, is_full=True)


def _named(notices: tuple[Copyright, ...]) -> list[tuple[Copyright, str]]:
    """The notices with the owners that they name; what a template left is none."""
    return [
        (notice, notice.owner) for notice in notices if notice.owner and "template-owner" not in notice.faults
    ]


def _target(context: RuleContext) -> FilingEntity | None:
    if filed := filed_entity(context):
        row = own_row(context)
        return FilingEntity(name=filed, is_full=True, aliases=row.aliases if row is not None else ())
    if context.site.entity:
        return entity_of_list(context.site.entity, declared_names(context.entities))
    return None


def _gap_of_parent(context: RuleContext) -> Unmeasured | NotApplicable | None:
    """Why nobody knows who runs the host; None: somebody says so, or the row is no mere parent's."""
    if context.site.entity or context.site.nature or not is_of_mere_parent(context):
        return None
    return NotApplicable("platform") if is_on_platform(context) else Unmeasured("needs-register")


def _why_nobody(context: RuleContext) -> Unmeasured | NotApplicable:
    """Why no filing entity is known."""
    if isinstance(context.filing, NotFiled):
        return NotApplicable("not-filed")
    if is_of_mere_parent(context):
        return Unmeasured("needs-register")
    gap = register_gap(context)
    return Unmeasured(_NO_ENTITY) if gap is None or gap.reason.startswith(_NOT_OFFERED) else gap


def _compare_notice(
    notice: Copyright, owner: str, entity: FilingEntity, names: DeclaredNames
) -> OwnerComparison:
    """The owner's comparison; a notice that also names the entity in full, beside its group, is the entity's."""
    compared = compare_with_entity(owner, entity, names)
    if compared.match is OwnerMatch.SAME:
        return compared
    wanted = fold_name(entity.name)
    if any(fold_name(piece) == wanted for piece in pieces_of(notice.raw)):
        return OwnerComparison(match=OwnerMatch.SAME)
    return compared


def _declared(name: str, target: FilingEntity, names: DeclaredNames) -> OwnerMatch | None:
    if key_of(name) in map(key_of, target.aliases):
        return OwnerMatch.DECLARED
    return match_declared(name, target.name, names)


def _names_shown(owner: str) -> tuple[str, ...]:
    """The names that may be declared: full ones where the owner holds any, so that no brand hides a stranger."""
    names = names_in(owner)
    holds_full = any(is_full_name(name) for name in names)
    return names if holds_full else (*names, *pieces_of(owner))
