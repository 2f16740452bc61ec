"""A small run as it might be: each state once or more, with texts as the rules say them."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

from icplint.model.answer import FetchFailure, Hop, NotCheckedReason, Response, Try
from icplint.model.finding import Basis, Confidence, Finding, Fix, Place, Severity, Status
from icplint.model.markup import icp_html, psb_html
from icplint.model.outcome import Failed, Outcome, OutOfScope, Passed, Verdict
from icplint.model.reading import (
    Copyright,
    Evidence,
    Footer,
    IcpNumber,
    NumberKind,
    PsbNumber,
    Reading,
    Service,
)
from icplint.model.rule import NotApplicable, Unmeasured
from icplint.model.run import ReportHead
from icplint.model.site import BareDomain, FilingStatus, RejectedRow, SavedPage, Site
from icplint.model.text import Text, text
from tests.fakes.outcomes import head_for

ICP_RULES = tuple(f"ICP{n:03}" for n in (1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 12, 14, 15, 17, 23))
PSB_RULES = tuple(f"PSB{n:03}" for n in (1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 13, 15, 16, 17))
CPY_RULES = tuple(f"CPY{n:03}" for n in (1, 2, 3, 4, 5, 6))
SITE_RULES = ("SITE003", "SITE004", "SITE005")
RULES = (*CPY_RULES, *ICP_RULES, "ICP016", *PSB_RULES, *SITE_RULES)

LINK_MISSING = Finding(
    rule="ICP005",
    name="icp-link-missing",
    fault="no-link",
    severity=Severity.ERROR,
    confidence=Confidence.HIGH,
    message=text(
        en="The number 京ICP备16059763号-1 in the footer is no link to the filing system.",
        zh="核查时页脚的「京ICP备16059763号-1」未链接备案管理系统网址。",
    ),
    why=text(
        en="Visitors check a filing by clicking on its number; providers' checklists fail sites without the link.",
        zh="访问者通过点击编号查验备案信息，接入服务提供者核查时将无链接的网站列为不合格。",
    ),
    page="https://shop.example.cn/",
    about="京ICP备16059763号-1",
    place=Place(
        selector="body > footer > p:nth-child(2)",
        line=118,
        column=7,
        snippet="版权所有 京ICP备16059763号-1 技术支持：某某网络",
    ),
    fix=Fix(
        what=text(
            en="Make the number a link to https://beian.miit.gov.cn/.",
            zh="将编号链接到 https://beian.miit.gov.cn/。",
        ),
        html=icp_html("京ICP备16059763号-1"),
    ),
    sources=(Basis(id="MII-33-2005", article="13", text_of=date(2005, 2, 8), mark="law"),),
    fingerprint="5d41402abc4b2a76",
)
ICON_MISSING = Finding(
    rule="PSB009",
    name="psb-icon-missing",
    fault="no-picture",
    severity=Severity.WARNING,
    confidence=Confidence.HIGH,
    message=text(
        en="No badge stands beside 京公网安备11010502030001号.",
        zh="核查时「京公网安备11010502030001号」旁未发现备案编号图标。",
    ),
    why=text(
        en="The platform's snippet puts the badge before the number.",
        zh="全国互联网安全管理服务平台提供的代码要求图标位于编号之前。",
    ),
    page="https://shop.example.cn/",
    about="京公网安备11010502030001号",
    place=Place(
        selector="body > footer > p:nth-child(3)", line=119, column=7, snippet="京公网安备11010502030001号"
    ),
    fix=Fix(
        what=text(
            en="Download the badge from the platform and put it before the number.",
            zh="登录平台下载图标，置于编号之前。",
        ),
        html=psb_html("京公网安备11010502030001号", "11010502030001"),
    ),
    sources=(Basis(id="platform", article=None, text_of=None, mark="platform"),),
    fingerprint="7d793037a0760186",
)
NOT_HOME = replace(
    LINK_MISSING,
    rule="ICP008",
    name="icp-link-not-home",
    fault="http",
    severity=Severity.INFO,
    confidence=Confidence.MEDIUM,
    message=text(
        en="The number links to http://beian.miit.gov.cn/ instead of https.",
        zh="编号链接使用 http，建议改为 https://beian.miit.gov.cn/。",
    ),
)
OWNER_DIFFERS = replace(
    ICON_MISSING,
    rule="CPY002",
    name="copyright-owner-mismatch",
    fault="other-name",
    message=text(
        en="The notice names 某某网络有限公司, the list names 某某（北京）科技有限公司.",
        zh="版权声明署名「某某网络有限公司」，清单中的主办单位为「某某（北京）科技有限公司」。",
    ),
    fix=Fix(what=text(en="Name the filing entity in the notice.", zh="将版权声明的署名改为主办单位。")),
)


def sample_outcomes() -> tuple[Outcome, ...]:
    """Eight sites, each of another kind, in the order of their list."""
    return (
        _site(0, "https://shop.example.cn/", (LINK_MISSING, ICON_MISSING)),
        _site(1, "www.clean.example.cn", ()),
        _site(
            2,
            "blog.example.com",
            (OWNER_DIFFERS, replace(NOT_HOME, status=Status.BELOW_CONFIDENCE)),
            client="乙方客户",
        ),
        _site(3, "news.example.cn", (NOT_HOME,), client="乙方客户"),
        _unchecked(4, "https://gone.example.cn/", NotCheckedReason.DNS),
        _unchecked(5, "https://shield.example.cn/", NotCheckedReason.WAF),
        _shell(6, "https://app.example.cn/"),
        _overseas(7, "https://hk.example.com/"),
        _partly(8, "https://partly.example.cn/"),
    )


def sample_head(outcomes: tuple[Outcome, ...] | None = None) -> ReportHead:
    """The head of the sample run, with one rejected row."""
    row = RejectedRow(
        source="sites.csv",
        line=12,
        reason=text(en="“http//example” is no address", zh="「http//example」不是有效网址"),
    )
    return head_for(sample_outcomes() if outcomes is None else outcomes, (row,))


class Fleet:
    """The sample's sites again and again, made as they are read."""

    def __init__(self, size: int) -> None:
        self._size = size

    def __iter__(self) -> Iterator[Outcome]:
        base = sample_outcomes()
        for index in range(self._size):
            outcome = base[index % len(base)]
            label = outcome.site.label.replace("example", f"example{index}")
            yield replace(outcome, site=replace(outcome.site, index=index, label=label))


