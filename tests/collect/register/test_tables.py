"""Files of every form, charset and ill will."""

import codecs
import io
import json
import sys
import zipfile
from collections.abc import Sequence
from datetime import date, datetime
from pathlib import Path

import openpyxl
import pytest

from icplint.collect.register.importing import Imported, read_rows
from icplint.collect.register.row import RegisterRow
from icplint.collect.register.tables import json_table, text_file, toml_table, workbook
from icplint.collect.register.tables.table import MAX_CELL, MAX_COLUMNS
from icplint.errors import RegisterError

CSV = "网站域名,主办单位名称,网站备案号\nexample.cn,某某有限公司,京ICP备2021000351号-1\n"
ROW = RegisterRow(
    domains=("example.cn",),
    entity="某某有限公司",
    subject="京ICP备2021000351号",
    site="京ICP备2021000351号-1",
)
OBJECT = {"domain": "example.cn", "entity": "某某有限公司", "icp": "京ICP备2021000351号-1"}


def written(folder: Path, content: str | bytes, name: str = "register.csv") -> Path:
    path = folder / name
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


def read(path: Path) -> tuple[Imported, list[RegisterRow]]:
    register = read_rows(path)
    return register, list(register.rows)


def told(register: Imported) -> dict[int, str]:
    return {error.place: error.reason.en for error in register.tally.errors}


def refusal(path: Path) -> str:
    with pytest.raises(RegisterError) as refused:
        list(read_rows(path).rows)
    assert refused.value.en.startswith(f"{path.name}")
    assert refused.value.zh.startswith(f"{path.name}")
    assert "\n" not in refused.value.en + refused.value.zh
    return refused.value.en


# --- text ---


@pytest.mark.parametrize("charset", ["utf-8", "utf-8-sig", "gb18030", "utf-16", "utf-16-be"])
def test_a_text_is_read_in_its_charset(tmp_path: Path, charset: str) -> None:
    mark = codecs.BOM_UTF16_BE if charset == "utf-16-be" else b""

    _, rows = read(written(tmp_path, mark + CSV.encode(charset)))

    assert rows == [ROW]


@pytest.mark.parametrize("delimiter", [",", "\t", ";"])
def test_the_delimiter_is_told_by_the_header(tmp_path: Path, delimiter: str) -> None:
    assert read(written(tmp_path, CSV.replace(",", delimiter)))[1] == [ROW]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_ends_of_lines_are_those_of_any_system(tmp_path: Path, end: str) -> None:
    assert read(written(tmp_path, CSV.replace("\n", end)))[1] == [ROW]


def test_a_title_above_the_header_is_skipped(tmp_path: Path) -> None:
    register, rows = read(written(tmp_path, "备案信息导出,,\n\n" + CSV))

    assert (rows, register.tally.wrong) == ([ROW], 0)


def test_several_domains_of_one_site_stand_in_one_cell(tmp_path: Path) -> None:
    cell = '"example.cn, www.example.com、EXAMPLE.net;a.example.org\nexample.cn"'

    _, rows = read(written(tmp_path, CSV.replace("example.cn", cell)))

    assert rows[0].domains == ("example.cn", "example.com", "example.net", "a.example.org")


def test_a_row_behind_a_quoted_cell_of_several_lines_keeps_its_line(tmp_path: Path) -> None:
    register, rows = read(
        written(tmp_path, CSV.replace("example.cn,", '"example.cn\nexample.com",') + "bad domain,x,y\n")
    )

    assert rows[0].domains == ("example.cn", "example.com")
    assert list(told(register)) == [4]


def test_a_row_with_missing_cells_is_read(tmp_path: Path) -> None:
    assert read(written(tmp_path, CSV + "example.com,某某有限公司\n"))[1][1] == RegisterRow(
        domains=("example.com",), entity="某某有限公司"
    )


def test_bytes_that_cannot_be_decoded_spoil_their_row_alone(tmp_path: Path) -> None:
    bad = "example.com,某某".encode() + b"\xff\xfe" + ",京ICP备2021000351号-1\n".encode()

    register, rows = read(written(tmp_path, CSV.encode() + bad))

    assert rows == [ROW]
    assert told(register) == {
        3: '"主办单位名称" holds bytes that cannot be decoded; save the register as UTF-8'
    }


def test_a_control_character_spoils_its_row(tmp_path: Path) -> None:
    register, _ = read(written(tmp_path, CSV.replace("某某", "某\x1b[2J某")))

    assert told(register) == {2: '"主办单位名称" holds a control character; write the value anew'}


