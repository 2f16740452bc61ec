"""Famous sites' numbers on pages of strangers."""

from icplint.compare.holders import filed_entity
from icplint.compare.name_parts import is_full_name
from icplint.facts.famous import is_domain_of
from icplint.late import dataclass
from icplint.model.reading import IcpNumber
from icplint.model.rule import PageEvidence, RuleContext


@dataclass(frozen=True, slots=True)
class Stranger:
    """A number that belongs to somebody else."""

    number: IcpNumber
    holder: str
    entity: str | None
    """Whose site it is by the list, the register or the notice; None: nobody says."""


def strangers_numbers(page: PageEvidence, context: RuleContext) -> tuple[Stranger, ...]:
    """Numbers of famous holders on a domain that is not known as theirs, unless the site is the holder's by name.

    A page that also shows a number of its own names a partner, and is left alone.
    """
    own = [number for number in page.own_icp if number.in_footer or number.labelled]
    famous = {number.subject: number for number in reversed(own) if number.famous_holder}
    if not famous or any(not number.famous_holder for number in own):
        return ()
    names = _names(page, context)
    return tuple(
        Stranger(number, holder, names[0] if names else None)
        for number in famous.values()
        if (holder := number.famous_holder)
        and not is_domain_of(holder, context.domain)
        and not any(holder in name for name in names)
    )


def _names(page: PageEvidence, context: RuleContext) -> list[str]:
    """Names of the site's entity, the surest first."""
    shown = [notice.owner for notice in page.evidence.copyrights if notice.visible]
    return [name for name in (filed_entity(context), context.site.entity) if name] + [
        name for name in shown if name and is_full_name(name)
    ]