def infested(hostile: str) -> Outcome:
    """A site with a hostile text wherever a stranger's text can stand."""
    site = sample_outcomes()[0]
    both = Text(en=hostile, zh=hostile)
    finding = replace(
        site.findings[0],
        message=both,
        why=both,
        about=hostile,
        page=hostile,
        fix=Fix(what=both, html=hostile),
        place=replace(site.findings[0].place, selector=hostile, snippet=hostile),
    )
    reading = site.pages[0]
    number = replace(reading.evidence.icp[0], raw=hostile, number=hostile, href=hostile)
    reading = replace(
        reading,
        title=hostile,
        footer=Footer(selector=hostile, text=f"before {hostile} after"),
        evidence=replace(reading.evidence, icp=(number,)),
    )
    declared = replace(
        site.site, label=hostile, entity=hostile, client=hostile, responsible=hostile, stands_for=hostile
    )
    return replace(site, site=declared, final_url=hostile, pages=(reading,), findings=(finding,))


def _reading(url: str, number_link: str | None) -> Reading:
    lines = (
        "关于我们 | 联系我们 | 隐私政策",
        "© 2013-2026 某某（北京）科技有限公司 版权所有",
        "京ICP备16059763号-1",
        "京公网安备11010502030001号",
    )
    return Reading(
        response=Response(
            url=url,
            status=200,
            fetched_at=datetime(2026, 11, 24, 3, 0, 2, tzinfo=UTC),
            address="203.0.113.9",
            hops=(Hop(url.replace("https", "http"), 301, url),),
            tls="TLSv1.3",
        ),
        body_sha256="ab" * 32,
        charset="utf-8",
        title="某某科技 – 首页",
        footer=Footer(
            selector="body > footer",
            reasons=("landmark", "last", "legal-phrases"),
            text="\n".join(lines),
            fingerprint="f00",
        ),
        evidence=Evidence(
            icp=(
                IcpNumber(
                    raw="京ICP备16059763号-1",
                    number="京ICP备16059763号-1",
                    kind=NumberKind.FILING,
                    subject="京ICP备16059763号",
                    suffix=1,
                    service=Service.WEBSITE,
                    province="北京",
                    href=number_link,
                ),
            ),
            psb=(
                PsbNumber(
                    raw="京公网安备11010502030001号",
                    number="京公网安备11010502030001号",
                    digits="11010502030001",
                    href="https://beian.mps.gov.cn/#/query/webSearch?code=11010502030001",
                ),
            ),
            copyrights=(
                Copyright(raw=lines[1], owner="某某（北京）科技有限公司", first_year=2013, last_year=2026),
            ),
        ),
    )


