import base64

import pytest

from icplint.facts.official_hosts import (
    BadgeHost,
    LinkKind,
    judge_badge_host,
    judge_icp_link,
    judge_psb_link,
)

OWN = "lantian-shili.cn"
JUMP = base64.b64encode(b"https://beian.miit.gov.cn/").decode()


@pytest.mark.parametrize(
    "href",
    [
        "https://beian.miit.gov.cn/",
        "https://beian.miit.gov.cn",
        "https://beian.miit.gov.cn//",
        "https://beian.miit.gov.cn:443/",
        "https://beian.miit.gov.cn/#",
        "https://beian.miit.gov.cn/#/",
        "https://beian.miit.gov.cn/?",
        "HTTPS://BEIAN.MIIT.GOV.CN/",
        " https://beian.miit.gov.cn/ ",
    ],
)
def test_the_ministrys_home_page_is_right_in_every_spelling(href: str) -> None:
    assert judge_icp_link(href, own_domain=OWN).kind is LinkKind.RIGHT


@pytest.mark.parametrize(
    ("href", "kind"),
    [
        (None, LinkKind.MISSING),
        ("", LinkKind.MISSING),
        ("http://beian.miit.gov.cn/", LinkKind.HTTP),
        ("https://beian.miit.gov.cn/#/Integrated/index", LinkKind.HOME_FRAGMENT),
        ("https://beian.miit.gov.cn/#/Integrated/recordQuery", LinkKind.OTHER_FRAGMENT),
        ("https://beian.miit.gov.cn/publish/query/indexFirst.action", LinkKind.DEAD_PATH),
        ("https://beian.miit.gov.cn:8443/", LinkKind.DEAD_PATH),
        ("http://www.beian.miit.gov.cn/", LinkKind.RETIRED),
        ("http://www.miibeian.gov.cn/state/outPortal/loginPortal.action", LinkKind.RETIRED),
        ("http://www.miitbeian.gov.cn", LinkKind.RETIRED),
        ("http://gd.beian.miit.gov.cn/", LinkKind.PROVINCIAL),
        ("https://tsm.miit.gov.cn/", LinkKind.LICENCE_PLATFORM),
        ("https://dxzhgl.miit.gov.cn/", LinkKind.LICENCE_PLATFORM),
        ("https://beian.mps.gov.cn/#/query/webSearch?code=33010602012345", LinkKind.OTHER_AUTHORITY),
        ("http://www.beian.gov.cn/portal/index", LinkKind.OTHER_AUTHORITY),
        ("https://beian.miit.gov.cn.example.com/", LinkKind.LOOK_ALIKE),
        ("https://beian.mitt.gov.cn/", LinkKind.LOOK_ALIKE),
        ("https://beian-miit.cn/", LinkKind.LOOK_ALIKE),
        ("https://www.lantian-shili.cn/beian.miit.gov.cn", LinkKind.NO_SCHEME),
        ("beian.miit.gov.cn", LinkKind.NO_SCHEME),
        ("https://www.lantian-shili.cn/go?url=https%3A%2F%2Fbeian.miit.gov.cn%2F", LinkKind.JUMP_PAGE),
        (f"https://www.lantian-shili.cn/go?url={JUMP}", LinkKind.JUMP_PAGE),
        ("https://www.lantian-shili.cn/go?url=https%3A%2F%2Fwww.example.com%2F", LinkKind.OWN_PAGE),
        ("https://www.lantian-shili.cn/about.html", LinkKind.OWN_PAGE),
        ("https://www.miit.gov.cn/", LinkKind.ELSEWHERE),
        ("https://www.example.com/", LinkKind.ELSEWHERE),
        ("https://[broken/", LinkKind.ELSEWHERE),
        ("https://www.example.com:99999/", LinkKind.ELSEWHERE),
    ],
)
def test_each_link_of_a_filing_number_has_its_kind(href: str | None, kind: LinkKind) -> None:
    assert judge_icp_link(href, own_domain=OWN).kind is kind


@pytest.mark.parametrize(
    ("href", "kind", "code"),
    [
        (None, LinkKind.MISSING, ""),
        ("https://beian.mps.gov.cn/#/query/webSearch?code=33010602012345", LinkKind.RIGHT, "33010602012345"),
        (
            "https://beian.mps.gov.cn/#%2Fquery%2FwebSearch%3Fcode%3D33010602012345",
            LinkKind.RIGHT,
            "33010602012345",
        ),
        (
            "https://beian.mps.gov.cn/#/query/webSearch?code=浙公网安备33010602012345号",
            LinkKind.RIGHT,
            "33010602012345",
        ),
        ("https://beian.mps.gov.cn/#/query/webSearch", LinkKind.NO_CODE, ""),
        (
            "http://www.beian.gov.cn/portal/registerSystemInfo?recordcode=33010602012345",
            LinkKind.RETIRED,
            "33010602012345",
        ),
        ("http://www.beian.gov.cn/portal/index", LinkKind.RETIRED, ""),
        ("https://beian.miit.gov.cn/", LinkKind.OTHER_AUTHORITY, ""),
        ("https://beian.mps.gov.com/", LinkKind.LOOK_ALIKE, ""),
        ("https://www.example.com/", LinkKind.ELSEWHERE, ""),
    ],
)
def test_each_link_of_a_police_number_has_its_kind_and_code(
    href: str | None, kind: LinkKind, code: str
) -> None:
    judged = judge_psb_link(href, own_domain=OWN)

    assert (judged.kind, judged.code) == (kind, code)


@pytest.mark.parametrize(
    ("address", "host"),
    [
        ("data:image/png;base64,AAAA", BadgeHost.OWN),
        ("css:icon-police", BadgeHost.OWN),
        ("https://static.lantian-shili.cn/beian.png", BadgeHost.OWN),
        ("https://cdn.example.com/beian.png", BadgeHost.OWN),
        ("https://www.example.org/beian.png", BadgeHost.STRANGER),
        ("http://www.beian.gov.cn/img/ghs.png", BadgeHost.RETIRED_PLATFORM),
        ("https://beian.mps.gov.cn/web/assets/logo01.6189a29f.png", BadgeHost.PLATFORM),
    ],
)
def test_a_badge_belongs_to_the_one_who_serves_it(address: str, host: BadgeHost) -> None:
    assert judge_badge_host(address, own_domain=OWN, asset_hosts=("cdn.example.com",)) is host
