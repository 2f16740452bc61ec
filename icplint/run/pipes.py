"""Tells a reader that went away from a disk that is full."""

import errno
import sys


def is_closed_pipe(error: OSError) -> bool:
    """Whether the reader of standard output went away (`| head`); Windows says EINVAL for it."""
    return error.errno == errno.EPIPE or (sys.platform == "win32" and error.errno == errno.EINVAL)
