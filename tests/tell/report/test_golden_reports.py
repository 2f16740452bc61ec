"""Whole reports of the sample run, as their readers get them."""

import io
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from icplint.model.outcome import Outcome
from icplint.model.run import ReportHead
from icplint.model.text import Language, text
from icplint.tell.report.formats import Format, reporter_for
from icplint.tell.report.reporter import Manner
from tests.fakes.sample_run import sample_head, sample_outcomes, saved_page, told_apart

FOLDER = Path(__file__).parents[3] / "fixtures" / "reports"
NAMES = {
    Format.SARIF: "sarif",
    Format.JUNIT: "xml",
    Format.GITHUB: "github.txt",
    Format.GITLAB: "codequality.json",
    Format.CSV: "csv",
    Format.MARKDOWN: "md",
}


def told() -> tuple[Outcome, ...]:
    """The sample, with a site whose findings have each status, and a saved page."""
    more = (told_apart(), saved_page("public/index.html"))
    numbered = enumerate((*sample_outcomes(), *more))
    return tuple(replace(one, site=replace(one.site, index=n)) for n, one in numbered)


def head() -> ReportHead:
    titles = {
        "ICP005": text(en="Filing number without a link", zh="ICP 备案编号未加链接"),
        "PSB009": text(en="No badge beside the number", zh="公安联网备案号旁未显示备案编号图标"),
    }
    return replace(sample_head(told()), rule_titles=titles)


@pytest.mark.parametrize("language", Language)
@pytest.mark.parametrize("format_", NAMES)
def test_a_report_is_as_it_was(
    format_: Format, language: Language, golden: Callable[[Path, str], None]
) -> None:
    out = io.BytesIO()
    reporter_for(format_, Manner(language=language)).write(head(), told(), out)

    golden(FOLDER / f"sample.{language}.{NAMES[format_]}", out.getvalue().decode())
