"""Every finding on a rule's own pages is as grave, as sure and as easy to mend as was agreed."""

from collections.abc import Callable
from pathlib import Path

import pytest

from icplint.model.rule import Rule
from tests.rules.cases import PAGES, rules
from tests.rules.told import told


@pytest.mark.parametrize("rule", rules(), ids=lambda rule: str(rule.info.id))
def test_a_rule_tells_of_its_pages_what_was_agreed(rule: Rule, golden: Callable[[Path, str], None]) -> None:
    golden(PAGES / rule.info.id / "findings.txt", told(rule))
