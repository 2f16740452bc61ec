"""What responses mean, whatever stands in them."""

import json
from datetime import date

import httpx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from icplint.collect.register.answers import Fault, NoRow, Told, read_answer
from icplint.collect.register.row import RegisterRow
from tests.fakes.register_service import document, row

JSON = httpx.Headers({"content-type": "application/json"})

VALUES: st.SearchStrategy[object] = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.text(max_size=20)
    | st.sampled_from([200, "200", "example.cn", "京ICP备16059763号-1", "\ud800", "\x1b[31m", []]),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(
            st.sampled_from(["code", "msg", "success", "params", "list", "data", "total", "domain", *row()]),
            inner,
            max_size=6,
        )
    ),
    max_leaves=20,
)


def said(what: object) -> Told | NoRow | Fault:
    return read_answer(200, JSON, json.dumps(what).encode(), "example.cn")


@given(body=st.binary(max_size=300), status=st.integers(100, 999), kind=st.text(max_size=20))
def test_no_bytes_make_it_fall(body: bytes, status: int, kind: str) -> None:
    headers = httpx.Headers([(b"content-type", kind.encode()), (b"retry-after", kind.encode())])

    assert isinstance(read_answer(status, headers, body, "example.cn"), Fault)


@given(value=VALUES)
def test_no_json_makes_it_fall(value: object) -> None:
    assert isinstance(said(value), Told | NoRow | Fault)


@given(records=st.lists(VALUES, min_size=1, max_size=3))
def test_no_record_makes_it_fall_or_look_absent(records: list[object]) -> None:
    whole = {"code": 200, "success": True, "params": {"list": records}}

    assert isinstance(said(whole), Told | Fault)


@given(
    field=st.sampled_from(sorted(row())),
    value=st.none() | st.booleans() | st.integers() | st.text(max_size=30) | st.lists(st.text(), max_size=2),
)
def test_whatever_stands_in_one_field_the_row_is_the_domains_or_none(field: str, value: object) -> None:
    match said(document({**row(), field: value})):
        case Told(rows):
            assert all("example.cn" in told.domains for told in rows)
            assert "李某某" not in repr(rows)
        case other:
            assert isinstance(other, Fault)


def test_a_fault_repeats_the_services_words_harmlessly() -> None:
    came = said({"code": 500, "message": "\x1b[31mline\nline \u202e" + "x" * 5000})

    assert isinstance(came, Fault)
    assert came.detail.isprintable()
    assert len(came.detail) < 300


def test_numbers_of_any_length_are_no_trouble() -> None:
    whole = json.dumps(document(row(mainId=7))).replace(": 7", ": " + "7" * 10_000)
    came = read_answer(200, JSON, whole.encode(), "example.cn")

    assert isinstance(came, Told)


def test_a_byte_order_mark_is_no_trouble() -> None:
    came = read_answer(200, JSON, b"\xef\xbb\xbf" + json.dumps(document(row())).encode(), "example.cn")

    assert isinstance(came, Told)


def test_a_row_below_the_domain_is_the_domains() -> None:
    came = said(document(row("shop.example.cn"), row("other.cn")))

    assert isinstance(came, Told)
    assert [told.domains for told in came.rows] == [("shop.example.cn",)]


def test_a_service_that_puts_its_rows_into_data_is_understood() -> None:
    came = said(
        {
            "code": 200,
            "msg": "success",
            "cached": True,
            "data": [
                {
                    "domain_name": "example.cn",
                    "domain_owner": "某某（北京）科技有限公司",
                    "domain_licence": "京ICP备16059763号",
                    "website_licence": "京ICP备16059763号-1",
                    "domain_type": "企业",
                    "domain_content_approved": "无",
                    "domain_status": "否",
                    "domain_approve_date": "2021-08-16 13:55:56",
                }
            ],
        }
    )

    assert came == Told(
        (
            RegisterRow(
                domains=("example.cn",),
                entity="某某（北京）科技有限公司",
                subject="京ICP备16059763号",
                site="京ICP备16059763号-1",
                nature="企业",
                last_approved_on=date(2021, 8, 16),
                access_restricted=False,
            ),
        )
    )


@pytest.mark.parametrize(
    "message", ["操作成功", "查询成功", "success", "OK", "", "未查询到备案数据", "暂无数据", "No data"]
)
def test_an_empty_list_of_a_service_that_went_well_is_no_row(message: str) -> None:
    assert isinstance(said({**document(), "msg": message}), NoRow)


@pytest.mark.parametrize(
    "message",
    ["系统繁忙", "验证码错误", "查询失败", "token过期", "error", "无法获取数据", "不成功", "okay?", "未登录"],
)
def test_an_empty_list_beside_other_words_is_no_answer(message: str) -> None:
    assert isinstance(said({**document(), "msg": message}), Fault)


@pytest.mark.parametrize(
    "beside", [{"total": 3.5}, {"total": "many"}, {"total": -1}, {"total": None}, {"pages": 3}]
)
def test_an_empty_list_beside_a_count_of_some_is_no_answer(beside: dict[str, object]) -> None:
    whole = document()
    params = whole["params"]
    assert isinstance(params, dict)

    assert isinstance(said({**whole, "params": {**params, **beside}}), Fault)
    assert isinstance(said({**whole, "error": "blocked"}), Fault)
