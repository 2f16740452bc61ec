import io
import zipfile
from dataclasses import replace
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from icplint.model.outcome import Outcome
from icplint.model.site import RejectedRow
from icplint.model.text import Language, Text
from icplint.tell.report.reporter import Manner
from icplint.tell.report.xlsx import LONGEST, XlsxReporter, fitting
from tests.fakes import outcomes as fakes
from tests.fakes.office import CSV_OF_ALL_SHEETS, converted
from tests.fakes.sample_run import Fleet, infested, sample_head, sample_outcomes, told_apart

CALM = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow], max_examples=20)


def workbook(
    found: tuple[Outcome, ...],
    rejected: tuple[RejectedRow, ...] = (),
    language: Language = Language.ZH,
    most_rows: int = 1_048_576,
) -> bytes:
    out = io.BytesIO()
    reporter = XlsxReporter(Manner(language=language), most_rows=most_rows)
    reporter.write(fakes.head_for(found, rejected), found, out)
    return out.getvalue()


def opened(written: bytes) -> Any:
    return openpyxl.load_workbook(io.BytesIO(written))


def records(sheet: Any) -> list[dict[str, object]]:
    header, *rows = sheet.iter_rows(values_only=True)
    return [dict(zip(header, row, strict=True)) for row in rows]


@CALM
@given(
    found=st.lists(fakes.outcomes, max_size=3).map(tuple),
    rejected=fakes.rejected_rows,
    language=st.sampled_from(Language),
)
def test_any_outcomes_make_a_workbook_of_texts_and_numbers(
    found: tuple[Outcome, ...], rejected: tuple[RejectedRow, ...], language: Language
) -> None:
    book = opened(workbook(found, rejected, language))
    _, sites, findings = book.worksheets

    assert sites.max_row == 1 + len(found) + len(rejected)
    assert findings.max_row == 1 + sum(len(one.findings) for one in found)
    assert {
        cell.data_type
        for sheet in book
        for row in sheet.iter_rows()
        for cell in row
        if cell.value is not None
    } <= {"s", "n", "inlineStr"}


@pytest.mark.parametrize("hostile", [*fakes.HOSTILE, "=1+1", "#N/A", "+1", "@x", "\ufffe\uffff", "_x000A_=1"])
def test_no_cell_of_a_stranger_is_a_formula_or_an_error(hostile: str) -> None:
    written = workbook((infested(hostile),))

    with zipfile.ZipFile(io.BytesIO(written)) as archive:
        for name in archive.namelist():
            if name.startswith("xl/worksheets/"):
                kinds = {
                    cell.get("t")
                    for cell in ET.fromstring(archive.read(name)).iter()
                    if cell.tag.endswith("}c")
                }
                assert kinds <= {"inlineStr", "n", None}
                assert b"<f>" not in archive.read(name)


def test_the_sheets_are_summary_sites_and_findings() -> None:
    book = opened(workbook(sample_outcomes(), sample_head().rejected))
    summary = dict(list(book["汇总"].iter_rows(values_only=True))[1:])

    assert book.sheetnames == ["汇总", "网站", "发现"]
    assert (summary["清单网站数"], summary["未核查网站数"], summary["应整改"]) == (10, 4, 1)
    assert summary["本次未能核查（本次未提供浏览器渲染），不代表存在或不存在问题"] == 6


def test_a_site_tells_its_counts_and_what_was_not_checked() -> None:
    sites = records(opened(workbook((told_apart(), sample_outcomes()[4])))["网站"])
    counts = [sites[0][name] for name in ("应整改", "需核实", "建议", "已豁免", "存量问题", "低于可信度下限")]

    assert counts == [1, 0, 0, 1, 1, 1]
    assert sites[0]["部门"] == "市场部"
    assert sites[1]["核查结果"] == "未核查"
    assert str(sites[1]["未核查"]).startswith("本次未能核查（域名无法解析）")


def test_every_status_is_told() -> None:
    findings = records(opened(workbook((told_apart(),)))["发现"])

    assert [one["处理状态"] for one in findings] == ["列入报告", "已豁免", "存量问题", "低于可信度下限"]
    assert findings[0]["可粘贴代码"] == told_apart().findings[0].fix.html


def test_a_heading_is_frozen_wide_and_filtered() -> None:
    sheet = opened(workbook(sample_outcomes()))["发现"]

    assert (sheet.freeze_panes, sheet.auto_filter.ref) == ("C2", "A1:Y6")
    assert sheet.column_dimensions["B"].width == 32
    assert sheet["A1"].font.bold


def test_the_headings_follow_the_language() -> None:
    book = opened(workbook(sample_outcomes(), language=Language.EN))

    assert book.sheetnames == ["Summary", "Sites", "Findings"]
    assert records(book["Sites"])[0]["To mend"] == 1


def test_rows_beyond_a_sheet_go_on_in_the_next_with_their_heading() -> None:
    book = opened(workbook(tuple(Fleet(25)), most_rows=11))
    sheets = [book[name] for name in ("网站", "网站 2", "网站 3")]

    assert [sheet.max_row for sheet in sheets] == [11, 11, 6]
    assert {sheet["A1"].value for sheet in sheets} == {"核查结果"}
    assert [sheet.auto_filter.ref for sheet in sheets] == ["A1:P11", "A1:P11", "A1:P6"]


@pytest.mark.parametrize("text", ["x" * 40_000, "😀" * 20_000, "京" * 33_000])
def test_a_text_beyond_a_cell_is_cut_and_says_so(text: str) -> None:
    cell = fitting(text, "……（已截断）")

    assert len(cell.encode("utf-16-le")) // 2 <= LONGEST
    assert cell.endswith("……（已截断）")
    assert text.startswith(cell.removesuffix("……（已截断）"))


def test_a_text_that_fits_stays_whole() -> None:
    assert fitting("x" * LONGEST, "…") == "x" * LONGEST


@pytest.mark.parametrize(
    ("text", "cell"), [("_x0041_", "_x005F_x0041_"), ("\ufffe", "\ufffd"), ("a_b_x00_", "a_b_x00_")]
)
def test_a_cell_shows_what_stands_there(text: str, cell: str) -> None:
    assert fitting(text, "…") == cell


def test_the_workbook_bears_the_time_of_the_run() -> None:
    assert opened(workbook(())).properties.created.isoformat() == "2026-11-24T03:00:00"


@pytest.mark.libreoffice
@pytest.mark.slow
def test_libreoffice_shows_texts_as_they_stand(tmp_path: Path) -> None:
    hostile = '=HYPERLINK("http://evil.example")'
    outcome = infested("plain")
    finding = replace(outcome.findings[0], message=Text(en=hostile, zh=hostile), about=None)
    path = tmp_path / "report.xlsx"
    path.write_bytes(workbook((replace(outcome, findings=(finding,)),)))
    shown = {file.name: file.read_text(encoding="utf-8") for file in converted(path, CSV_OF_ALL_SHEETS)}

    assert set(shown) == {"report-汇总.csv", "report-网站.csv", "report-发现.csv"}
    assert '"=HYPERLINK(""http://evil.example"")"' in shown["report-发现.csv"]
