"""What a rule file may import: nothing else of icplint."""

from icplint.compare.business import declares_business
from icplint.compare.famous import Stranger, strangers_numbers
from icplint.compare.landing import Landing, landing_of
from icplint.compare.licences import (
    FaultyLicence,
    faulty_licences,
    faulty_telecom,
    shown_licences,
    telecom_licences,
)
from icplint.compare.links import LinkedIcp, LinkedPsb, linked_icp, linked_psb, own_psb, platform_psb
from icplint.compare.near_misses import confidence_of as near_miss_confidence
from icplint.compare.near_misses import faulty_icp, faulty_psb, malformed, placeholders
from icplint.compare.owners import (
    OwnerComparison,
    OwnerMatch,
    OwnerOnPage,
    entities_of,
    is_public_body,
    own_notices,
    owner_on_page,
)
from icplint.compare.public_bodies import (
    is_government,
    is_institution,
    is_site_code,
    known_codes,
    marks_of,
    shown_codes,
)
from icplint.compare.registered import (
    NumberMatch,
    Registered,
    match_icp,
    match_psb,
    number_to_paste,
    registered_icp,
    registered_psb,
    registered_psb_html,
)
from icplint.facts.official_hosts import BadgeHost, LinkJudgement, LinkKind, judge_badge_host
from icplint.model.block import Source as SourceOnPage
from icplint.model.filing import Filing, NotFiled, Unknown
from icplint.model.finding import Confidence, Place, Severity
from icplint.model.markup import ICP_LINK, PSB_LINK, copyright_html, icp_html, psb_html
from icplint.model.profile import CopyrightAsked, HowAsked, NumberAsked, NumberForm, Profile
from icplint.model.reading import (
    Copyright,
    Evidence,
    Footer,
    IcpNumber,
    MarkKind,
    NearMiss,
    NumberKind,
    Occurrence,
    OtherLicence,
    Parody,
    PsbNumber,
    Role,
    Service,
    SiteMark,
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
    "CopyrightAsked",
    "Evidence",
    "Fault",
    "FaultInfo",
    "FaultyLicence",
    "Filing",
    "FilingStatus",
    "Footer",
    "HowAsked",
    "IcpNumber",
    "Landing",
    "LinkJudgement",
    "LinkKind",
    "LinkedIcp",
    "LinkedPsb",
    "MarkKind",
    "NearMiss",
    "Need",
    "NotApplicable",
    "NotFiled",
    "NumberAsked",
    "NumberForm",
    "NumberKind",
    "NumberMatch",
    "Occurrence",
    "OtherLicence",
    "OwnerComparison",
    "OwnerMatch",
    "OwnerOnPage",
    "PageEvidence",
    "Parody",
    "Place",
    "Presence",
    "Profile",
    "PsbNumber",
    "Registered",
    "Role",
    "RuleContext",
    "RuleInfo",
    "Service",
    "Severity",
    "SiteEvidence",
    "SiteMark",
    "Source",
    "SourceOnPage",
    "Stranger",
    "Text",
    "Unknown",
    "Unmeasured",
    "Where",
    "copyright_html",
    "declares_business",
    "entities_of",
    "faulty_icp",
    "faulty_licences",
    "faulty_psb",
    "faulty_telecom",
    "icp_html",
    "is_government",
    "is_institution",
    "is_public_body",
    "is_site_code",
    "judge_badge_host",
    "known_codes",
    "landing_of",
    "law",
    "linked_icp",
    "linked_psb",
    "malformed",
    "marks_of",
    "match_icp",
    "match_psb",
    "near_miss_confidence",
    "number_to_paste",
    "own_notices",
    "own_psb",
    "owner_on_page",
    "placeholders",
    "platform_psb",
    "psb_html",
    "registered_icp",
    "registered_psb",
    "registered_psb_html",
    "shown_codes",
    "shown_licences",
    "strangers_numbers",
    "telecom_licences",
    "text",
]


def law(id: str, article: str | None = None) -> Source:  # noqa: A002 - the law's id is what the caller thinks of
    """A text that the rule rests on: an id of `facts/laws.toml`, and the article."""
    return Source(id=id, article=article)
