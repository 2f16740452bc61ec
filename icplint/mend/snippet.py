"""The footer of a site as HTML to paste, made from what was filed for it: nothing is guessed."""

from collections.abc import Mapping
from dataclasses import asdict
from datetime import date
from urllib.parse import urlsplit

from icplint.facts.domains import registrable_domain
from icplint.late import dataclass, pattern
from icplint.mend.hanging import HangingIcp, HangingPsb, hanging_icp, hanging_psb
from icplint.model.filing import Filing, NotFiled, RegisterAnswer, Unknown
from icplint.model.markup import (
    ICP_LINK,
    PSB_LINK,
    badged_psb_html,
    copyright_html,
    footer_html,
    icp_html,
)
from icplint.model.profile import Checker
from icplint.model.site import FilingStatus
from icplint.model.text import Text
from icplint.words import snippet as words
from icplint.words.reasons import unmeasured_reason

SCHEMA = "icplint/snippet/v1"
DEFAULT_ICON = "/beian.png"
_INDIVIDUAL = "个人"
_PARENT_ALONE = "needs-register"
_OTHERS_BELOW = ".edu.cn"
"""Below a name of this zone others run hosts of their own."""
_LONGEST_ICON = 2048
_SCHEME = pattern(r"[A-Za-z][A-Za-z0-9+.\-]*:")


@dataclass(frozen=True, slots=True, kw_only=True)
class Notice:
    """What the copyright line says."""

    owner: str
    first_year: int | None
    last_year: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Snippet:
    """A footer to paste."""

    domain: str
    html: str
    icp: HangingIcp | None
    psb: HangingPsb | None
    notice: Notice | None
    icon: str
    remarks: tuple[Text, ...]
    """What was left out and why, and what is still to be done; a sentence each."""
    source: str | None
    as_of: date | None

    def as_json(self) -> Mapping[str, object]:
        """Plain JSON values."""
        psb = self.psb and {**asdict(self.psb), "link": PSB_LINK + self.psb.digits, "icon": self.icon}
        return {
            "schema": SCHEMA,
            "domain": self.domain,
            "html": self.html,
            "icp": self.icp and {"number": self.icp.number, "form": self.icp.form.value, "link": ICP_LINK},
            "psb": psb,
            "copyright": self.notice and asdict(self.notice),
            "remarks": [asdict(remark) for remark in self.remarks],
            "register": {"source": self.source, "as_of": self.as_of and self.as_of.isoformat()},
        }


def make_snippet(
    domain: str,
    answer: RegisterAnswer,
    *,
    today: date,
    province: str | None = None,
    checker: Checker | None = None,
    icon: str = DEFAULT_ICON,
) -> Snippet | Text:
    """The footer of a site, or one sentence that says why there is none.

    Args:
        domain: The host, lower case and punycode.
        answer: What the register says of it.
        today: In Beijing.
        province: Short Chinese name; None: the register's, else that of the number.
        checker: The provider whose wishes about the form of the number hold.
        icon: The badge's address on the site, as `is_icon_address` accepts it.
    """
    if isinstance(answer, NotFiled):
        return words.NOT_FILED.fill(domain=domain, source=answer.source)
    if isinstance(answer, Unknown):
        if answer.reason == _PARENT_ALONE:
            return words.PARENT_ALONE.fill(domain=domain)
        return words.UNKNOWN.fill(domain=domain, why=unmeasured_reason(answer.reason))
    if answer.status is FilingStatus.CANCELLED:
        return words.CANCELLED.fill(domain=domain)
    icp, about_icp = hanging_icp(answer, province=province, checker=checker)
    psb, about_psb = hanging_psb(answer)
    if icp is None and psb is None:
        return words.NO_NUMBERS.fill(domain=domain)
    notice, about_notice = _notice(answer, domain, today)
    remarks = (*about_icp, *_further(icp, answer), *about_psb, *_badge(psb, icon, domain), *about_notice)
    numbers = [icp_html(icp.number)] if icp else []
    if psb:
        numbers.append(badged_psb_html(psb.number, psb.digits, icon))
    line = copyright_html(notice.owner, notice.first_year, notice.last_year) if notice else None
    return Snippet(
        domain=domain,
        html=footer_html(line, numbers),
        icp=icp,
        psb=psb,
        notice=notice,
        icon=icon,
        remarks=remarks,
        source=answer.source,
        as_of=answer.as_of,
    )


def is_icon_address(icon: str) -> bool:
    """Whether a picture's address works on a page of the web: http, https, or a path."""
    if (
        not icon
        or len(icon) > _LONGEST_ICON
        or not icon.isprintable()
        or icon != icon.strip()
        or "\\" in icon
    ):
        return False
    return icon.lower().startswith(("http://", "https://")) or not _SCHEME.match(icon)


def _notice(filing: Filing, domain: str, today: date) -> tuple[Notice | None, tuple[Text, ...]]:
    """The copyright line: from the first year that the register tells of to this one."""
    if filing.nature == _INDIVIDUAL:
        return None, (words.OWNER_INDIVIDUAL,)
    if "entity" in filing.disputed:
        return None, (words.OWNER_DISPUTED,)
    if filing.of_parent and domain.endswith(_OTHERS_BELOW):
        return None, (words.OWNER_OF_PARENT.fill(parent=filing.domain or ""),)
    owner = " ".join("".join(sign if sign.isprintable() else " " for sign in filing.entity or "").split())
    if not owner:
        return None, (words.OWNER_UNKNOWN,)
    began = [day.year for day in (filing.opened_on, filing.first_filed_on) if day and day <= today]
    return Notice(owner=owner, first_year=min(began, default=None), last_year=today.year), ()


def _further(icp: HangingIcp | None, filing: Filing) -> tuple[Text, ...]:
    other = (words.OTHER_NUMBERS.fill(numbers=", ".join(icp.other)),) if icp and icp.other else ()
    return (*other, words.ACCESS_RESTRICTED) if filing.access_restricted else other


def _badge(psb: HangingPsb | None, icon: str, domain: str) -> tuple[Text, ...]:
    """What its owner has to do about the badge: nobody but the owner can download it."""
    if psb is None:
        return ()
    host = _host(icon)
    if host is None or registrable_domain(host) == registrable_domain(domain):
        return (words.BADGE.fill(icon=icon),)
    return words.BADGE.fill(icon=icon), words.BADGE_ELSEWHERE.fill(host=host)


def _host(address: str) -> str | None:
    try:
        return urlsplit(address).hostname
    except ValueError:
        return None
