"""What a rule file may import: nothing else of icplint."""

from icplint.compare.links import LinkedIcp, LinkedPsb, linked_icp, linked_psb, own_psb
from icplint.facts.official_hosts import BadgeHost, LinkJudgement, LinkKind, judge_badge_host
from icplint.model.block import Source as SourceOnPage
from icplint.model.filing import Filing, NotFiled, Unknown
from icplint.model.finding import Confidence, Place, Severity
from icplint.model.markup import ICP_LINK, PSB_LINK, copyright_html, icp_html, psb_html
from icplint.model.reading import (
    Copyright,
    Evidence,
    Footer,
    IcpNumber,
    NearMiss,
    NumberKind,
    Occurrence,
    OtherLicence,
    Parody,
    PsbNumber,
    Role,
    Service,
)
from icplint.model.rule import (
    BasisLevel,
    Fault,
    FaultInfo,
    Need,
    NotApplicable,
    PageEvidence,
    Presence,
    RuleContext,
    RuleInfo,
    SiteEvidence,
    Source,
    Unmeasured,
    Where,
)
from icplint.model.site import FilingStatus
from icplint.model.text import Text, text

__all__ = [
    "ICP_LINK",
    "PSB_LINK",
    "BadgeHost",
    "BasisLevel",
    "Confidence",
    "Copyright",
    "Evidence",
    "Fault",
    "FaultInfo",
    "Filing",
    "FilingStatus",
    "Footer",
    "IcpNumber",
    "LinkJudgement",
    "LinkKind",
    "LinkedIcp",
    "LinkedPsb",
    "NearMiss",
    "Need",
    "NotApplicable",
    "NotFiled",
    "NumberKind",
    "Occurrence",
    "OtherLicence",
    "PageEvidence",
    "Parody",
    "Place",
    "Presence",
    "PsbNumber",
    "Role",
    "RuleContext",
    "RuleInfo",
    "Service",
    "Severity",
    "SiteEvidence",
    "Source",
    "SourceOnPage",
    "Text",
    "Unknown",
    "Unmeasured",
    "Where",
    "copyright_html",
    "icp_html",
    "judge_badge_host",
    "law",
    "linked_icp",
    "linked_psb",
    "own_psb",
    "psb_html",
    "text",
]


def law(id: str, article: str | None = None) -> Source:  # noqa: A002 - the law's id is what the caller thinks of
    """A text that the rule rests on: an id of `facts/laws.toml`, and the article."""
    return Source(id=id, article=article)
