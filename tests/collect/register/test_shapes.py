"""Rows of foreign tools and services say the same as our own."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest

from icplint.collect.register.columns import Field, columns_of
from icplint.collect.register.importing import Imported, read_rows
from icplint.collect.register.row import RegisterRow
from icplint.collect.register.shapes.recognise import OWN, shapes, understood
from icplint.errors import RegisterError
from icplint.model.site import FilingStatus

FIXTURES = Path(__file__).parents[3] / "fixtures" / "register"
ENTITY = "某某（北京）科技有限公司"
SUBJECT, SITE = "京ICP备2021000351号", "京ICP备2021000351号-1"
PSB = "京公网安备11010502030001号"
APPROVED, PSB_ON = date(2024, 5, 6), date(2024, 6, 1)

FULL = RegisterRow(
    domains=("example.cn",),
    entity=ENTITY,
    subject=SUBJECT,
    site=SITE,
    psb=PSB,
    nature="企业",
    first_filed_on=date(2021, 2, 3),
    last_approved_on=APPROVED,
    opened_on=date(2021, 3, 1),
    psb_on=PSB_ON,
    status=FilingStatus.FILED,
    access_restricted=False,
    province="北京",
    aliases=("某某科技", "某某"),
)
MINISTRY = RegisterRow(
    domains=("example.cn",),
    entity=ENTITY,
    subject=SUBJECT,
    site=SITE,
    nature="企业",
    last_approved_on=APPROVED,
    access_restricted=False,
)
SILENT = MINISTRY._replace(access_restricted=None)
"""From a service that does not say whether access is restricted."""
INDIVIDUAL = RegisterRow(
    domains=("example.net.cn",),
    subject="粤ICP备2022000777号",
    site="粤ICP备2022000777号-2",
    nature="个人",
    last_approved_on=date(2023, 1, 9),
    access_restricted=False,
)
POLICE = RegisterRow(domains=("example.cn",), entity=ENTITY, psb=PSB, nature="企业", psb_on=PSB_ON)


@dataclass(frozen=True)
class Case:
    file: str
    shape: str
    rows: tuple[RegisterRow, ...]
    personal: tuple[str, ...] = ()
    """Columns with personal data that were dropped."""
    apps: int = 0


CASES = (
    Case("own.csv", OWN, (FULL,)),
    Case("own.toml", OWN, (FULL,)),
    Case("own.json", OWN, (FULL,)),
    Case(
        "own.jsonl",
        OWN,
        (FULL, RegisterRow(domains=("example.com.cn",), subject="粤B2-20090059", site="粤B2-20090059-5")),
    ),
    Case(
        "miit.json",
        "miit",
        (MINISTRY, INDIVIDUAL),
        ("leaderName", "mainUnitAddress", "mainUnitCertNo", "mainUnitCertType"),
        apps=1,
    ),
    Case("fghwett.json", "miit", (MINISTRY,)),
    Case("345api.json", "miit", (MINISTRY,)),
    Case("pascal-case.json", "miit", (SILENT,), ("LeaderName",)),
    Case("openeasm.json", "openeasm", (MINISTRY,)),
    Case("icp-checker.xlsx", "icp-checker", (MINISTRY,)),
    Case("mir6.json", "mir6", (SILENT,), ("website_owner",)),
    Case("tianapi.json", "tianapi", (SILENT._replace(last_approved_on=None),)),
    Case("apihz.json", "apihz", (SILENT,)),
    Case("apihz-live.json", "apihz-live", (MINISTRY,)),
    Case("wapi.json", "wapi", (SILENT._replace(nature=None),)),
    Case(
        "bossapi-psb.json",
        "bossapi-psb",
        (POLICE._replace(domains=("example.cn", "a.example.cn", "b.example.cn")),),
    ),
    Case("leafone-psb.json", "leafone-psb", (POLICE,)),
    Case("tjit-psb.json", "tjit-psb", (POLICE._replace(entity=None, nature=None),), ("Founder",)),
    Case("guaqb-psb.json", "guaqb-psb", (POLICE,), ("comaddress",)),
    Case(
        "console-gb18030.csv",
        OWN,
        (
            FULL._replace(domains=("example.cn", "example.com.cn"), aliases=()),
            INDIVIDUAL._replace(
                domains=("xn--fsq092h.xn--fiqs8s",), status=FilingStatus.FILED, province="广东"
            ),
            RegisterRow(
                domains=("bm.example.gov.cn",),
                entity="某某县人民政府办公室",
                subject="鲁ICP备05000001号",
                site="鲁ICP备05000001号-3",
                nature="政府机关",
                last_approved_on=date(2020, 1, 2),
                status=FilingStatus.FILED,
                access_restricted=True,
                province="山东",
            ),
        ),
        ("主体负责人", "联系电话"),
    ),
)


def imported(file: str) -> tuple[Imported, tuple[RegisterRow, ...]]:
    register = read_rows(FIXTURES / file)
    return register, tuple(register.rows)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.file)
def test_a_shape_becomes_our_own_rows(case: Case) -> None:
    register, rows = imported(case.file)

    assert rows == case.rows
    assert register.shape == case.shape
    assert register.tally.errors == []
    assert (register.tally.kept, register.tally.apps) == (len(case.rows), case.apps)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.file)
def test_personal_data_do_not_pass_the_door(case: Case) -> None:
    register, rows = imported(case.file)

    assert set(register.tally.personal) == set(case.personal)
    assert not any(secret in repr(rows) for secret in ("王小明", "13800000000", "某市某路", "91110000MA"))


def test_every_shape_has_a_file_in_the_fixtures() -> None:
    # NOTE: ICPCol's workbook differs from ICP-Checker's by its headers alone; see below.
    assert {shape.name for shape in shapes()} - {case.shape for case in CASES} == {"icpcol"}
    errors = {path.name for path in FIXTURES.iterdir() if path.name.startswith("error-")}
    assert {path.name for path in FIXTURES.iterdir()} - errors == {case.file for case in CASES}


def test_the_headers_of_icpcol_are_understood() -> None:
    headers = ("域名主办方", "网站备案号", "域名", "域名类型", "审批项", "限制接入", "备案日期")

    name, columns = understood(headers)

    assert name == "icpcol"
    assert {field: headers[place] for field, place in columns.places.items()} == {
        Field.ENTITY: "域名主办方",
        Field.SITE: "网站备案号",
        Field.DOMAIN: "域名",
        Field.NATURE: "域名类型",
        Field.ACCESS_RESTRICTED: "限制接入",
        Field.LAST_APPROVED_ON: "备案日期",
    }


def test_the_date_of_an_approval_is_never_taken_for_a_first_filing() -> None:
    for shape in shapes():
        assert Field.FIRST_FILED_ON not in shape.fields.values()
    approvals = ("审核通过日期", "审核通过时间", "updateRecordTime", "备案通过日期")
    assert [list(columns_of((name,)).places) for name in approvals] == [[Field.LAST_APPROVED_ON]] * 4


@pytest.mark.parametrize(
    ("file", "code", "said"),
    [
        ("error-icp-query-405.json", "405", "该域名禁止查询"),
        ("error-icp-query-122.json", "122", "查询失败"),
    ],
)
def test_an_error_body_is_refused_with_what_it_says(file: str, code: str, said: str) -> None:
    with pytest.raises(RegisterError) as refused:
        read_rows(FIXTURES / file)

    for sentence in (refused.value.en, refused.value.zh):
        assert sentence.startswith(file)
        assert f'"{code}"' in sentence
        assert said in sentence
