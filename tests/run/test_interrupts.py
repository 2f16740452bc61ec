import os
import signal
import threading

import pytest

from icplint.run.interrupts import held_interrupts

pytestmark = pytest.mark.skipif(os.name == "nt", reason="Windows sends no signal to a single process")


def test_an_interrupt_waits_until_the_work_is_whole() -> None:
    done: list[str] = []

    def work() -> None:
        with held_interrupts():
            signal.raise_signal(signal.SIGINT)
            done.append("whole")

    with pytest.raises(KeyboardInterrupt):
        work()

    assert done == ["whole"]


def test_the_handler_stands_as_before_after_quiet_work() -> None:
    before = signal.getsignal(signal.SIGINT)
    with held_interrupts():
        pass

    assert signal.getsignal(signal.SIGINT) is before


def test_another_thread_is_left_alone() -> None:
    done: list[str] = []

    def work() -> None:
        with held_interrupts():
            done.append("whole")

    thread = threading.Thread(target=work)
    thread.start()
    thread.join()

    assert done == ["whole"]
