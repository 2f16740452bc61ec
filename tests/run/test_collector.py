import gc

import pytest

from icplint.run.collector import held_back_collector


def test_the_collector_is_as_before_when_a_run_is_over() -> None:
    before = gc.get_threshold()
    with held_back_collector():
        assert gc.get_threshold()[0] > before[0]
        assert gc.isenabled()
        assert gc.get_freeze_count() > 0

    assert gc.get_threshold() == before
    assert gc.get_freeze_count() == 0


def test_it_is_as_before_after_a_run_that_broke() -> None:
    before = gc.get_threshold()
    with pytest.raises(KeyError), held_back_collector():
        raise KeyError

    assert gc.get_threshold() == before