def test_characters_that_nobody_sees_are_taken_away(tmp_path: Path) -> None:
    hidden = CSV.replace("example.cn", "\ufeffexample.cn\u200b").replace("某某有", "某\u202e某有")

    assert read(written(tmp_path, hidden))[1] == [ROW]


def test_a_cell_that_would_be_a_formula_stays_text(tmp_path: Path) -> None:
    _, rows = read(written(tmp_path, CSV.replace("某某有限公司", "=cmd|'/c calc'!A1")))

    assert rows[0].entity == "=cmd|'/c calc'!A1"


def test_a_cell_that_is_too_long_spoils_its_row(tmp_path: Path) -> None:
    register, rows = read(written(tmp_path, CSV.replace("example.cn", "a" * (MAX_CELL + 1)) + CSV[41:]))

    assert told(register)[2] == f'"网站域名" holds {MAX_CELL + 1} characters; at most {MAX_CELL} are read'
    assert rows == []


def test_an_entity_with_a_name_of_a_page_spoils_its_row(tmp_path: Path) -> None:
    register, _ = read(written(tmp_path, CSV.replace("某某有限公司", "某" * 201)))

    assert told(register) == {2: '"主办单位名称" holds 201 characters; at most 200 are read'}


def test_a_header_without_end_is_no_header(tmp_path: Path) -> None:
    refused = refusal(written(tmp_path, "a," * MAX_COLUMNS + "域名\n" + "b,c\n"))

    assert "no column holds domains" in refused


def test_a_line_without_end_is_refused(tmp_path: Path) -> None:
    assert "a line has more than 1 MB" in refusal(written(tmp_path, CSV + "x" * (3 << 20)))


def test_a_text_that_is_too_large_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(text_file, "MAX_BYTES", 50)

    assert "larger than" in refusal(written(tmp_path, CSV))


@pytest.mark.parametrize("content", ["", "   \n\n", "\ufeff"])
def test_an_empty_file_is_refused(tmp_path: Path, content: str) -> None:
    assert "empty" in refusal(written(tmp_path, content))


def test_a_header_alone_is_a_register_without_rows(tmp_path: Path) -> None:
    register, rows = read(written(tmp_path, CSV.splitlines()[0]))

    assert (rows, register.tally.records) == ([], 0)


def test_bytes_that_are_no_text_are_refused(tmp_path: Path) -> None:
    assert "no register in UTF-8, UTF-16 or GB18030 text" in refusal(written(tmp_path, bytes(range(256)) * 9))


# --- JSON ---


@pytest.mark.parametrize(
    "wrap",
    [
        lambda row: [row],
        lambda row: {"rows": [row]},
        lambda row: {"code": 200, "msg": "ok", "params": {"list": [row], "total": 1}, "success": True},
        lambda row: {"code": 200, "data": [row]},
        lambda row: {"code": 1, "result": row},
        lambda row: {"StateCode": 1, "Result": {"List": [row]}},
        lambda row: [{"code": 200, "params": {"list": [row]}}],
        lambda row: {"data": [{"result": {"code": 200, "params": {"list": [row]}}}]},
    ],
)
def test_rows_are_found_in_every_envelope(tmp_path: Path, wrap: object) -> None:
    assert callable(wrap)

    assert read(written(tmp_path, json.dumps(wrap(OBJECT)), "register.json"))[1] == [ROW]


def test_a_list_of_domains_is_read_from_json(tmp_path: Path) -> None:
    rows = [OBJECT | {"domain": ["example.cn", "www.example.com"]}]

    assert read(written(tmp_path, json.dumps(rows)))[1][0].domains == ("example.cn", "example.com")


def test_numbers_of_json_stay_as_written(tmp_path: Path) -> None:
    document = '[{"domain": "example.cn", "psb": 11010502030001, "id": ' + "9" * 5000 + "}]"

    assert read(written(tmp_path, document))[1][0].psb == "京公网安备11010502030001号"


def test_an_answer_that_nothing_was_filed_is_a_register_without_rows(tmp_path: Path) -> None:
    for answer in ({"code": 0, "data": {"isRecorded": False}}, {"code": 200, "params": {"list": []}}):
        assert read(written(tmp_path, json.dumps(answer)))[1] == []


