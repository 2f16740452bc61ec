"""The metrics, as both of Prometheus's own parsers read them."""

from datetime import UTC, datetime, timedelta

import pytest
from prometheus_client import parser as classic
from prometheus_client.openmetrics import parser as openmetrics

from icplint.model.run import Summary
from icplint.model.scan import ChangeKind
from icplint.tell.metrics import RunMetrics, metrics_text

START = datetime(2026, 11, 24, 2, tzinfo=UTC)
SUMMARY = Summary(
    sites=10, measured=7, unmeasured=3, clean=4, incomplete=1, errors=5, warnings=6, infos=7, rejected=1
)


def run(**more: object) -> RunMetrics:
    given: dict[str, object] = {
        "list_name": "/srv/sites.csv",
        "started_at": START,
        "finished_at": START + timedelta(seconds=90.5),
        "exit_code": 1,
        "summary": SUMMARY,
        **more,
    }
    return RunMetrics(**given)  # type: ignore[arg-type]


def samples(content: bytes) -> dict[tuple[str, ...], float]:
    found: dict[tuple[str, ...], float] = {}
    for family in openmetrics.text_string_to_metric_families(content.decode()):
        assert family.type == "gauge"
        assert family.documentation
        for one in family.samples:
            labels = [value for key, value in sorted(one.labels.items()) if key != "list"]
            assert (one.name, *labels) not in found
            found[one.name, *labels] = one.value
    return found


def test_the_counts_stand_there_for_both_parsers() -> None:
    content = metrics_text(run(changes={kind: number for number, kind in enumerate(ChangeKind)}))

    found = samples(content)

    assert [
        found["icplint_run_sites", state] for state in ("clean", "incomplete", "with_findings", "unmeasured")
    ] == [4, 1, 2, 3]
    assert [found["icplint_run_findings", severity] for severity in ("error", "warning", "info")] == [5, 6, 7]
    assert [found["icplint_run_changes", kind.value] for kind in ChangeKind] == list(range(8))
    assert found["icplint_run_start_timestamp_seconds",] == START.timestamp()
    assert found["icplint_run_duration_seconds",] == pytest.approx(90.5)
    assert found["icplint_run_exit_code",] == 1
    classic_samples = [
        (one.name, one.labels, one.value)
        for family in classic.text_string_to_metric_families(content.decode())
        for one in family.samples
    ]
    new_samples = [
        (one.name, one.labels, one.value)
        for family in openmetrics.text_string_to_metric_families(content.decode())
        for one in family.samples
    ]
    assert classic_samples == new_samples


def test_a_first_run_tells_no_changes() -> None:
    assert b"icplint_run_changes" not in metrics_text(run())


@pytest.mark.parametrize("name", ['a"b', "a\\b", "a\nb", "清单", "a{b}", "", " "])
def test_a_lists_name_comes_through_as_it_is(name: str) -> None:
    families = openmetrics.text_string_to_metric_families(metrics_text(run(list_name=name)).decode())

    assert {one.labels["list"] for family in families for one in family.samples} == {name}


@pytest.mark.parametrize("name", ["a\x00b", "a\x1b[31mb", "a\rb", "a\ud800b"])
def test_what_no_label_may_hold_is_replaced(name: str) -> None:
    families = openmetrics.text_string_to_metric_families(metrics_text(run(list_name=name)).decode())

    [told] = {one.labels["list"] for family in families for one in family.samples}
    assert told == "a\ufffdb" or told.startswith("a\ufffd[31m")
