"""No file, whatever its bytes, raises anything but the one line for its user."""

import csv
import io
import json
import tempfile
import zipfile
from pathlib import Path

import openpyxl
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl.utils.exceptions import IllegalCharacterError

from icplint.collect.register.importing import Imported, read_rows
from icplint.collect.register.row import RegisterRow
from icplint.errors import IcplintError

FIXTURES = Path(__file__).parents[3] / "fixtures" / "register"
SUFFIXES = ("", ".csv", ".json", ".jsonl", ".toml", ".xlsx")
HEADERS = (
    "网站域名", "主办单位名称", "主办单位性质", "主体备案号", "网站备案号", "公安备案号", "首次备案日期", "审核通过日期", "开通日期",
    "公安备案通过日期", "状态", "是否限制接入", "省份", "别名", "服务类型", "联系电话", "unitName", "serviceLicence", "备注", "",
)  # fmt: skip

some = settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
cells = st.one_of(
    st.text(max_size=30),
    st.sampled_from(
        ("example.cn", "www.示例.中国", "京ICP备2021000351号-1", "11010502030001", "2024-05-06", "个人", "是", "王小明", "已备案", "粤B2-20090059-5X")
    ),
)  # fmt: skip
values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | cells,
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(
            st.sampled_from(
                (*HEADERS, "code", "msg", "params", "list", "data", "rows", "result", "success", "as_of")
            ),
            inner,
            max_size=5,
        )
    ),
    max_leaves=20,
)


def read(content: bytes, suffix: str = "") -> tuple[Imported, list[RegisterRow]] | None:
    """The register; None where it was refused."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"register{suffix}"
        path.write_bytes(content)
        try:
            register = read_rows(path)
            rows = list(register.rows)
        except IcplintError as wrong:
            said = wrong.en + wrong.zh
            assert said.isprintable(), repr(said)
            return None
    tally = register.tally
    assert tally.kept == len(rows)
    assert tally.records == tally.kept + tally.wrong + tally.apps
    for row in rows:
        check(row)
    for error in tally.errors:
        assert (error.reason.en + error.reason.zh).isprintable()
    return register, rows


def check(row: RegisterRow) -> None:
    """What every row keeps to."""
    assert row.domains
    for host in row.domains:
        assert host == host.lower()
        assert host.isascii()
        assert "/" not in host
    assert row.nature != "个人" or (row.entity, row.aliases) == (None, ())
    assert row.site is None or row.subject is not None
    texts = (row.entity, row.subject, row.site, row.psb, row.nature, row.province, *row.aliases)
    assert all(len(text) <= 200 for text in texts if text)


@some
@given(st.binary(max_size=400), st.sampled_from(SUFFIXES))
def test_any_bytes_are_read_or_refused(content: bytes, suffix: str) -> None:
    read(content, suffix)


@some
@given(st.text(max_size=400), st.sampled_from(SUFFIXES))
def test_any_text_is_read_or_refused(content: str, suffix: str) -> None:
    read(content.encode("utf-8", "surrogatepass"), suffix)


@some
@given(
    st.lists(st.sampled_from(HEADERS), min_size=1, max_size=8),
    st.lists(st.lists(cells, max_size=9), max_size=6),
    st.sampled_from(("utf-8", "utf-8-sig", "utf-16", "gb18030")),
)
def test_any_cells_under_known_headers_are_read(
    headers: list[str], rows: list[list[str]], charset: str
) -> None:
    text = io.StringIO()
    csv.writer(text).writerows([["域名", *headers], *rows])

    read(text.getvalue().encode(charset, "replace"), ".csv")


@some
@given(values)
def test_any_json_is_read_or_refused(value: object) -> None:
    read(json.dumps(value).encode(), ".json")
    read(json.dumps(value, ensure_ascii=False).encode("utf-8", "surrogatepass"), ".jsonl")


@settings(some, max_examples=40)
@given(
    st.lists(
        st.lists(st.one_of(st.none(), st.booleans(), st.integers(), st.dates(), cells), max_size=8),
        max_size=5,
    )
)
def test_any_cells_of_a_workbook_are_read(rows: list[list[object]]) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(HEADERS[:8])
    for row in rows:
        try:
            sheet.append(row)
        except IllegalCharacterError:  # which the format has no place for
            continue
    packed = io.BytesIO()
    book.save(packed)

    read(packed.getvalue(), ".xlsx")


@settings(some, max_examples=60)
@given(st.data())
def test_a_fixture_that_was_cut_or_overwritten_is_read_or_refused(data: st.DataObject) -> None:
    file = data.draw(st.sampled_from(sorted(path.name for path in FIXTURES.iterdir())))
    content = bytearray((FIXTURES / file).read_bytes())
    for _ in range(data.draw(st.integers(0, 4))):
        content[data.draw(st.integers(0, len(content) - 1))] = data.draw(st.integers(0, 255))

    read(bytes(content[: data.draw(st.integers(1, len(content)))]), Path(file).suffix)


@settings(some, max_examples=60)
@given(st.data())
def test_a_workbook_whose_part_was_overwritten_is_read_or_refused(data: st.DataObject) -> None:
    with zipfile.ZipFile(FIXTURES / "icp-checker.xlsx") as archive:
        parts = {name: bytearray(archive.read(name)) for name in archive.namelist()}
    part = parts[data.draw(st.sampled_from(sorted(parts)))]
    for _ in range(data.draw(st.integers(1, 4))):
        part[data.draw(st.integers(0, len(part) - 1))] = data.draw(st.integers(0, 255))
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, bytes(content))

    read(packed.getvalue(), ".xlsx")
