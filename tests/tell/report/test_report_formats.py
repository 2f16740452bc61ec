import io
import json
from pathlib import PurePath

import pytest

from icplint.errors import UsageError
from icplint.tell.report.formats import SUFFIXES, Format, format_of, published_schema, reporter_for
from icplint.tell.report.reporter import Manner
from tests.fakes.sample_run import sample_head, sample_outcomes


@pytest.mark.parametrize("format_", Format)
def test_every_format_writes_the_sample_and_leaves_the_output_open(format_: Format) -> None:
    out = io.BytesIO()
    reporter_for(format_, Manner()).write(sample_head(), sample_outcomes(), out)

    assert "https://shop.example.cn/" in out.getvalue().decode()
    assert not out.closed


@pytest.mark.parametrize("format_", Format)
def test_every_format_has_a_suffix(format_: Format) -> None:
    assert format_ in SUFFIXES.values()


@pytest.mark.parametrize(
    ("name", "format_"),
    [("a.HTML", Format.HTML), ("b.json", Format.JSON), ("b.ndjson", Format.JSONL), ("报告.txt", Format.TEXT)],
)
def test_a_file_s_name_tells_its_format(name: str, format_: Format) -> None:
    assert format_of(PurePath(name)) is format_


@pytest.mark.parametrize("name", ["report.pdf", "report", ".json"])
def test_an_unknown_suffix_names_the_known_ones(name: str) -> None:
    with pytest.raises(UsageError, match=r"\.html") as caught:
        format_of(PurePath(name))

    assert ".jsonl" in caught.value.zh


def test_the_schema_is_published_as_json() -> None:
    assert json.loads(published_schema())["title"] == "icplint report v1"