@pytest.mark.parametrize(
    "answer",
    [
        {"code": 101, "msg": "参数错误"},
        {"code": 500, "data": [], "msg": "查询出错"},
        {"code": 200, "success": False, "msg": "接口受限", "params": {"list": []}},
        {"code": 400, "msg": "失败", "domain": "example.cn"},
        {"code": 200, "msg": "未备案", "data": None},
    ],
)
def test_an_error_body_is_refused_with_its_message(tmp_path: Path, answer: dict[str, object]) -> None:
    assert f'"{answer["msg"]}"' in refusal(written(tmp_path, json.dumps(answer)))


def test_an_error_body_among_answers_spoils_itself_alone(tmp_path: Path) -> None:
    register, rows = read(written(tmp_path, json.dumps([{"code": 122, "msg": "失败"}, OBJECT, 7])))

    assert rows == [ROW]
    assert told(register) == {
        1: 'a service\'s error and no register: code "122", "失败"; ask the service again',
        3: "an item is no object with columns",
    }


def test_rows_without_a_domain_are_refused_as_a_file(tmp_path: Path) -> None:
    chinaz = {"StateCode": 1, "Result": {"List": [{"ServiceLicence": "京ICP备1号", "UnitName": "某某"}]}}

    assert "no column holds domains" in refusal(written(tmp_path, json.dumps(chinaz)))


def test_apps_alone_are_no_error(tmp_path: Path) -> None:
    app = {
        "MainLicence": "粤B2-20090059",
        "ServiceLicence": "粤B2-20090059-1626X",
        "UnitName": "某某有限公司",
    }

    register, rows = read(written(tmp_path, json.dumps([app])))

    assert (rows, register.tally.apps, register.tally.wrong) == ([], 1, 0)


def test_a_row_with_a_status_is_no_error_body(tmp_path: Path) -> None:
    _, rows = read(written(tmp_path, json.dumps([OBJECT | {"status": "已注销", "error": "x"}])))

    assert rows[0].status == "cancelled"


@pytest.mark.parametrize(
    "document", ["[" * 100_000, '[{"a":' * 50_000, "[1, 2", "{}x", "nul", '{"a": "\\ud8']
)
def test_broken_json_is_one_line(tmp_path: Path, document: str) -> None:
    assert refusal(written(tmp_path, document, "register.json"))


def test_json_that_is_too_large_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(json_table, "MAX_JSON_BYTES", 10)

    assert "larger than" in refusal(written(tmp_path, json.dumps([OBJECT])))


def test_a_row_with_too_many_columns_is_left_out(tmp_path: Path) -> None:
    wide = OBJECT | {f"c{n}": "" for n in range(MAX_COLUMNS)}

    register, rows = read(written(tmp_path, json.dumps([wide, OBJECT])))

    assert rows == [ROW]
    assert list(told(register)) == [1]


# --- JSON lines ---


def test_json_lines_are_told_from_json(tmp_path: Path) -> None:
    lines = [
        json.dumps(OBJECT, ensure_ascii=False),
        "",
        "{broken",
        json.dumps({"params": {"list": [OBJECT]}}),
    ]

    register, rows = read(written(tmp_path, "\n".join(lines)))

    assert rows == [ROW, ROW]
    assert told(register) == {3: "the line is no JSON object"}


