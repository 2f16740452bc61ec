"""Compares the list's entity with the one that the register gives for the domain."""

from enum import StrEnum

from icplint.compare.declared_names import declared_names, key_of, match_declared
from icplint.compare.holders import (
    INDIVIDUAL,
    filed_entity,
    is_of_mere_parent,
    is_on_platform,
    own_row,
)
from icplint.compare.name_parts import is_full_name
from icplint.compare.owner_names import OwnerComparison, OwnerMatch, compare_owner
from icplint.compare.registered import register_gap
from icplint.late import dataclass
from icplint.model.rule import NotApplicable, RuleContext, Unmeasured


class HolderMatch(StrEnum):
    """How the list's entity stands to the registered one."""

    SAME = "same"
    FORMER_NAME = "former-name"
    """One is a declared former name of the other."""
    RELATED = "related"
    """A declared parent or subsidiary, or by name a branch or department."""
    INDIVIDUAL = "individual"
    """The register gives an individual, the list the full name of an organisation."""
    OTHER = "other"


@dataclass(frozen=True, slots=True, kw_only=True)
class Holder:
    """The list's entity beside the registered one."""

    match: HolderMatch
    listed: str
    registered: str = ""
    """Empty: an individual, whose name is never kept."""
    is_declared: bool
    """The configuration declares the names of the list's or the registered entity."""
    comparison: OwnerComparison | None = None


_BY_NAME = {
    OwnerMatch.SAME: HolderMatch.SAME,
    OwnerMatch.DECLARED: HolderMatch.SAME,
    OwnerMatch.FORMER_NAME: HolderMatch.FORMER_NAME,
    OwnerMatch.FORMER_FILED: HolderMatch.FORMER_NAME,
    OwnerMatch.PARENT: HolderMatch.RELATED,
    OwnerMatch.SUBSIDIARY: HolderMatch.RELATED,
    OwnerMatch.BRANCH: HolderMatch.RELATED,
}


def registered_holder(context: RuleContext) -> Holder | Unmeasured | NotApplicable:
    """How the two entities stand to each other, or why they cannot be compared."""
    listed = context.site.entity
    if not listed:
        return NotApplicable("no-listed-entity")
    if gap := register_gap(context):
        return gap
    if is_of_mere_parent(context):
        return NotApplicable("platform") if is_on_platform(context) else Unmeasured("needs-register")
    row = own_row(context)
    if row is None:
        return NotApplicable("not-filed")
    names = declared_names(context.entities)
    if row.nature == INDIVIDUAL:
        return _beside_an_individual(context, listed, is_declared=names.find(listed) is not None)
    registered = filed_entity(context)
    if not registered:
        return Unmeasured("not-offered:register-field")
    comparison = compare_owner(listed, registered)
    match = comparison.match
    if match is not OwnerMatch.SAME:
        is_alias = key_of(listed) in map(key_of, row.aliases)
        match = OwnerMatch.DECLARED if is_alias else match_declared(listed, registered, names) or match
    return Holder(
        match=_BY_NAME.get(match, HolderMatch.OTHER),
        listed=listed,
        registered=registered,
        is_declared=names.find(listed) is not None or names.find(registered) is not None,
        comparison=comparison,
    )


def _beside_an_individual(context: RuleContext, listed: str, *, is_declared: bool) -> Holder | NotApplicable:
    """An individual's filing: the list may hold the person's name, which the register does not keep."""
    if context.site.nature == INDIVIDUAL or not is_full_name(listed):
        return NotApplicable("individual")
    return Holder(match=HolderMatch.INDIVIDUAL, listed=listed, is_declared=is_declared)