def _site(index: int, label: str, findings: tuple[Finding, ...], client: str = "甲方客户") -> Outcome:
    url = label if "://" in label else f"https://{label}/"
    said: dict[str, Verdict] = {rule: Passed() for rule in RULES}
    said |= {
        "ICP016": Unmeasured("not-offered:render"),
        "ICP023": NotApplicable(""),
        "PSB003": NotApplicable(""),
    }
    said |= {finding.rule: Failed() for finding in findings}
    is_faulty = any(finding.status is Status.REPORTED for finding in findings)
    return Outcome(
        site=Site(
            index=index,
            label=label,
            target=BareDomain("example.cn"),
            entity="某某（北京）科技有限公司",
            responsible="信息中心",
            client=client,
        ),
        domain="example.cn",
        final_url=url,
        pages=(_reading(url, None if is_faulty else "https://beian.miit.gov.cn/"),),
        verdicts=said,
        findings=tuple(replace(finding, page=url) for finding in findings),
        measured=True,
        clean=not is_faulty,
    )


def _unchecked(index: int, label: str, reason: NotCheckedReason) -> Outcome:
    return Outcome(
        site=Site(index=index, label=label, target=BareDomain("example.cn"), client="甲方客户"),
        domain="example.cn",
        final_url=None,
        not_checked=reason,
        failure=FetchFailure(
            reason=reason,
            url=label,
            detail="Name or service not known",
            tries=(
                Try(label, reason, "Name or service not known"),
                Try(label.replace("https", "http"), reason),
            ),
        ),
        verdicts=dict.fromkeys(RULES, Unmeasured(reason)),
    )


def _shell(index: int, label: str) -> Outcome:
    site = _site(index, label, ())
    page = replace(site.pages[0], evidence=Evidence(), footer=Footer(), needs_rendering="empty-root")
    return replace(
        site,
        pages=(page,),
        verdicts=dict.fromkeys(RULES, Unmeasured("needs-rendering")),
        measured=False,
        clean=False,
    )


def _overseas(index: int, label: str) -> Outcome:
    site = _site(index, label, ())
    owed = {rule: OutOfScope("filing_status") for rule in ("ICP001", "PSB001", "CPY001")}
    return replace(
        site, site=replace(site.site, filing_status=FilingStatus.OVERSEAS), verdicts={**site.verdicts, **owed}
    )


def _partly(index: int, label: str) -> Outcome:
    site = _site(index, label, ())
    return replace(site, verdicts={**site.verdicts, "PSB009": Unmeasured("rule-crashed")}, clean=False)


def told_apart() -> Outcome:
    """A site with one finding of each status, each of a rule of its own, whose list says where it stands."""
    site = _site(0, "https://shop.example.cn/", (LINK_MISSING, ICON_MISSING, OWNER_DIFFERS, NOT_HOME))
    statuses = (Status.REPORTED, Status.SUPPRESSED, Status.BASELINED, Status.BELOW_CONFIDENCE)
    found = tuple(replace(one, status=status) for one, status in zip(site.findings, statuses, strict=True))
    row = replace(site.site, source="lists/sites.csv", line=7, columns={"部门": "市场部"})
    return replace(site, site=row, findings=found)


def saved_page(path: str) -> Outcome:
    """A site of the sample whose page was saved in a file."""
    site = sample_outcomes()[0]
    return replace(site, site=replace(site.site, label=path, target=SavedPage(Path(path), None)))
