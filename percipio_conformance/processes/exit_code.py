"""Protect the exit code of the verdict from other Python code in this process.

A vendor's drivers and factories run in the process of the suite. ``os._exit`` in their code would
end the process at once, possibly with 0, which CI would read as a verdict; so would ``os.exec``.
Native code that ends the process cannot be intercepted.
"""

from __future__ import annotations

import fcntl
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
SHUTDOWN_SECONDS = 5.0
"""Real time in seconds for Python to end by itself once the exit code is known."""
STILL_RUNNING = (
    b"percipio-conformance: a thread or process that a driver or subject started keeps running."
    b" The program ends without it. Stop it in the driver's close.\n"
)

_exit_at_once = os._exit
_owner = 0
_errors: int | None = None
_decided: int | None = None


def keep() -> None:
    """Make ``os._exit`` end this process with the code of the verdict, or with 3."""
    global _owner, _errors
    _owner, _errors = os.getpid(), _copy_of_standard_error()
    os._exit = _exit
    os.execv, os.execve = _refuse(os.execv), _refuse(os.execve)


def _copy_of_standard_error() -> int | None:
    """The real standard error, also while pytest replaces it by a file; None if it is closed."""
    try:
        # A number above the standard streams, because one of them may be closed.
        return fcntl.fcntl(STANDARD_ERROR, fcntl.F_DUPFD_CLOEXEC, ABOVE_THE_STREAMS)
    except OSError:
        return None


def decide(code: int) -> None:
    """End the program with this code, even if other code is still running."""
    global _decided
    _decided = code
    if sys.flags.inspect:
        # With PYTHONINSPECT, Python would wait for input, and end with 1 without input.
        for stream in (sys.stdout, sys.stderr):
            stream.flush()
        _exit_at_once(code)
    # Python waits without limit for threads and for the children of multiprocessing.
    threading.Thread(target=_end_after_all, args=(code,), daemon=True).start()


def _end_after_all(code: int) -> None:
    threading.Event().wait(SHUTDOWN_SECONDS)
    _write(STILL_RUNNING)
    # Only a program that has loaded it can have started processes with it.
    multiprocessing = sys.modules.get("multiprocessing")
    for child in multiprocessing.active_children() if multiprocessing is not None else ():
        child.kill()
    _exit_at_once(code)


def _refuse(replace: Callable[..., NoReturn]) -> Callable[..., NoReturn]:
    """Replacement of ``os.execv`` and similar functions, which are not allowed in this process."""

    def call(*arguments: Any) -> NoReturn:
        if os.getpid() == _owner:
            _exit(HARNESS_ERROR)
        replace(*arguments)

    return call


def _exit(status: int) -> NoReturn:
    if os.getpid() != _owner:
        # In a child process, for example of multiprocessing, any exit is allowed.
        _exit_at_once(status)
    if _decided is not None:
        _exit_at_once(_decided)
    _write(NO_VERDICT)
    _exit_at_once(HARNESS_ERROR)


def _write(words: bytes) -> None:
    if _errors is not None:
        with suppress(OSError):
            os.write(_errors, words)
