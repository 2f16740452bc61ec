"""The table of rule by page: on the pages of all rules, each rule speaks where it was agreed and nowhere else."""

from collections.abc import Callable
from pathlib import Path

from icplint.model.finding import Status
from tests.rules.cases import PAGES, RulePage, judged, rule_pages

TABLE = PAGES / "rules_by_page.txt"


def row(page: RulePage) -> str:
    """A page, and all that is reported of it: rule and fault, in the order of the ids."""
    found = judged(page).findings
    reported = sorted({f"{one.rule}:{one.fault}" for one in found if one.status is Status.REPORTED})
    return f"{page.rule}/{page.path.stem}: {' '.join(reported) or '-'}\n"


def test_each_rule_speaks_on_the_pages_where_it_should_and_nowhere_else(
    golden: Callable[[Path, str], None],
) -> None:
    golden(TABLE, "".join(map(row, rule_pages())))
