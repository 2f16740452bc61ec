"""The short way for lines without quotes cuts as the csv module does."""

import csv

from hypothesis import given, settings
from hypothesis import strategies as st

from icplint.collect.sites.delimited import MAX_RECORD_LINES, cut_records
from icplint.collect.sites.row import BrokenRow


@settings(max_examples=500, deadline=None)
@given(st.text(alphabet='ab某",;\n\t ', max_size=40))
def test_what_the_csv_module_reads_is_cut_the_same_way(text: str) -> None:
    lines = text.splitlines(keepends=True)
    try:
        expected = [cells for cells in csv.reader(lines, strict=True) if any(cell.strip() for cell in cells)]
    except csv.Error:
        return

    assert [record[1] for record in cut_records(lines, ",") if not isinstance(record, BrokenRow)] == expected


def test_a_quote_that_is_never_closed_spoils_its_line_alone() -> None:
    lines = ["a,b\n", '"c,d\n', "e,f\n", *["g,h\n"] * MAX_RECORD_LINES]

    cut = list(cut_records(lines, ","))

    assert [record.line for record in cut if isinstance(record, BrokenRow)] == [2]
    assert [record[0] for record in cut if not isinstance(record, BrokenRow)] == [
        1,
        *range(3, len(lines) + 1),
    ]
