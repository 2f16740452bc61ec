"""Other ways to be told to end, made one with Ctrl-C."""

import signal
import threading
from types import FrameType


def end_like_ctrl_c() -> None:
    """Let a polite request to end, from a supervisor or a closing terminal, be taken as Ctrl-C is.

    What is done is then reported, and nothing half written stays behind.
    """
    if threading.current_thread() is not threading.main_thread():
        return
    for name in ("SIGTERM", "SIGHUP"):
        number = getattr(signal, name, None)  # Windows has no SIGHUP
        if number is not None and signal.getsignal(number) is signal.SIG_DFL:
            signal.signal(number, _as_ctrl_c)


def _as_ctrl_c(number: int, frame: FrameType | None) -> None:  # noqa: ARG001 - a signal handler's shape
    signal.raise_signal(signal.SIGINT)
