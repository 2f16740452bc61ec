"""Who runs a site, by the register and the list."""

from icplint.facts.domains import is_let_by_its_owner
from icplint.facts.platforms import cannot_be_filed
from icplint.model.filing import Filing
from icplint.model.rule import RuleContext

INDIVIDUAL = "个人"
PUBLIC_NATURES = ("政府机关", "党政机关", "国家机关", "事业单位", "军队")


def own_row(context: RuleContext) -> Filing | None:
    """The register's row where it tells who runs the host; None: there is none, or it is a mere parent name's.

    A university's row holds for the numbers of its departments' hosts, and does not say who runs them; nor does the
    row of a platform for the shops that live under its name.
    """
    row = context.filing if isinstance(context.filing, Filing) else None
    return None if row is None or is_of_mere_parent(context) else row


def is_of_mere_parent(context: RuleContext) -> bool:
    """Whether the register's row is a university's or a platform's, and the host lies below its name."""
    row = context.filing
    if not isinstance(row, Filing) or not row.of_parent:
        return False
    return is_under_edu(context.host) or is_on_platform(context)


def is_under_edu(host: str) -> bool:
    """Whether a host lies under edu.cn."""
    return host.endswith(".edu.cn")


def is_on_platform(context: RuleContext) -> bool:
    """Whether the host lies under a name whose parts are let to others."""
    return cannot_be_filed(context.host) or is_let_by_its_owner(context.host)


def filed_entity(context: RuleContext) -> str | None:
    """The filing entity (主办单位) by the register; None: it does not say, or it is an individual."""
    row = own_row(context)
    return row.entity if row is not None and row.nature != INDIVIDUAL else None


def nature_of(context: RuleContext) -> str | None:
    """主办单位性质: by the list, else by the register's row."""
    row = own_row(context)
    return context.site.nature or (row.nature if row is not None else None)


def is_individual(context: RuleContext) -> bool:
    """Whether list or register says that an individual filed the site."""
    row = own_row(context)
    return INDIVIDUAL in (context.site.nature, row.nature if row is not None else None)


def is_public_body(context: RuleContext) -> bool:
    """Whether the site is a government's or a public institution's, whose line is 主办单位."""
    if nature := nature_of(context):
        return nature in PUBLIC_NATURES
    return context.host.endswith((".gov.cn", ".edu.cn")) or context.host == "gov.cn"
