"""What is stored comes back as it was, whatever an outcome holds; and what is none is refused."""

import json

import pytest
from hypothesis import HealthCheck, given, settings

from icplint.errors import StoreError
from icplint.keep.store import codec
from icplint.model.outcome import Outcome
from tests.fakes.outcomes import outcomes
from tests.fakes.sample_run import sample_outcomes


def there_and_back(outcome: Outcome) -> Outcome:
    parts = codec.parts_of(outcome)
    written = codec.site_bytes(outcome.site).decode()
    site = codec.read_site(written, index=outcome.site.index, line=outcome.site.line)
    return codec.outcome_of(site, parts.verdicts.decode(), parts.result.decode(), parts.facts, parts.pages)


@given(outcomes)
@settings(suppress_health_check=list(HealthCheck), deadline=None, max_examples=60)
def test_every_outcome_comes_back(outcome: Outcome) -> None:
    assert there_and_back(outcome) == outcome


def test_equal_footers_have_equal_bytes_and_wording_is_no_change() -> None:
    [first, *_] = sample_outcomes()
    parts = codec.parts_of(first)

    assert codec.parts_of(first).pages == parts.pages
    assert parts.state != parts.result_digest


def test_what_a_later_version_has_added_is_passed_over() -> None:
    [first, *_] = sample_outcomes()
    parts = codec.parts_of(first)
    told = json.loads(parts.result)
    told["of_a_later_version"] = {"x": 1}

    assert codec.read_result(json.dumps(told)) == codec.read_result(parts.result.decode())


@pytest.mark.parametrize(
    "content",
    [
        "",
        "{",
        "[]",
        "1",
        '{"findings": 3}',
        '{"not_checked": "nonsense"}',
        '{"findings": [{"rule": 1}]}',
        "[" * 5_000,
    ],
)
def test_what_is_no_result_is_refused_with_one_line(content: str) -> None:
    with pytest.raises(StoreError, match="cannot read"):
        codec.read_result(content)


@pytest.mark.parametrize("content", ['{"ICP001": "x"}', '{"ICP001": ""}', '{"ICP001": 5}', "[1]"])
def test_what_are_no_verdicts_is_refused(content: str) -> None:
    with pytest.raises(StoreError, match="cannot read"):
        codec.read_verdicts(content)