def test_a_line_of_json_without_end_ends_the_reading(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    line = json.dumps(OBJECT)
    monkeypatch.setattr(json_table, "MAX_JSON_LINE", len(line) + 2)

    register, rows = read(written(tmp_path, f"{line}\n{line[:-1]},{line[1:]}\n{line}\n", "register.jsonl"))

    assert rows == [ROW]
    assert told(register) == {2: "the line is too long"}


# --- TOML ---


def test_domains_of_toml_may_be_a_list(tmp_path: Path) -> None:
    document = '# ours\nas_of = "2026-11-01"\ncomplete_for = "*"\n[[filings]]\ndomain = ["example.cn", "示例.中国"]\nicp = "京ICP备2021000351号-1"\npsb = 11010502030001\nlast_approved_on = 2024-05-06T10:00:00\n'

    register, rows = read(written(tmp_path, document))

    assert (register.form, register.head.as_of, register.head.complete_for) == (
        "toml",
        date(2026, 11, 1),
        ("*",),
    )
    assert rows[0].domains == ("example.cn", "xn--fsq092h.xn--fiqs8s")
    assert (rows[0].psb, rows[0].last_approved_on) == ("京公网安备11010502030001号", date(2024, 5, 6))


@pytest.mark.parametrize(
    ("document", "says"),
    [
        ("as_off = 1\n", '"as_off" has no place here'),
        ("filings = 3\n", '"filings" has no place here'),
        ("[[filings]\n", "no TOML"),
        ('[[filings]]\nname = "x"\n', "no column holds domains"),
        ("filings = " + "[" * 100_000, "no TOML that can be read"),
        ("as_of = " + "1" * 10_000, "no TOML that can be read"),
        ("a." * 200_000 + "b = 1\n", "a key has more than"),
    ],
)
def test_broken_toml_is_one_line(tmp_path: Path, document: str, says: str) -> None:
    assert says in refusal(written(tmp_path, document, "register.toml"))


def test_toml_that_is_too_large_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(toml_table, "MAX_TOML_BYTES", 10)

    assert "larger than" in refusal(written(tmp_path, 'as_of = "2026-11-01"\n', "register.toml"))


# --- workbooks ---


def workbook_file(folder: Path, *sheets: Sequence[Sequence[object]]) -> Path:
    book = openpyxl.Workbook()
    assert book.active is not None
    book.remove(book.active)
    for number, rows in enumerate(sheets, start=1):
        sheet = book.create_sheet(f"表{number}")
        for row in rows:
            sheet.append(list(row))
    path = folder / "register.xlsx"
    book.save(path)
    return path


HEADERS = ("网站域名", "主办单位名称", "网站备案号", "公安备案号", "审核通过日期", "是否限制接入")


def test_the_cells_of_a_workbook_may_be_of_any_kind(tmp_path: Path) -> None:
    path = workbook_file(
        tmp_path,
        [
            HEADERS,
            [
                "example.cn",
                "某某有限公司",
                "京ICP备2021000351号-1",
                11010502030001,
                datetime(2024, 5, 6, 9, 8),  # noqa: DTZ001 - workbooks know no zone
                False,
            ],
            [None] * 6,
            ["example.com", None, None, 11010502030001.0, date(2024, 5, 6), True],
        ],
    )

    _, rows = read(path)

    assert rows == [
        ROW._replace(
            psb="京公网安备11010502030001号", last_approved_on=date(2024, 5, 6), access_restricted=False
        ),
        RegisterRow(
            domains=("example.com",),
            psb="京公网安备11010502030001号",
            last_approved_on=date(2024, 5, 6),
            access_restricted=True,
        ),
    ]


def test_the_sheet_with_domains_is_found_behind_a_cover(tmp_path: Path) -> None:
    path = workbook_file(
        tmp_path,
        [["说明"], ["本表由某某导出"]],
        [
            ["备案信息导出"],
            [],
            HEADERS,
            ["example.cn", "某某有限公司", "京ICP备2021000351号-1"],
            ["不是", "x"],
        ],
    )

    register, rows = read(path)

    assert rows == [ROW]
    assert (register.unit.value, list(told(register))) == ("row", [5])


def test_another_sheet_with_domains_is_told_as_left_out(tmp_path: Path) -> None:
    row = ["example.cn", "某某有限公司", "京ICP备2021000351号-1"]
    other = ["other.cn", "某某有限公司", "京ICP备2021000351号-2"]
    register, rows = read(workbook_file(tmp_path, [HEADERS, row], [HEADERS, other]))

    assert rows == [ROW]
    assert (
        told(register)[1] == 'sheet "表2" names domains, too, and is not read; save it as a file of its own'
    )


def test_another_sheet_with_nothing_but_a_header_loses_nothing(tmp_path: Path) -> None:
    row = ["example.cn", "某某有限公司", "京ICP备2021000351号-1"]
    register, rows = read(workbook_file(tmp_path, [HEADERS, row], [HEADERS]))

    assert (rows, told(register)) == ([ROW], {})


def test_a_formula_is_its_last_value_or_nothing(tmp_path: Path) -> None:
    path = workbook_file(
        tmp_path, [HEADERS, ["example.cn", '=HYPERLINK("http://example.com")', "京ICP备2021000351号-1"]]
    )

    assert read(path)[1][0].entity is None


def test_a_workbook_without_domains_is_refused(tmp_path: Path) -> None:
    assert '(the header has: "甲", "乙")' in refusal(workbook_file(tmp_path, [["甲", "乙"], ["1", "2"]]))


def test_an_empty_workbook_is_refused(tmp_path: Path) -> None:
    assert "empty" in refusal(workbook_file(tmp_path, []))


def test_a_missing_extra_is_one_line_with_the_remedy(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = workbook_file(tmp_path, [HEADERS])
    monkeypatch.setitem(sys.modules, "openpyxl", None)

    assert refusal(path) == (
        'register.xlsx: workbooks need openpyxl; install it with: pip install "icplint[xlsx]"'
    )


def test_a_workbook_of_the_old_kind_is_refused_with_the_remedy(tmp_path: Path) -> None:
    assert "(.xls); save it as .xlsx" in refusal(written(tmp_path, b"\xd0\xcf\x11\xe0" + bytes(600), "r.xls"))


def test_a_database_is_refused_with_the_remedy(tmp_path: Path) -> None:
    assert "imported already" in refusal(written(tmp_path, b"SQLite format 3\0" + bytes(600), "r.db"))


def with_part(path: Path, name: str, change: bytes) -> Path:
    """The workbook with one part replaced."""
    with zipfile.ZipFile(path) as archive:
        parts = {part: archive.read(part) for part in archive.namelist()}
    parts[name] = change
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for part, content in parts.items():
            archive.writestr(part, content)
    return path


SHEET = "xl/worksheets/sheet1.xml"
SHEET_HEAD = b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'
SHEET_FOOT = b"</sheetData></worksheet>"


def header_row(place: int = 1) -> bytes:
    return f'<row r="{place}"><c r="A{place}" t="inlineStr"><is><t>domain</t></is></c></row>'.encode()


def test_a_workbook_that_unpacks_to_too_much_is_refused_before_it_is_unpacked(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = with_part(workbook_file(tmp_path, [HEADERS]), "xl/media/zeros.bin", bytes(5_000_000))
    monkeypatch.setattr(workbook, "MAX_UNPACKED_BYTES", 4_000_000)

    assert path.stat().st_size < 50_000
    assert "larger than" in refusal(path)


def test_shared_texts_that_would_fill_the_memory_are_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(workbook, "MAX_PART_BYTES", 4_000_000)

    assert "larger than" in refusal(
        with_part(workbook_file(tmp_path, [HEADERS]), "xl/sharedStrings.xml", b"<sst>" + b" " * 5_000_000)
    )


def test_a_part_with_a_document_type_is_refused(tmp_path: Path) -> None:
    bomb = b'<?xml version="1.0"?><!-- x --><!DOCTYPE a [<!ENTITY b "' + b"c" * 100 + b'">]>' + SHEET_HEAD

    path = with_part(workbook_file(tmp_path, [HEADERS]), SHEET, bomb + header_row() + SHEET_FOOT)

    assert "cannot be read; open it in Excel" in refusal(path)


def test_a_row_far_below_makes_no_rows_without_end(tmp_path: Path) -> None:
    far = SHEET_HEAD + header_row() + header_row(9_999_999_999) + SHEET_FOOT

    assert "cannot be read" in refusal(with_part(workbook_file(tmp_path, [HEADERS]), SHEET, far))


def test_a_cell_far_to_the_right_is_not_looked_at(tmp_path: Path) -> None:
    far = b'<row r="2"><c r="A2" t="inlineStr"><is><t>example.cn</t></is></c><c r="XFD2"><v>1</v></c></row>'

    register, _ = read(
        with_part(workbook_file(tmp_path, [HEADERS]), SHEET, SHEET_HEAD + header_row() + far + SHEET_FOOT)
    )

    assert list(told(register)) == [2]


@pytest.mark.parametrize(
    "change",
    [
        b"",
        b"<a>",
        b"not xml",
        SHEET_HEAD + b'<row r="x"/>' + SHEET_FOOT,
        SHEET_HEAD + b'<row><c r="A1" t="s"><v>99</v></c></row>' + SHEET_FOOT,
    ],
)
def test_a_broken_sheet_is_one_line(tmp_path: Path, change: bytes) -> None:
    assert refusal(with_part(workbook_file(tmp_path, [HEADERS]), SHEET, change))


@pytest.mark.parametrize("part", ["[Content_Types].xml", "xl/workbook.xml", "xl/_rels/workbook.xml.rels"])
def test_a_broken_part_is_one_line(tmp_path: Path, part: str) -> None:
    assert refusal(with_part(workbook_file(tmp_path, [HEADERS]), part, b"<a/>"))


def test_a_zip_of_anything_else_is_one_line(tmp_path: Path) -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("a.txt", "a")

    assert "cannot be read" in refusal(written(tmp_path, packed.getvalue(), "a.xlsx"))
    assert "cannot be read" in refusal(written(tmp_path, b"PK\x03\x04" + bytes(100), "b.xlsx"))
