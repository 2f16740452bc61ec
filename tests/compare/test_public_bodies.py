from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from icplint.compare.public_bodies import is_government, is_institution, is_site_code
from icplint.model.filing import NOT_OFFERED, Filing
from icplint.model.rule import BasisLevel, RuleContext
from icplint.model.site import SavedPage, Site


def context(host: str, nature: str | None = None) -> RuleContext:
    site = Site(index=0, label="a", target=SavedPage(Path("a.html"), None), nature=nature)
    return RuleContext(
        site=site,
        host=host,
        domain=host,
        basis_level=BasisLevel.PRACTICE,
        province=None,
        filing=NOT_OFFERED,
        today=date(2026, 11, 24),
    )


@pytest.mark.parametrize(
    ("host", "nature", "expected"),
    [
        ("www.shili.gov.cn", None, True),
        ("gov.cn", None, True),
        ("slj.shili.gov.cn", "政府机关", True),
        ("www.shili.cn", "政府机关", True),
        ("www.shili.cn", "党政机关", True),
        ("www.shili.gov.cn", "事业单位", False),
        ("www.shili.cn", "企业", False),
        ("www.shili.cn", None, False),
        ("shiligov.cn", None, False),
        ("www.shili.gov.cn.example.com", None, False),
        ("shili.court.gov.cn", None, False),
        ("www.spp.gov.cn", None, False),
        ("", None, False),
    ],
)
def test_a_government_is_known_by_its_nature_then_by_its_name(
    host: str, nature: str | None, *, expected: bool
) -> None:
    assert is_government(context(host, nature)) is expected


def test_the_register_s_nature_counts_where_the_list_gives_none() -> None:
    registered = replace(context("www.shili.cn"), filing=Filing(nature="事业单位"))

    assert is_institution(registered)
    assert not is_government(registered)
    assert not is_institution(context("www.shili.cn"))


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        ("4403000002", True),
        ("bm55000001", True),
        ("BM55000001", True),
        ("440300000", False),
        ("44030000021", False),
        ("bm5500001", False),
        ("sl33000099", False),
        ("", False),
        (None, False),
    ],
)
def test_a_site_code_has_ten_signs(code: str | None, *, expected: bool) -> None:
    assert is_site_code(code) is expected
