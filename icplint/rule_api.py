"""What a rule file may import: nothing else of icplint."""

from icplint.compare.agreement import agreement_in_words
from icplint.compare.business import declares_business
from icplint.compare.deadlines import HangingTerms, hanging_terms, last_day_to_apply, term_in_words
from icplint.compare.famous import Stranger, strangers_numbers
from icplint.compare.holders import is_public_body
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
from icplint.compare.owner_names import OwnerComparison, OwnerMatch
from icplint.compare.owners import OwnerOnPage, entities_of, own_notices, owner_on_page, shows_listed_entity
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
    is_licence_instead,
    listed_icp,
    match_icp,
    match_psb,
    number_to_paste,
    register_gap,
    registered_icp,
    registered_psb,
    registered_psb_html,
)
from icplint.compare.registered_holder import Holder, HolderMatch, registered_holder
from icplint.facts.official_hosts import BadgeHost, LinkJudgement, LinkKind, judge_badge_host
from icplint.facts.platforms import cannot_be_filed
from icplint.late import pattern
from icplint.model.answer import Device, NotCheckedReason
from icplint.model.block import Source as SourceOnPage
from icplint.model.deadline import Term
from icplint.model.filing import Filing, NotFiled, Unknown
from icplint.model.finding import Confidence, Place, Severity
from icplint.model.history import Look
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
    Choice,
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
    Thing,
    Unmeasured,
    Where,
    Without,
)
from icplint.model.site import FilingStatus
from icplint.model.text import Text, text

__all__ = [
    "ICP_LINK",
    "PSB_LINK",
    "BadgeHost",
    "BasisLevel",
    "Choice",
    "Confidence",
    "Copyright",
    "CopyrightAsked",
    "Device",
    "Evidence",
    "Fault",
    "FaultInfo",
    "FaultyLicence",
    "Filing",
    "FilingStatus",
    "Footer",
    "HangingTerms",
    "Holder",
    "HolderMatch",
    "HowAsked",
    "IcpNumber",
    "Landing",
    "LinkJudgement",
    "LinkKind",
    "LinkedIcp",
    "LinkedPsb",
    "Look",
    "MarkKind",
    "NearMiss",
    "Need",
    "NotApplicable",
    "NotCheckedReason",
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
    "Term",
    "Text",
    "Thing",
    "Unknown",
    "Unmeasured",
    "Where",
    "Without",
    "agreement_in_words",
    "cannot_be_filed",
    "copyright_html",
    "declares_business",
    "entities_of",
    "faulty_icp",
    "faulty_licences",
    "faulty_psb",
    "faulty_telecom",
    "hanging_terms",
    "icp_html",
    "is_government",
    "is_institution",
    "is_licence_instead",
    "is_public_body",
    "is_site_code",
    "judge_badge_host",
    "known_codes",
    "landing_of",
    "last_day_to_apply",
    "law",
    "linked_icp",
    "linked_psb",
    "listed_icp",
    "malformed",
    "marks_of",
    "match_icp",
    "match_psb",
    "near_miss_confidence",
    "number_to_paste",
    "own_notices",
    "own_psb",
    "owner_on_page",
    "pattern",
    "placeholders",
    "platform_psb",
    "psb_html",
    "register_gap",
    "registered_holder",
    "registered_icp",
    "registered_psb",
    "registered_psb_html",
    "shown_codes",
    "shown_licences",
    "shows_listed_entity",
    "strangers_numbers",
    "telecom_licences",
    "term_in_words",
    "text",
]


def law(id: str, article: str | None = None) -> Source:  # noqa: A002 - the law's id is what the caller thinks of
    """A text that the rule rests on: an id of `facts/laws.toml`, and the article."""
    return Source(id=id, article=article)
