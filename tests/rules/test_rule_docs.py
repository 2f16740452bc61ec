"""The pages about the rules say what the rule files say."""

from collections.abc import Callable
from pathlib import Path

import pytest

from icplint.packs import load_rules
from tests.rules.cases import rules
from tests.rules.rule_docs import FOLDER, INDEX, documents

PAGES = dict(documents(rules()))


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.name)
def test_a_page_about_a_rule_is_fresh(path: Path, golden: Callable[[Path, str], None]) -> None:
    golden(path, PAGES[path])


def test_every_page_in_the_folder_belongs_to_a_rule() -> None:
    assert {path for path in FOLDER.iterdir() if path not in PAGES} == set()


def test_the_index_lies_among_the_rules_and_is_taken_for_none() -> None:
    assert INDEX.parent == Path(rules()[0].file).parent.parent
    assert INDEX.name not in {Path(rule.file).name for rule in load_rules()}
