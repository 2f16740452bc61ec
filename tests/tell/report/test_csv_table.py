import csv
import io
import re
from dataclasses import replace
from pathlib import Path

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from icplint.model.outcome import Outcome
from icplint.model.site import RejectedRow
from icplint.model.text import Language
from icplint.tell.report.csv_table import CsvReporter, harmless
from icplint.tell.report.reporter import Manner
from icplint.tell.report.rows import MOST_COLUMNS
from tests.fakes import outcomes as fakes
from tests.fakes.office import converted
from tests.fakes.sample_run import infested, sample_head, sample_outcomes, told_apart

CALM = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow], max_examples=40)
STEERING = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff]"
)
FORMULAS = ("=", "+", "-", "@", "\t", "\r", "|", "＝", "＋", "－", "＠")


def written(
    found: tuple[Outcome, ...], rejected: tuple[RejectedRow, ...] = (), language: Language = Language.ZH
) -> str:
    out = io.BytesIO()
    CsvReporter(Manner(language=language)).write(fakes.head_for(found, rejected), found, out)
    return out.getvalue().decode("utf-8")


def rows(
    found: tuple[Outcome, ...], rejected: tuple[RejectedRow, ...] = (), language: Language = Language.ZH
) -> list[dict[str, str]]:
    text = written(found, rejected, language)

    assert text.startswith("\ufeff")
    return list(csv.DictReader(io.StringIO(text[1:], newline=""), strict=True))


@CALM
@given(
    found=st.lists(fakes.outcomes, max_size=3).map(tuple),
    rejected=fakes.rejected_rows,
    language=st.sampled_from(Language),
)
def test_any_outcomes_make_a_row_for_each_finding_and_each_site_without_any(
    found: tuple[Outcome, ...], rejected: tuple[RejectedRow, ...], language: Language
) -> None:
    text = written(found, rejected, language)
    header, *cells = csv.reader(io.StringIO(text[1:], newline=""), strict=True)

    assert len(cells) == sum(max(1, len(one.findings)) for one in found) + len(rejected)
    assert len(set(header)) == len(header)
    assert not STEERING.search(text)
    assert [cell for row in [header, *cells] for cell in row if cell.lstrip().startswith(FORMULAS)] == []


@pytest.mark.parametrize(
    "hostile", [*fakes.HOSTILE, '=cmd|"/c calc"!A1', "\t=1+1", "＝1+1", "@SUM(A1)", "+86", "-1"]
)
def test_nothing_of_a_stranger_is_a_formula(hostile: str) -> None:
    cells = [cell for row in rows((infested(hostile),)) for cell in row.values()]

    assert [cell for cell in cells if cell.lstrip().startswith(FORMULAS)] == []


@pytest.mark.parametrize(
    ("cell", "shown"),
    [("=1", "'=1"), (" @x", "' @x"), ("京ICP备1号-1", "京ICP备1号-1"), (-1, -1), ("", ""), ("'=1", "'=1")],
)
def test_only_what_could_be_computed_gets_an_apostrophe(cell: str | int, shown: str | int) -> None:
    assert harmless(cell) == shown


def test_lines_end_as_rfc_4180_has_them() -> None:
    text = written(sample_outcomes())

    assert text.count("\r\n") == text.count("\n")


def test_a_finding_a_clean_site_and_a_site_that_was_not_checked() -> None:
    found = rows(sample_outcomes(), sample_head().rejected)
    told = [(row["核查结果"], row["网站"], row["规则"], row["未核查"][:14]) for row in found]

    assert told == [
        ("应整改", "https://shop.example.cn/", "ICP005", ""),
        ("应整改", "https://shop.example.cn/", "PSB009", ""),
        ("未发现问题", "www.clean.example.cn", "", ""),
        ("需核实", "blog.example.com", "CPY002", ""),
        ("需核实", "blog.example.com", "ICP008", ""),
        ("建议", "news.example.cn", "ICP008", ""),
        ("未核查", "https://gone.example.cn/", "", "本次未能核查（域名无法解析）"),
        ("未核查", "https://shield.example.cn/", "", "本次未能核查（防火墙拦截），"),
        ("未核查", "https://app.example.cn/", "", "39 项：本次未能核查（页面"),
        ("未发现问题", "https://hk.example.com/", "", ""),
        ("部分未核查", "https://partly.example.cn/", "", "PSB009：本次未能核查（"),
        ("未核查", "sites.csv:12", "", "「http//example"),
    ]


def test_every_status_is_told() -> None:
    found = rows((told_apart(),))

    assert [row["处理状态"] for row in found] == ["列入报告", "已豁免", "存量问题", "低于可信度下限"]


def test_the_headings_follow_the_language() -> None:
    row = rows(sample_outcomes(), language=Language.EN)[0]

    assert (row["Result"], row["Rule"], row["Severity"]) == ("To mend", "ICP005", "To mend")


def test_the_columns_of_the_list_pass_through() -> None:
    outcome = told_apart()
    plain = sample_outcomes()[1]
    named = replace(outcome, site=replace(outcome.site, columns={"规则": "甲", "部门": "乙"}))
    found = rows((plain, named))

    assert (found[1]["规则"], found[1]["规则（清单）"], found[1]["部门"]) == ("ICP005", "甲", "乙")
    assert (found[0]["规则（清单）"], found[0]["清单行"]) == ("", "")
    assert found[1]["清单行"] == "lists/sites.csv:7"


def test_a_list_of_endless_columns_is_bounded() -> None:
    outcome = sample_outcomes()[1]
    wide = replace(outcome, site=replace(outcome.site, columns={f"c{n}": "x" for n in range(5_000)}))
    header = written((wide,)).splitlines()[0]

    assert header.count(",c") == MOST_COLUMNS


@pytest.mark.libreoffice
@pytest.mark.slow
def test_libreoffice_computes_nothing_of_it(tmp_path: Path) -> None:
    path = tmp_path / "report.csv"
    path.write_bytes(written((infested('=HYPERLINK("http://evil.example")'),)).encode())
    (workbook,) = converted(path, "xlsx")
    sheet = openpyxl.load_workbook(workbook).worksheets[0]
    cells = [cell for row in sheet.iter_rows() for cell in row]

    assert sheet["A1"].value == "核查结果"
    assert [cell.value for cell in cells if cell.data_type == "f"] == []


def test_every_line_has_as_many_cells_as_the_heading_also_beside_columns_of_the_list() -> None:
    first, *others = sample_outcomes()
    first = replace(first, site=replace(first.site, columns={"部门": "市场部", "楼层": "3"}))
    text = written((first, *others), sample_head().rejected)

    assert len(sample_head().rejected) == 1
    assert len({len(line) for line in csv.reader(io.StringIO(text, newline=""))}) == 1
