"""The exit code is that of the verdict: no other Python in this process chooses it by accident.

Drivers and subjects are a vendor's own Python and run in the process of the suite. ``os._exit``
would end it at once, with 0 where the vendor's code says so, and CI would read that as a verdict;
so would ``os.exec``. Native code that ends the process cannot be stopped from within.
"""

from __future__ import annotations

import fcntl
import multiprocessing
import os
import sys
import threading
from collections.abc import Callable
from contextlib import suppress
from typing import Any, NoReturn

HARNESS_ERROR = 3
STANDARD_ERROR, ABOVE_THE_STREAMS = 2, 3
NO_VERDICT = (
    b"percipio-conformance: os._exit or os.exec was called in the process of the suite, by a"
    b" driver or subject. There is no verdict. Raise an error instead.\n"
)
PATIENT_SECONDS = 5.0
"""Real time that Python gets to end by itself once the exit code is known."""
STILL_RUNNING = (
    b"percipio-conformance: a thread or process that a driver or subject started keeps running."
    b" The program ends without it. Stop it in the driver's close.\n"
)

_exit_at_once = os._exit
_owner = 0
_errors: int | None = None
_decided: int | None = None


def keep() -> None:
    """From now on ``os._exit`` ends this process with the code of the verdict, or with 3."""
    global _owner, _errors
    _owner, _errors = os.getpid(), _copy_of_standard_error()
    os._exit = _exit
    os.execv, os.execve = _refuse(os.execv), _refuse(os.execve)


def _copy_of_standard_error() -> int | None:
    """The real standard error, also while pytest replaces it by a file; None if it is closed."""
    try:
        # A number above those of the standard streams: one of them may be closed.
        return fcntl.fcntl(STANDARD_ERROR, fcntl.F_DUPFD_CLOEXEC, ABOVE_THE_STREAMS)
    except OSError:
        return None


def decide(code: int) -> None:
    """The program ends with this code, whatever runs before it has ended."""
    global _decided
    _decided = code
    if sys.flags.inspect:
        # PYTHONINSPECT: Python would wait for input, and end with 1 where there is none.
        for stream in (sys.stdout, sys.stderr):
            stream.flush()
        _exit_at_once(code)
    # Python waits for threads and for the children of multiprocessing, however long they run.
    threading.Thread(target=_end_after_all, args=(code,), daemon=True).start()


def _end_after_all(code: int) -> None:
    threading.Event().wait(PATIENT_SECONDS)
    _write(STILL_RUNNING)
    for child in multiprocessing.active_children():
        child.kill()
    _exit_at_once(code)


def _refuse(replace: Callable[..., NoReturn]) -> Callable[..., NoReturn]:
    """``os.execv`` and the like, which no vendor's code may call in this process."""

    def call(*arguments: Any) -> NoReturn:
        if os.getpid() == _owner:
            _exit(HARNESS_ERROR)
        replace(*arguments)

    return call


def _exit(status: int) -> NoReturn:
    if os.getpid() != _owner:
        # A child of ours, such as one of multiprocessing: it ends as it likes.
        _exit_at_once(status)
    if _decided is not None:
        _exit_at_once(_decided)
    _write(NO_VERDICT)
    _exit_at_once(HARNESS_ERROR)


def _write(words: bytes) -> None:
    if _errors is not None:
        with suppress(OSError):
            os.write(_errors, words)
