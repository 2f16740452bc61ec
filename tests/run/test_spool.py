import pytest

from icplint.model.outcome import Outcome
from icplint.model.site import BareDomain, Site
from icplint.run.spool import Spool


def outcome(index: int) -> Outcome:
    site = Site(index=index, label=f"{index}.example.cn", target=BareDomain(f"{index}.example.cn"))
    return Outcome(site=site, domain="example.cn", final_url=None)


def test_outcomes_come_back_in_list_order_whatever_the_order_of_completion() -> None:
    with Spool() as spool:
        for index in (3, 0, 2, 1):
            spool.put(outcome(index))

        assert list(spool) == [outcome(index) for index in range(4)]


def test_the_spool_may_be_read_more_than_once_and_written_in_between() -> None:
    with Spool() as spool:
        spool.put(outcome(1))
        first = list(spool)
        spool.put(outcome(0))

        assert first == [outcome(1)]
        assert list(spool) == list(spool) == [outcome(0), outcome(1)]


def test_a_site_without_an_outcome_is_seen() -> None:
    with Spool() as spool:
        spool.put(outcome(2))

        assert len(spool) == 1
        assert [index in spool for index in range(4)] == [False, False, True, False]


def test_a_second_outcome_for_a_site_is_a_fault() -> None:
    with Spool() as spool:
        spool.put(outcome(0))

        with pytest.raises(ValueError, match="two outcomes"):
            spool.put(outcome(0))
